"""Prepared pages into the library: new, brought up to date, or the same as before."""

from __future__ import annotations

import dataclasses

from reader.document.anchoring import find_all
from reader.document.serial import plain_text_hash
from reader.formats.page import Carried, CarriedHighlight
from reader.importing.preparing import Prepared
from reader.importing.results import ImportResult, Outcome
from reader.library.kept import COLOURS, Colour, Draft, Entry
from reader.library.library import Library
from reader.terminal import fold

_COLOUR_NAMES: dict[str, Colour] = {
    "orange": "yellow",
    "olive": "green",
    "lime": "green",
    "teal": "green",
    "cyan": "blue",
    "indigo": "blue",
    "red": "pink",
    "rose": "pink",
    "magenta": "pink",
    "violet": "purple",
}


def keep(library: Library, prepared: Prepared) -> ImportResult:
    """Keep a prepared page.

    The article that has its address, else its text, else came from its file, is brought up to date; what a
    service knew of it (tags, star, note, highlights) is added to what is there, never taken away.

    Raises:
        WriteFailed, LibraryReadOnly, LibraryLocked: this page was not kept.
    """
    draft, document = prepared.draft, prepared.document
    if draft is None or document is None:
        return ImportResult(prepared.label, "skipped", problem=prepared.problem)
    known = known_entry(library, prepared)
    outcome: Outcome = "new"
    if known is None:
        known = library.entries.add(draft, document)
    else:
        outcome = "updated" if _bring_up_to_date(library, known, prepared) else "same"
        merged = library.entries.merge(known.id, draft)
        outcome = "updated" if merged else outcome
    added = _add_highlights(library, known.id, prepared.carried)
    if added and outcome == "same":
        outcome = "updated"
    entry = library.entries.get(known.id)
    return ImportResult(prepared.label, outcome, entry, title=entry.title)


def foreseen(library: Library, prepared: Prepared) -> ImportResult:
    """What `keep` would do; nothing is written."""
    draft = prepared.draft
    if draft is None or prepared.document is None:
        return ImportResult(prepared.label, "skipped", problem=prepared.problem)
    known = known_entry(library, prepared)
    if known is None:
        return ImportResult(prepared.label, "new", title=draft.title)
    same = draft.link_only or known.rewritten or known.text_hash == plain_text_hash(prepared.document.text)
    return ImportResult(prepared.label, "same" if same else "updated", known, title=known.title)


def known_entry(library: Library, prepared: Prepared) -> Entry | None:
    """The article that a prepared page is; None when it is new."""
    draft, document = prepared.draft, prepared.document
    assert draft is not None
    assert document is not None
    by_bytes = library.entries.by_source(draft.source_sha256) if draft.source_sha256 else None
    if by_bytes is not None:
        return by_bytes
    text_hash = plain_text_hash(document.text) if document.text.strip() else None
    found = library.entries.find_same(draft.url, text_hash)
    if found is None and not draft.url and not draft.link_only:
        found = library.entries.by_path(draft.source_path)
    return found


def _bring_up_to_date(library: Library, known: Entry, prepared: Prepared) -> bool:
    """Give an article the text of a page; an address alone never replaces a text."""
    draft, document = prepared.draft, prepared.document
    assert draft is not None
    assert document is not None
    if known.rewritten or known.text_hash == plain_text_hash(document.text):
        return False
    if not draft.link_only:
        if known.source_sha256 == draft.source_sha256:
            return False  # the same bytes, cleaned better by now: `nightstand reclean` does that when asked
        if prepared.is_cut and not known.link_only:
            return False  # a part of a page never replaces a text
        library.entries.replace_text(known.id, draft, document)
        return True
    if known.link_only:
        return _add_quotes(library, known, draft, prepared.carried)
    return False


def _add_quotes(library: Library, known: Entry, draft: Draft, carried: Carried) -> bool:
    """An article without its text shows the passages that were marked in it: new ones join them."""
    from reader.document.parse import parse_markdown

    text = library.entries.document(known.id).text
    if all(find_all(text, one.quote) for one in carried.highlights):
        return False
    before = library.entries.markdown(known.id)
    markdown = "\n\n".join(part for part in (before, draft.markdown) if part)
    kept = dataclasses.replace(
        draft, markdown=markdown, title=known.title, site=known.site, byline=known.byline
    )
    library.entries.replace_text(known.id, kept, parse_markdown(markdown))
    return True


def _add_highlights(library: Library, id: str, carried: Carried) -> int:
    """Add the highlights that are not there yet; returns how many."""
    if not carried.highlights:
        return 0
    text = library.entries.document(id).text
    known = {_key(one.anchor.exact) for one in library.highlights.of(id)}
    added = 0
    for one in carried.highlights:
        if _key(one.quote) in known:
            continue
        known.add(_key(one.quote))
        _add(library, id, text, one)
        added += 1
    return added


def _add(library: Library, id: str, text: str, one: CarriedHighlight) -> None:
    places = find_all(text, one.quote)
    about = {"colour": colour_of(one.colour), "note": one.note, "tags": one.tags, "created": one.created}
    if places:
        library.highlights.add(id, places[0], **about)  # type: ignore[arg-type]
    else:
        library.highlights.add_lost(id, one.quote, **about)  # type: ignore[arg-type]


def colour_of(name: str | None) -> Colour:
    """One of our colours for the name of another program's."""
    word = (name or "").strip().lower()
    for known in COLOURS:
        if known in word:
            return known  # type: ignore[return-value]
    return next((colour for other, colour in _COLOUR_NAMES.items() if other in word), "yellow")


def _key(quote: str) -> str:
    return "".join(fold(quote).text.split())
