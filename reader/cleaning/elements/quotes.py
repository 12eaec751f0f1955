"""Who said a quote, by whatever place and name the page gives it, becomes the last line of the quote."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content

_LONGEST = 200
_SOURCE = re.compile(
    r"(?:^|[\s_-])(?:attribution|cite|citation|source|(?:quote|quotee)[\w-]*(?:author|name|source|credit|by))(?:$|\s)",
    re.IGNORECASE,
)
_HOLDS = ("p", "ul", "ol", "table", "img", "blockquote")


def is_source_of_quote(tag: str, names: str) -> bool:
    """Whether what stands right under a quote says whose words it is, by its tag and its class names."""
    return tag == "figcaption" or (tag in ("div", "p", "cite") and _SOURCE.search(names) is not None)


def standardise_quotes(element: HtmlElement) -> None:
    """Move what says whose words a quote is from under the quote into it, in place."""
    for quote in list(element.iter("blockquote")):
        source = quote.getnext()
        if source is None or not isinstance(source.tag, str) or (quote.tail or "").strip():
            continue
        text = text_content(source).strip()
        is_line = 0 < len(text) <= _LONGEST and next(source.iterdescendants(*_HOLDS), None) is None
        if is_line and is_source_of_quote(source.tag, source.get("class", "")):
            _take_in(quote, source)


def _take_in(quote: HtmlElement, source: HtmlElement) -> None:
    words = quote.text
    if len(quote) == 0 and words and words.strip():
        paragraph = quote.makeelement("p")
        paragraph.text, quote.text = words, None
        quote.append(paragraph)
    quote.tail, source.tail = source.tail, None
    source.tag = "p"
    quote.append(source)
