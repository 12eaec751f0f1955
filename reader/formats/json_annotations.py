"""Highlights in JSON: lists of them in other exports, Hypothesis, and KOReader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reader.formats.entry import Row
from reader.formats.page import Carried, CarriedHighlight
from reader.formats.values import Record, first_of, highlight, highlights, moment_of, text_of

_CREATED = (
    *("createdAt", "created_at", "created", "highlighted_at", "highlightedAt", "added_on", "createdWhen"),
    *("timestamp", "date"),
)


def highlight_records(found: Any) -> tuple[CarriedHighlight, ...]:
    """Highlights as a list of records, whatever their keys are called."""
    return highlights(
        highlight(
            *_quote_and_note(one),
            tags=one.get("tags") or one.get("labels") or (),
            created=first_of(one, *_CREATED),
            colour=first_of(one, "color", "colour"),
            around=_around(one),
        )
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, Mapping)
    )


def _quote_and_note(one: Record) -> tuple[Any, Any]:
    """Beside a quote of its own name, `text` is what the user wrote."""
    quote = first_of(one, "quote", "exact", "highlight")
    note = first_of(one, "note", "annotation", "comment")
    if quote is not None:
        return quote, note if note is not None else one.get("text")
    return first_of(one, "text", "content"), note


def hypothesis(records: list[Record]) -> Iterator[Row]:
    """The pages of Hypothesis annotations, each with its highlights; notes without a quote are the page's."""
    marks: dict[str, list[CarriedHighlight | None]] = {}
    first: dict[str, Record] = {}
    notes: dict[str, list[str]] = {}
    for record in records:
        if not isinstance(record, Mapping):
            continue
        uri = text_of(record.get("uri"))
        first.setdefault(uri, record)
        selector = next((found for found in _quote_selectors(record) if text_of(found.get("exact"))), {})
        quote = text_of(selector.get("exact"))
        text = text_of(record.get("text"))
        if quote:
            made = highlight(
                quote,
                text,
                tags=record.get("tags"),
                created=first_of(record, "created", "updated"),
                around=_around(selector),
            )
            marks.setdefault(uri, []).append(made)
        elif text:
            notes.setdefault(uri, []).append(text)  # a note of the page as a whole
    for uri, record in first.items():
        yield Row(
            url=uri,
            title=_hypothesis_title(record),
            saved=moment_of(record.get("created")),
            carried=Carried(note="\n\n".join(notes.get(uri, ())), highlights=highlights(marks.get(uri, ()))),
        )


def _around(record: Record) -> tuple[Any, Any]:
    return record.get("prefix"), record.get("suffix")


def _quote_selectors(record: Record) -> Iterator[Record]:
    targets = record.get("target")
    for target in targets if isinstance(targets, list) else ():
        selectors = target.get("selector") if isinstance(target, Mapping) else None
        for selector in selectors if isinstance(selectors, list) else ():
            if isinstance(selector, Mapping) and selector.get("type") == "TextQuoteSelector":
                yield selector


def _hypothesis_title(record: Record) -> str:
    document = record.get("document")
    title = document.get("title") if isinstance(document, Mapping) else None
    return text_of(title[0] if isinstance(title, list) and title else title)


def koreader(loaded: Record) -> Iterator[Row]:
    """The books and articles of a KOReader export."""
    documents = loaded.get("documents")
    for document in documents if isinstance(documents, list) else [loaded]:
        if isinstance(document, Mapping):
            entries = first_of(document, "entries", "annotations")
            yield koreader_row(document, entries if isinstance(entries, list) else [])


def koreader_row(document: Record, entries: list[Any]) -> Row:
    """A book or article with its annotations, as KOReader's JSON and its sidecar files have them."""
    return Row(
        title=text_of(document.get("title")),
        byline=text_of(first_of(document, "author", "authors")).replace("\n", ", "),
        carried=Carried(
            highlights=highlights(
                highlight(
                    one.get("text"),
                    one.get("note"),
                    tags=[text_of(one.get("chapter"))] if one.get("chapter") else (),
                    created=first_of(one, "datetime", "time"),
                    colour=one.get("color"),
                )
                for one in _passages(entries)
            )
        ),
    )


def _passages(entries: list[Any]) -> Iterator[Record]:
    """The marked passages among KOReader's annotations: bookmarks of a page have no drawer and no place."""
    records = [one for one in entries if isinstance(one, Mapping)]
    are_drawn = any("drawer" in one or "pos0" in one for one in records)
    return (one for one in records if not are_drawn or "drawer" in one or "pos0" in one)
