"""What classes and ids call an element: the author, a date, a menu, the foot of the page and the like.

A word counts where it stands alone between blanks, hyphens and underlines. Words are looked up: one pattern
for each thing that they speak of looked at every letter of a name, and took three times as long (2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_WORDS: Final[Mapping[str, str]] = {
    "author": "byline author authors autor autoren auteur auteurs authorname writer vcard",
    "quote": "quote quotes zitat cita testimonial testimonials",
    "date": """
        date dateline published pubdate publishdate publishtime publishon publishat publisheddate
        publishedtime publishedon publishedat postdate regdate writedate timestamp datum time meta
        byline info fecha data
    """,
    "refused": """
        comment comments commentlist commentslist commentarea commentsarea commentsection
        commentssection disqus respond breadcrumb breadcrumbs sharing sharedaddy cookie consent gdpr
        pagination pager tags taglist tagcloud keywords searchform login references reflist
        footnotes toc catlinks printfooter
    """,
    "doubtful": """
        byline authorbio authorbox authorinfo authorcard share social newsletter subscribe signup
        topics ad ads dfp product products shop pricing
    """,
    "menu": """
        nav navbar navigation navi menu menus submenu dropdown megamenu topbar mainnav sitenav
        offcanvas hamburger drawer sitemap masthead lang langs language languages
    """,
    "foot": "footer foot colophon bottombar copyright",
    "beside": "prev previous next pagination postpagination",
    "compound": "by reader publish posted tag search mw author off bottom age",
}
_COMPOUNDS: Final[Mapping[str, str]] = {
    "author": "by-line reader-credits",
    "date": "publish-on publish-at posted-on",
    "refused": "tag-list tag-cloud tag-s search-form mw-navigation",
    "doubtful": "author-bio author-box author-info author-card",
    "menu": "off-canvas",
    "foot": "bottom-bar",
}


def _bits(table: Mapping[str, str]) -> dict[str, int]:
    bits: dict[str, int] = {}
    for meaning, words in table.items():
        for word in words.split():
            bits[word] = bits.get(word, 0) | bit_of(meaning)
    return bits


def bit_of(meaning: str) -> int:
    """The bit of a meaning in what `meaning_of` gives."""
    return 1 << list(_WORDS).index(meaning)


AUTHOR, DATE, QUOTE = map(bit_of, ("author", "date", "quote"))
REFUSED, DOUBTFUL, MENU, FOOT = map(bit_of, ("refused", "doubtful", "menu", "foot"))
BESIDE: Final = bit_of("beside")
"""Of the previous or the next article, or of the pages of this one."""
_COMPOUND: Final = bit_of("compound")
_OF_WORDS: Final = _bits(_WORDS)
_OF_COMPOUNDS: Final = _bits(_COMPOUNDS)
_ANY_COMPOUND: Final = re.compile(rf"(?:^|[\s_-])({'|'.join(_OF_COMPOUNDS)})(?=$|[\s_-])")
_ADVERT: Final = re.compile(r"(?:^|[\s_-])advert\w*(?:$|[\s_-])")
_KNOWN: Final = frozenset(_OF_WORDS)


@lru_cache(maxsize=8192)
def meaning_of(names: str) -> int:
    """What the classes or the id of an element speak of, one bit for each meaning; most speak of nothing."""
    folded = names.lower()
    words = folded.replace("_", " ").replace("-", " ").split()
    bits = DOUBTFUL if "advert" in folded and _ADVERT.search(folded) else 0
    if _KNOWN.isdisjoint(words):
        return bits
    for word in words:
        bits |= _OF_WORDS.get(word, 0)
    if bits & _COMPOUND:
        bits &= ~_COMPOUND
        for compound in _ANY_COMPOUND.findall(folded):
            bits |= _OF_COMPOUNDS[compound]
        # `age` is part of many names; one that is called nothing else prints how old the article is.
        if "age" in folded.split():
            bits |= DATE
    return bits
