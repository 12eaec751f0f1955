"""Is everything there that the rows speak of, and is it what they say?"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.document.serial import plain_text_hash
from reader.errors import LibraryError
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.highlights import Highlights
from reader.library.kept import Entry, Highlight
from reader.library.state import State

_LEFT_SECONDS = 86_400
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    checked: int
    """Articles and highlights that were looked at."""
    problems: tuple[str, ...]
    """One sentence each, with the id and what is or would be done."""
    left: int
    """How many problems are still there: all of them without `repair`."""


@dataclass(frozen=True, slots=True)
class _Problem:
    sentence: str
    mend: Callable[[], object] | None = None
    """None when nothing can be done by itself; gives False when it could not be mended."""

    def is_mended(self) -> bool:
        """Mend it, if that can be done."""
        return self.mend is not None and self.mend() is not False


def check_library(entries: Entries, highlights: Highlights, blobs: Blobs, *, repair: bool) -> Report:
    """Verify files, hashes, offsets and references; with `repair`, mend what can be mended."""
    found = {entry.id: entry for entry in (*entries.listing("all"), *entries.listing("trash"))}
    marks = highlights.all()
    problems: list[_Problem] = []
    for entry in found.values():
        problems += _of_entry(entry, entries)
    for mark in marks:
        problems += _of_highlight(mark, found.get(mark.entry), entries, highlights, blobs)
    for id in sorted(blobs.entry_ids() - found.keys()):
        if not blobs.is_recent(id):
            # Not removed: after damage to the state they may be all that is left of an article.
            sentence = (
                f"{id}: files of no article, as an import leaves them that was ended in its middle; repair "
                'puts them aside in the folder "lost", and so does the program after a day'
            )
            problems.append(_Problem(sentence, partial(blobs.put_aside, id)))
    problems += map(_of_unfinished, sorted(blobs.unfinished()))
    mended = sum(problem.is_mended() for problem in problems) if repair else 0
    return Report(
        len(found) + len(marks), tuple(problem.sentence for problem in problems), len(problems) - mended
    )


def left_behind(state: State, blobs: Blobs) -> tuple[str, ...]:
    """Ids under which files lie that no article has, for longer than any import takes."""
    known = state.column("trashed").keys()
    return tuple(id for id in sorted(blobs.entry_ids() - known) if not blobs.is_recent(id, _LEFT_SECONDS))


def tidy(state: State, blobs: Blobs) -> None:
    """Remove what killed writes left, and put the files of no article aside."""
    for path in blobs.unfinished(_LEFT_SECONDS):
        path.unlink(missing_ok=True)
        _LOG.info("an unfinished file was removed: %s", path)
    for id in left_behind(state, blobs):
        _LOG.info("files of no article were put aside: %s", blobs.put_aside(id))


def _of_unfinished(path: Path) -> _Problem:
    sentence = (
        f"{path}: left by a write that was ended in its middle; what it was to replace is as before; "
        "repair removes it, and so does the program after a day"
    )
    return _Problem(sentence, partial(path.unlink, missing_ok=True))


def _of_entry(entry: Entry, entries: Entries) -> Iterator[_Problem]:
    source = entry.source_path or "the page"
    if not entries.is_text_sound(entry.id):
        yield _Problem(
            f"{entry.id}: its text is missing or damaged; repair makes it again without its headings and "
            f"emphasis; import {source} again to have all of it",
            lambda: entries.rebuild_text(entry.id),
        )
    elif plain_text_hash(entries.document(entry.id).text) != entry.text_hash:
        yield _Problem(
            f"{entry.id}: its text is read otherwise than when it was kept; repair carries highlights over",
            lambda: entries.carry_to_document(entry.id),
        )
    if not entries.is_original_sound(entry.id):
        yield _Problem(f"{entry.id}: the original page is damaged; import {source} again")
    for picture in entries.pictures(entry.id):
        if entries.picture_bytes(entry.id, picture) is None:
            sentence = f"{entry.id}: the picture {picture.name} is missing or damaged; import {source} again"
            yield _Problem(sentence)


def _of_highlight(
    mark: Highlight, entry: Entry | None, entries: Entries, highlights: Highlights, blobs: Blobs
) -> Iterator[_Problem]:
    if entry is None:
        quote = mark.anchor.exact[:40]
        yield _Problem(
            f"{mark.id}: marks {quote!r} in an article that is not there; repair removes it",
            lambda: highlights.remove(mark.id),
        )
        return
    text_hash = mark.anchor.text_hash
    try:
        text = entries.document(entry.id).text
    except LibraryError:
        return
    current = plain_text_hash(text) == text_hash
    if blobs.read_version(text_hash) is None:
        yield _Problem(
            f"{mark.id}: the text it was made on is not kept"
            + ("; repair keeps it" if current else "; its quote is all there is to find it by"),
            (lambda: blobs.write_version(text_hash, text)) if current else None,
        )
    if current and mark.state == "exact" and text[mark.range.start : mark.range.end] != mark.anchor.exact:
        yield _Problem(f"{mark.id}: its place does not hold its quote {mark.anchor.exact[:40]!r}")
