"""Lines across a page that part nothing: they stood between parts that were taken out."""

from __future__ import annotations

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import drop

_SHOWN = frozenset(["img", "picture", "video", "audio", "iframe", "math", "object", "embed", "table", "pre"])


def drop_needless_rules(root: HtmlElement) -> None:
    """Take out rules before the first words of an article, behind its last, and behind others, in place."""
    if next(root.iter("hr"), None) is None:
        return
    last: HtmlElement | None = None
    is_shown = False  # whether there is something since the last rule, or since the beginning
    for element in list(root.iter()):
        if element.tag == "hr":
            if is_shown:
                last, is_shown = element, False
            else:
                is_shown = _holds(element.tail)
                drop(element)
                continue
        is_shown = is_shown or element.tag in _SHOWN or _holds(element.text) or _holds(element.tail)
    if last is not None and not is_shown:
        drop(last)


def _holds(text: str | None) -> bool:
    return bool(text and not text.isspace())
