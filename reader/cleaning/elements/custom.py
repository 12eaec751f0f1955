"""Threads that a page draws by elements of its own: what these say in attributes becomes what forums write.

Components of the web take writer and time as attributes, and their text in a slot:
`<site-comment author="oar" created="2024-03-02"><div slot="comment">…`. Their buttons stand in elements of
their own, too, and are words to whom has no script.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ByName, drop

_SIGN = "-comment"
_POST = re.compile(r"[a-z][a-z0-9]*-(?:post|comment)")
_BUTTONS = re.compile(r"[a-z][a-z0-9-]*-(?:action-row|share-button|actions|vote-button)")
_TEXT_SLOTS = frozenset(["comment", "text-body", "body", "content"])
_CLASS = "comment-body"
"""What forums without components call the text of a post."""
_ANSWERS = "replies"
"""What they call the box of its answers."""


def has_own_threads(named: ByName) -> bool:
    """Whether a page may draw its thread so, by the names of its elements."""
    return any(name.endswith(_SIGN) for name in named.names())


def standardise_own_threads(root: HtmlElement) -> None:
    """Give the posts of such a thread the names and heads that forums of all makes have, in place."""
    for part in list(root.iter()):
        if part.tag.__class__ is not str or "-" not in part.tag:
            continue
        if _BUTTONS.fullmatch(part.tag):
            drop(part)
        elif part.get("author") and _POST.fullmatch(part.tag):
            _standardise(part)


def _standardise(post: HtmlElement) -> None:
    text = next((child for child in post if child.get("slot") in _TEXT_SLOTS), None)
    if text is None:
        return
    text.set("class", _CLASS)
    head = post.makeelement("div", {"data-author": post.get("author", "")})
    created = post.get("created") or post.get("created-timestamp")
    if created:
        head.append(post.makeelement("time", datetime=created))
    text.addprevious(head)
    answers = [child for child in post if child.tag == post.tag]
    if answers:
        holder = etree.SubElement(post, "div", {"class": _ANSWERS})
        holder.extend(answers)
