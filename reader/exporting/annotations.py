"""Highlights as W3C Web Annotations, and as Hypothesis exports them.

Source: W3C Web Annotation Data Model, Recommendation of 2017-02-23, and its vocabulary.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reader.document.document import Anchor
from reader.exporting.item import Item, link_address
from reader.library.kept import Highlight

_NAMESPACE = uuid.UUID("6f0d6a52-3f2b-5c0e-9d5b-0d8c1f0f9a11")
_HYPOTHESIS_CONTEXT = 32


def annotation_collection(items: Iterable[Item]) -> dict[str, Any]:
    """An AnnotationCollection with one page, JSON-LD.

    Positions count Unicode code points of the plain text, whose SHA-256 stands in the target.
    """
    found = [annotation(item, one) for item in items for one in item.highlights]
    collection = f"urn:uuid:{uuid.uuid5(_NAMESPACE, 'collection')}"
    return {
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"reader": "urn:nightstand:", "reader:textHash": {"@id": "reader:textHash"}},
        ],
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Highlights",
        "total": len(found),
        "first": {
            "id": f"urn:uuid:{uuid.uuid5(_NAMESPACE, 'collection page 1')}",
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": found,
        },
    }


def annotation(item: Item, one: Highlight) -> dict[str, Any]:
    """One highlight as an Annotation; its id stays the same from export to export."""
    bodies: list[dict[str, Any]] = []
    if one.note:
        bodies.append(
            {
                "type": "TextualBody",
                "value": one.note,
                "format": "text/markdown",
                "purpose": "commenting",
            }
        )
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in one.tags]
    target: dict[str, Any] = {"source": _source(item), "selector": _selectors(one, _quote(one.anchor))}
    if one.anchor.text_hash:
        target["reader:textHash"] = one.anchor.text_hash
    made: dict[str, Any] = {
        "id": f"urn:uuid:{_uuid(one)}",
        "type": "Annotation",
        "motivation": "commenting" if one.note else "highlighting",
        "created": _moment(one.created),
        "modified": _moment(one.changed),
        "target": target,
    }
    return made | ({"body": bodies} if bodies else {})


def hypothesis_json(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Highlights as a list of Hypothesis annotations."""
    return [_hypothesis(item, one) for item in items for one in item.highlights]


def _hypothesis(item: Item, one: Highlight) -> dict[str, Any]:
    anchor = one.anchor
    quote = _quote(anchor) | {
        "prefix": anchor.prefix[-_HYPOTHESIS_CONTEXT:],
        "suffix": anchor.suffix[:_HYPOTHESIS_CONTEXT],
    }
    source = _source(item)
    return {
        "id": str(_uuid(one)),
        "uri": source,
        "text": one.note,
        "tags": list(one.tags),
        "target": [{"source": source, "selector": _selectors(one, quote)[::-1]}],
        "created": _moment(one.created),
        "updated": _moment(one.changed),
        "document": {"title": [item.entry.title]},
    }


def _quote(anchor: Anchor) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def _selectors(one: Highlight, quote: dict[str, Any]) -> list[dict[str, Any]]:
    """Quote and position; a lost highlight, and one whose words changed, has only its quote."""
    return [quote, _position(one.anchor)] if one.state == "exact" else [quote]


def _position(anchor: Anchor) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": anchor.range.start, "end": anchor.range.end}


def _source(item: Item) -> str:
    """The page's address; an article without one is named by its text."""
    return link_address(item.entry.url) or f"urn:sha256:{item.entry.text_hash}"


def _uuid(one: Highlight) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, f"{one.id} {one.created.isoformat()}")


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
