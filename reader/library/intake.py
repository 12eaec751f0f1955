"""Many new articles, with the highlights that they bring, as one write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reader.document.anchors import make_anchor
from reader.document.document import Anchor, Document, Range
from reader.library.blobs import Blobs
from reader.library.kept import Colour, Draft, Highlight
from reader.library.rows import row_of_draft, row_of_highlight
from reader.library.state import State, Transaction
from reader.library.texts import Texts
from reader.terminal import safe


@dataclass(frozen=True, slots=True)
class NewMark:
    """A highlight of an article that comes in."""

    quote: str
    place: Range | None
    """Where the quote stands in the document's text; None when it does not: it is kept as lost."""
    colour: Colour = "yellow"
    note: str = ""
    tags: tuple[str, ...] = ()
    created: datetime | None = None
    """When it was made, aware; None for now."""


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that comes in."""

    draft: Draft
    document: Document = field(repr=False)
    marks: tuple[NewMark, ...] = ()


class Intake:
    """Takes in articles by the dozen: their files one by one, then all of their rows in one transaction."""

    def __init__(self, state: State, blobs: Blobs) -> None:
        self._state = state
        self._blobs = blobs
        self._texts = Texts(blobs)

    def add(self, articles: Sequence[NewArticle]) -> tuple[str, ...]:
        """Keep new articles; undo takes back all of them.

        Returns:
            Their ids, in the same order.

        Raises:
            WriteFailed, LibraryReadOnly, LibraryLocked: none was kept.
        """
        ids = self._new_ids("entries", len(articles))
        try:
            self._add(ids, articles)
        except BaseException:  # also when the user interrupts: what was written is files of no article
            for id in ids:
                if self._state.row("entries", id) is None:
                    self._blobs.remove(id)
            raise
        return ids

    def _add(self, ids: Sequence[str], articles: Sequence[NewArticle]) -> None:
        marks = self._new_ids("highlights", sum(len(article.marks) for article in articles))
        files = [
            self._texts.write(id, one.draft, one.document) for id, one in zip(ids, articles, strict=True)
        ]
        now = datetime.now(UTC)
        with self._state.change("import") as change:
            unused = iter(marks)
            for id, article, names in zip(ids, articles, files, strict=True):
                change.put("entries", id, row_of_draft(article.draft, article.document, names, now))
                _put_marks(change, id, article, unused, now)

    def _new_ids(self, table: str, count: int) -> tuple[str, ...]:
        ids: dict[str, None] = {}
        while len(ids) < count:
            ids[self._state.new_id(table)] = None
        return tuple(ids)


def _put_marks(change: Transaction, id: str, article: NewArticle, ids: Iterable[str], now: datetime) -> None:
    # `ids` comes second in the zip: it must not be asked for one more than there are marks.
    for one, mark in zip(article.marks, ids, strict=False):
        place = one.place
        anchor = (
            make_anchor(article.document.text, place)
            if place is not None
            else Anchor(Range(0, 0), safe(one.quote), "", "", "")
        )
        made = Highlight(
            mark,
            id,
            anchor,
            one.colour,
            one.note,
            one.tags,
            one.created or now,
            now,
            "exact" if place is not None else "lost",
        )
        change.put("highlights", mark, row_of_highlight(made))
