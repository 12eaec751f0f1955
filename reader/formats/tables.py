"""CSV exports: known by their headers, read by the names of their columns, whatever their order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.errors import UnreadablePage
from reader.formats.entry import Row, page_of_row
from reader.formats.page import Carried, CarriedHighlight, Found
from reader.formats.saved_file import SavedFile
from reader.formats.table_columns import COLUMNS_OF_OTHERS
from reader.formats.values import (
    day_of,
    highlight,
    highlights,
    is_true,
    moment_of,
    share_of,
    state_of,
    text_of,
    words_of,
)
from reader.terminal import fold

Cells = Mapping[str, str]
"""A line by the names of its columns: English, lower case, without diacritics, blanks and signs."""

# Articles of a book-length note are one cell.
_LONGEST_CELL = 50 * 1024 * 1024
_LONGEST_HEADER = 4096
_MOST_LINES_BEFORE = 5
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of CSV export."""

    name: str
    needed: frozenset[str]
    """Columns that it always has."""
    row: Callable[[Cells], Row | None]
    one_of: frozenset[str] = frozenset()
    """Columns of which it has at least one; empty when that does not matter."""
    grouped: bool = False
    """Its lines are highlights: those of one article belong together."""


def pages_of_table(file: SavedFile, content: str) -> Iterator[Found] | None:
    """The pages of a CSV export; None when it is none that is known."""
    content = content.lstrip("\ufeff \r\n")
    if content.startswith("<"):  # a page: a line of its scripts may hold the names of columns
        return None
    if "\n" not in content:  # as old Macs, and spreadsheets there, end their lines
        content = content.replace("\r", "\n")
    stated = _SEPARATOR.match(content)  # Excel's line that says what parts the cells
    content = content[stated.end() :].lstrip("\ufeff\r\n") if stated else content
    start = 0
    for _ in range(_MOST_LINES_BEFORE):  # some programs write a title above the header
        end = content.find("\n", start)
        line = content[start : end if end >= 0 else len(content)]
        for separator in (stated[1],) if stated else (",", ";", "\t"):
            header = _header(line, separator)
            table = next((one for one in _TABLES if _fits(one, frozenset(header))), None)
            if table is not None and (start == 0 or len(header) > 1):
                return _pages(file, table, _Lines(content[start:], header, separator))
        if end < 0 or len(line) > _LONGEST_HEADER:
            return None
        start = end + 1
    return None


def _header(line: str, separator: str) -> list[str]:
    if len(line) > _LONGEST_HEADER:
        return []
    try:
        return [_column(name) for name in next(csv.reader([line.strip("\r")], delimiter=separator), [])]
    except csv.Error:
        return []


def _fits(table: Table, header: frozenset[str]) -> bool:
    return table.needed <= header and (not table.one_of or bool(table.one_of & header))


def _column(name: str) -> str:
    folded = re.sub(r"[\W_]+", "", fold(name).text)
    return COLUMNS_OF_OTHERS.get(folded, folded)


@dataclass(slots=True)
class _Lines:
    """The lines of a table below its header, by the names of its columns."""

    content: str = field(repr=False)
    header: Sequence[str]
    separator: str
    is_cut: bool = False
    """Known at the end: the last line breaks off. It is left out: its last cell may be half an address."""

    def __iter__(self) -> Iterator[Cells]:
        last: list[str] = []
        are_full = True
        for cells in self._rows():
            if any(last):
                yield self._named(last)
            are_full = are_full and len(last) in (0, len(self.header))
            last = cells
        is_short = are_full and len(last) < len(self.header)
        self.is_cut = is_short and not self.content.endswith(("\n", "\r"))
        if any(last) and not self.is_cut:
            yield self._named(last)

    def _rows(self) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        # The csv module stops at NULs, and at a quote that a broken writer did not double.
        lines = io.StringIO(self.content.replace("\0", ""), newline="")
        reader = csv.reader(lines, delimiter=self.separator)
        next(reader, None)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error:
                continue

    def _named(self, cells: Sequence[str]) -> Cells:
        return dict(zip(self.header, map(str.strip, cells), strict=False))


def _pages(file: SavedFile, table: Table, lines: _Lines) -> Iterator[Found]:
    rows = (row for row in map(table.row, lines) if row is not None)
    for row in _grouped(rows) if table.grouped else rows:
        page = page_of_row(file, row)
        if page is not None:
            yield page
    if lines.is_cut:
        yield UnreadablePage(file.label, "a table that is cut off; its whole lines were read")


