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
_QUOTE = re.compile(
    r"(?:^|\s)(?!pull)(?:[a-z]+(?:__?|--?))?(?<!has-)(?<!no-)(?<!with-)(?<!can-)(?<!is-)(?<!pull-)"
    r"(?:block)?quote(?:(?:__?|--?)(?:text|body|content))?(?:$|\s)",
    re.IGNORECASE,
)
"""What editors of the web call a quote where they write a box; pull quotes say again what the text says."""
_LONGEST_QUOTE = 1500
_HOLDS = ("p", "ul", "ol", "table", "img", "blockquote")


def is_source_of_quote(tag: str, names: str) -> bool:
    """Whether what stands right under a quote says whose words it is, by its tag and its class names."""
    return tag == "figcaption" or (tag in ("div", "p", "cite") and _SOURCE.search(names) is not None)


def standardise_quotes(element: HtmlElement) -> None:
    """Move what says whose words a quote is from under the quote into it, in place."""
    for part in list(element.iter("div")):
        if _QUOTE.search(part.get("class", "")) and _is_quote(part):
            part.tag = "blockquote"
    for quote in list(element.iter("blockquote")):
        source = quote.getnext()
        if source is None or not isinstance(source.tag, str) or (quote.tail or "").strip():
            continue
        text = text_content(source).strip()
        is_line = 0 < len(text) <= _LONGEST and next(source.iterdescendants(*_HOLDS), None) is None
        if is_line and is_source_of_quote(source.tag, source.get("class", "")):
            _take_in(quote, source)


def _is_quote(part: HtmlElement) -> bool:
    length = len(text_content(part).strip())
    is_plain = next(part.iterdescendants("blockquote", "table", "figure", "pre"), None) is None
    return 0 < length <= _LONGEST_QUOTE and is_plain and next(part.iterancestors("blockquote"), None) is None


def _take_in(quote: HtmlElement, source: HtmlElement) -> None:
    words = quote.text
    if len(quote) == 0 and words and words.strip():
        paragraph = quote.makeelement("p")
        paragraph.text, quote.text = words, None
        quote.append(paragraph)
    quote.tail, source.tail = source.tail, None
    source.tag = "p"
    quote.append(source)
