"""Replies that stand in a box under the post they answer: quoted, so that one sees who answers whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

# Boxes of answers within the box of a post, as blogs and boards of many makes name them.
_REPLIES = re.compile(r"(?:^|[\s_-])(?:child(?:ren)?|replies|nested)(?:$|[\s_-])", re.IGNORECASE)
_MOST_LEVELS = 5
"""Deeper answers stand beside each other: every level takes columns of the screen."""


def quote_replies(posts: Iterable[HtmlElement]) -> None:
    """Make a quote of each box that holds the answers to the post before it, in place.

    Args:
        posts: the texts of the posts that are taken, in their order.
    """
    first: dict[HtmlElement, HtmlElement] = {}
    for post in posts:
        for holder in post.iterancestors():
            first.setdefault(holder, post)
    for holder, opening in first.items():
        above = holder.getparent()
        if (
            above is None
            or first.get(above, opening) is opening
            or not _REPLIES.search(holder.get("class", ""))
        ):
            continue
        if sum(_is_quote(one) for one in holder.iterancestors()) < _MOST_LEVELS:
            holder.tag = "blockquote"
            for item in holder.findall("li"):
                item.tag = "div"


def _is_quote(element: HtmlElement) -> bool:
    return bool(element.tag == "blockquote")