def _grouped(rows: Iterator[Row]) -> Iterator[Row]:
    """Lines of one article as one, with all of their highlights."""
    import dataclasses

    articles: dict[tuple[str, str], Row] = {}
    marks: dict[tuple[str, str], list[CarriedHighlight]] = {}
    for row in rows:
        key = (row.url, "" if row.url else row.title)
        articles.setdefault(key, row)
        marks.setdefault(key, []).extend(row.carried.highlights)
    for key, row in articles.items():
        carried = dataclasses.replace(row.carried, highlights=highlights(marks[key]))
        yield dataclasses.replace(row, carried=carried)


def _first(cells: Cells, *names: str) -> str:
    return next((cells[name] for name in names if cells.get(name)), "")


# -- the exports


def _pocket(cells: Cells) -> Row:
    archived = _first(cells, "status").lower() in ("archive", "archived", "read", "1")
    return Row(
        url=_first(cells, "url"),
        title=_first(cells, "title"),
        saved=moment_of(_first(cells, "timeadded")),
        carried=Carried(tags=words_of(_first(cells, "tags"), "|,"), state=state_of(archived)),
    )


def _instapaper(cells: Cells) -> Row:
    folder = _first(cells, "folder")
    known = folder.lower()
    own = () if known in ("unread", "archive", "starred", "liked", "") else (folder,)
    return Row(
        url=_first(cells, "url"),
        title=_first(cells, "title"),
        saved=moment_of(_first(cells, "timestamp")),
        carried=Carried(
            tags=tuple(dict.fromkeys((*words_of(_first(cells, "tags")), *own))),
            state=state_of(known == "archive"),
            starred=known in ("starred", "liked"),
            highlights=highlights([highlight(_first(cells, "selection"))]),
        ),
    )


def _readwise_reader(cells: Cells) -> Row | None:
    location = _first(cells, "location").lower()
    if location == "feed":
        return None  # what a feed brought, nobody saved
    progress = share_of(_first(cells, "readingprogress"))
    return Row(
        url=_first(cells, "url"),
        title=_first(cells, "title"),
        byline=_first(cells, "author"),
        published=day_of(_first(cells, "publisheddate", "published")),
        saved=moment_of(_first(cells, "saveddate")),
        carried=Carried(
            note=_first(cells, "documentnote", "documentnotes"),
            tags=words_of(_first(cells, "documenttags")),
            state=state_of(location == "archive", progress),
            starred=location == "shortlist",
            progress=progress,
        ),
    )


_QUOTES = ("highlightedtext", "quote")


def _readwise_highlights(cells: Cells) -> Row:
    tags, note = _dotted_tags(_first(cells, "note", "comment"))
    return Row(
        url=_first(cells, "url", "sourceurl", "documenturl"),
        title=_first(cells, "booktitle", "title", "documenttitle"),
        byline=_first(cells, "bookauthor", "author", "documentauthor"),
        carried=Carried(
            tags=words_of(_first(cells, "documenttags")),
            highlights=highlights(
                [
                    highlight(
                        _first(cells, "highlight", *_QUOTES),
                        note,
                        tags=[*words_of(_first(cells, "tags")), *tags],
                        created=_first(cells, "highlightedat", "date", "createddate", "createdat", "created"),
                        colour=_first(cells, "color", "colour"),
                    )
                ]
            ),
        ),
    )


def _dotted_tags(note: str) -> tuple[list[str], str]:
    """Readwise writes tags as the first line of a note: `.sea .keeper`."""
    first, _, rest = note.partition("\n")
    words = first.split()
    if words and all(re.fullmatch(r"\.[^\W\d][\w-]*", word) for word in words):
        return [word[1:] for word in words], rest.strip()
    return [], note


def _raindrop(cells: Cells) -> Row:
    folder = _first(cells, "folder")
    own = () if folder.lower() in ("", "unsorted") else (folder,)
    return Row(
        url=_first(cells, "url"),
        title=_first(cells, "title"),
        description=_first(cells, "excerpt"),
        saved=moment_of(_first(cells, "created")),
        carried=Carried(
            tags=tuple(dict.fromkeys((*words_of(_first(cells, "tags"), ","), *own))),
            starred=is_true(_first(cells, "favorite")),
            note=_first(cells, "note"),
            highlights=highlights(_raindrop_highlights(_first(cells, "highlights"))),
        ),
    )


