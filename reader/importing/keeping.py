"""Prepared pages into the library: new, brought up to date, or the same as before."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from reader.document.anchoring import find_all, find_quote
from reader.document.document import Document
from reader.document.serial import plain_text_hash
from reader.formats.page import Carried, CarriedHighlight
from reader.importing.preparing import Prepared
from reader.importing.results import ImportResult, Outcome
from reader.library.addresses import normal_address
from reader.library.intake import NewArticle, NewMark
from reader.library.kept import COLOURS, Colour, Draft, Entry
from reader.library.library import Library
from reader.terminal import fold, safe

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


def keep_all(library: Library, pages: Sequence[Prepared]) -> Iterator[ImportResult]:
    """Keep prepared pages: the new ones among them in one write, as far as no other stands between them.

    Yields:
        One result a page, in order; what was yielded is durable.

    Raises:
        WriteFailed, LibraryReadOnly, LibraryLocked: the pages that were not yielded were not kept.
    """
    fresh: list[Prepared] = []
    keys: set[str] = set()
    for page in pages:
        own = keys_of(page)
        is_new = page.draft is not None and known_entry(library, page) is None
        if is_new and not own & keys:
            fresh.append(page)
            keys |= own
            continue
        yield from _keep_new(library, fresh)
        fresh, keys = [], set()
        yield keep(library, page)
    yield from _keep_new(library, fresh)


def keep(library: Library, prepared: Prepared) -> ImportResult:
    """Keep a prepared page.

    The article that has its address, else its text, else came from its file, is brought up to date; what a
    service knew of it (tags, star, note, highlights) is added to what is there, never taken away.

    Raises:
        WriteFailed, LibraryReadOnly, LibraryLocked: this page was not kept.
    """
    draft = prepared.draft
    if draft is None or prepared.document is None:
        return ImportResult(prepared.label, "skipped", problem=prepared.problem)
    known = known_entry(library, prepared)
    if known is None:
        return next(_keep_new(library, [prepared]))
    outcome: Outcome = "updated" if _bring_up_to_date(library, known, prepared) else "same"
    return merge_facts(library, known, prepared.label, draft, prepared.carried, outcome)


def merge_facts(
    library: Library, known: Entry, label: str, draft: Draft, carried: Carried, outcome: Outcome = "same"
) -> ImportResult:
    """Add what a page brings beside its text to an article that is here: tags, star, note, highlights."""
    if library.entries.merge(known.id, draft):
        outcome = "updated"
    if _add_highlights(library, known.id, carried):
        outcome = "updated"
    entry = library.entries.get(known.id)
    return ImportResult(label, outcome, entry, title=entry.title)


def _keep_new(library: Library, pages: Sequence[Prepared]) -> Iterator[ImportResult]:
    if not pages:
        return
    articles = [
        NewArticle(page.draft, page.document, tuple(_new_marks(page.document, page.carried)))
        for page in pages
        if page.draft is not None and page.document is not None
    ]
    if any(page.sketch for page in pages):
        library.doubles.make_ready()
    for page, id in zip(pages, library.intake.add(articles), strict=True):
        entry = library.entries.get(id)
        maybe = library.doubles.take_in(id, page.sketch) if page.sketch else None
        yield ImportResult(page.label, "new", entry, title=entry.title, maybe=maybe)


def keys_of(prepared: Prepared) -> frozenset[str]:
    """What a page would be known by: two pages of a batch that share one are the same article."""
    draft, document = prepared.draft, prepared.document
    if draft is None or document is None:
        return frozenset()
    keys = {f"bytes {draft.source_sha256}"} if draft.source_sha256 else set()
    if draft.url:
        keys.add(f"address {normal_address(draft.url)}")
    elif not draft.link_only:
        keys.add(f"path {draft.source_path}")
    if document.text.strip():
        keys.add(f"text {plain_text_hash(document.text)}")
    return frozenset(keys)


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
        if came_before(library, known, draft, plain_text_hash(document.text)):
            return False  # also when it is cleaned better by now: `nightstand reclean` does that when asked
        if prepared.is_cut and not known.link_only:
            return False  # a part of a page never replaces a text
        library.entries.replace_text(known.id, draft, document)
        return True
    if known.link_only:
        return _add_quotes(library, known, draft, prepared.carried)
    return False


def came_before(library: Library, known: Entry, draft: Draft, text_hash: str) -> bool:
    """Whether a page was taken in already, so that the article's text is this one or a later one.

    Of a file that brought the article something, what it brought last is compared: a page that went back to
    its former text is a change. A file that is not known to have done so was moved, or is another copy.
    """
    sources = library.entries.sources(known.id)
    path = safe(draft.source_path)
    if path in sources:
        return sources[path] == draft.source_sha256
    return draft.source_sha256 in sources.values() or text_hash in library.entries.previous_texts(known.id)


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


def _new_marks(
    document: Document | None, carried: Carried, known: frozenset[str] = frozenset()
) -> Iterator[NewMark]:
    """The highlights that a page brings, each once, without those that are known."""
    seen = set(known)
    for one in carried.highlights:
        key = _key(one.quote)
        if key in seen or document is None:
            continue
        seen.add(key)
        yield _new_mark(document.text, one)


def _new_mark(text: str, one: CarriedHighlight) -> NewMark:
    place = find_quote(text, one.quote, one.prefix, one.suffix)
    return NewMark(one.quote, place, colour_of(one.colour), one.note, one.tags, one.created)


def _add_highlights(library: Library, id: str, carried: Carried) -> bool:
    """Add the highlights that are not there yet; tells whether there was one."""
    if not carried.highlights:
        return False
    known = frozenset(_key(one.anchor.exact) for one in library.highlights.of(id))
    added = False
    for one in _new_marks(library.entries.document(id), carried, known):
        added = True
        if one.place is not None:
            library.highlights.add(
                id, one.place, colour=one.colour, note=one.note, tags=one.tags, created=one.created
            )
        else:
            library.highlights.add_lost(
                id, one.quote, colour=one.colour, note=one.note, tags=one.tags, created=one.created
            )
    return added


def colour_of(name: str | None) -> Colour:
    """One of our colours for the name of another program's."""
    word = (name or "").strip().lower()
    for known in COLOURS:
        if known in word:
            return known
    return next((colour for other, colour in _COLOUR_NAMES.items() if other in word), "yellow")


def _key(quote: str) -> str:
    return "".join(fold(quote).text.split())