def _raindrop_highlights(cell: str) -> Iterator[CarriedHighlight | None]:
    """One a line: `Highlight:quote`, then maybe `Note:text`; or the quotes alone."""
    quote, note = "", ""
    for line in cell.splitlines():
        found = re.match(r"(?i)\s*(highlight|note|color|index|created)\s*:\s*(.*)", line)
        kind = found[1].lower() if found else "highlight"
        if kind == "highlight":
            yield highlight(quote, note)
            quote, note = (found[2] if found else line), ""
        elif kind == "note" and found:
            note = found[2]
    yield highlight(quote, note)


def _matter(cells: Cells) -> Row:
    archived = is_true(_first(cells, "read")) or ("inqueue" in cells and not is_true(cells["inqueue"]))
    return Row(
        url=_first(cells, "url"),
        title=_first(cells, "title"),
        byline=_first(cells, "author"),
        site=_first(cells, "publisher"),
        saved=moment_of(_first(cells, "lastinteractiondate")),
        carried=Carried(
            tags=words_of(_first(cells, "tags"), ";"),
            state=state_of(archived),
            starred=is_true(_first(cells, "favorited")),
        ),
    )


_ADDRESSES = ("href", "address", "sourceurl", "pageurl", "uri", "website")
_READ = ("archive", "read", "done", "finished", "gelesen", "lu", "leido", "letto", "lido")


def _any_list(cells: Cells) -> Row:
    """A table of addresses by another program: what its columns are called says what they are."""
    progress = share_of(_first(cells, "progress", "readingprogress"))
    flags = _first(cells, "archived", "isarchived", "read", "isread")
    status = _first(cells, "status", "state", "folder", "location").lower()
    return Row(
        url=_first(cells, "url", "link", *_ADDRESSES),
        title=_first(cells, "title", "name"),
        byline=_first(cells, "author", "authors", "byline"),
        site=_first(cells, "site", "publisher", "domain", "source"),
        published=day_of(_first(cells, "published", "publishedat", "publisheddate")),
        saved=moment_of(
            _first(
                cells,
                "saved",
                "savedat",
                "saveddate",
                "created",
                "createdat",
                "timeadded",
                "added",
                "dateadded",
                "datecreated",
                "creationdate",
                "createddate",
                "timestamp",
                "date",
                "addedat",
                "addedon",
            )
        ),
        description=_first(cells, "description", "excerpt", "summary"),
        language=_first(cells, "language", "lang"),
        content=_first(cells, "content", "html", "body"),
        carried=Carried(
            tags=words_of(_first(cells, "tags", "labels", "keywords")),
            state=state_of(is_true(flags) or (status.startswith(_READ) and "reading" not in status), progress)
            if flags or status or progress is not None
            else None,
            starred=is_true(_first(cells, "starred", "isstarred", "favorite", "favourite", "favorited")),
            progress=progress,
            note=_first(cells, "note", "notes", "comment"),
            highlights=highlights([highlight(text_of(_first(cells, "highlight", "selection", "quote")))]),
        ),
    )


_TITLES = frozenset({"booktitle", "title", "documenttitle"})
_TABLES: tuple[Table, ...] = (
    Table(
        "Readwise highlights",
        frozenset({"highlight"}),
        _readwise_highlights,
        _TITLES,
        grouped=True,
    ),
    *(
        Table("highlights", frozenset({name}), _readwise_highlights, _TITLES, grouped=True)
        for name in _QUOTES
    ),
    Table(
        "Readwise Reader",
        frozenset({"url", "title", "location"}),
        _readwise_reader,
        frozenset({"documenttags", "readingprogress", "saveddate", "seen"}),
    ),
    Table(
        "Matter",
        frozenset({"url", "title"}),
        _matter,
        frozenset({"inqueue", "lastinteractiondate", "highlightcount"}),
    ),
    Table(
        "Raindrop",
        frozenset({"url", "title", "folder"}),
        _raindrop,
        frozenset({"excerpt", "cover", "favorite", "highlights"}),
    ),
    Table(
        "Instapaper",
        frozenset({"url", "title", "folder"}),
        _instapaper,
        frozenset({"selection", "timestamp"}),
    ),
    Table("Pocket", frozenset({"url", "title"}), _pocket, frozenset({"timeadded"})),
    Table("list of addresses", frozenset({"url"}), _any_list),
    Table("list of addresses", frozenset({"link"}), _any_list, frozenset({"title", "name"})),
    Table("list of addresses", frozenset({"title"}), _any_list, frozenset(_ADDRESSES)),
)
