"""Which links of a page may lead to another story, by their address and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from operator import methodcaller
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from reader.cleaning.elements.dom import text_content

_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_THAI = re.compile("[\u0e00-\u0e7f]")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts that do not part words."""

# Paths of lists, people and actions. Whole segments only: /topics/a-b-c is a list, /hot-topics-a-b-c is not.
# All in lower case: patterns that need not fold letters take half the time.
_NOT_A_STORY = re.compile(
    r"/(?:tags?|topics?|thema|themen|temas?|sujets?|argomenti|journalistes?|redakteure?|firmas?|feeds?"
    r"|rss|authors?|autor(?:es|en)?|auteurs?|autore|writers?|profiles?"
    r"|contributors?|columnists?|users?|members?|categor(?:y|ies|ia|ie)|kategorien?|sections?|labels?"
    r"|search|suche|buscar|keywords?"
    r"|share|sharer|sharer\.php|intent|login|signin|sign-?up|register|account|subscri(?:be|ptions?|ption)"
    r"|cart|checkout"
    r"|reply|wp-login\.php|wp-admin|hashtag|pin/create)"
    r"(?:/|\.html?$|\.php$|$)(?!\d{4}/)",
)
# The same words may stand in front of a story (/shop/ten-best-lamps-of-the-year): refused in short paths.
_SELDOM_A_STORY = re.compile(
    r"/(?:people|by|staff|abo|newsletters?|shop|store|privacy(?:[-_](?:policy|notice|statement|settings"
    r"|center))?"
    r"|terms(?:[-_](?:of|and)[-_]\w+)*|contact(?:-us)?|about(?:-us)?|impressum|datenschutz|advertise?"
    r"|help|faq|jobs|careers|comments?|print"
    r"|cookies?(?:-policy)?|archives?|imprint|donate)(?:/|\.html?$|\.php$|$)",
)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|gz|exe|dmg|mp[34]|docx?|xlsx?|pptx?|epub|ics|xml|rss|atom)$"
)
_ACTION_QUERY = re.compile(r"(?:^|&)(?:replytocom|share|action|s|tag|cat|author|returnurl|redirect_to)=")
# Places where people are followed and things are shared or sold, not where a story stands.
_NOT_A_STORY_HOST = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|linkedin|pinterest|instagram|reddit|whatsapp|t|tumblr|plus\.google"
    r"|tiktok|vk|ok|threads"
    r"|play\.google|apps\.apple|itunes\.apple|amazon|amzn|ebay|gravatar|disqus|addtoany|feedburner"
    r"|telegram|line|hatena|weibo"
    r"|patreon|paypal|flipboard|getpocket|feedly|wordpress|creativecommons|doubleclick|googlesyndication"
    r"|mailchimp)"
    r"\.(?:com|net|org|me|it|ru|co|ne\.jp|co\.uk|de|to|jp|us|app)$|^wa\.me$|^bit\.ly$|^docs\.google\.com$"
    r"|^(?:maps\.)?google\.|^(?:apps?|shop|store|jobs|login|account|support|help|tickets?)\."
)
_WEB = ("http://", "https://")
_WITH_PATH = ("/", *_WEB)
_NO_WEB = ("javascript:", "mailto:", "tel:")
_COUNT_HYPHENS = methodcaller("count", "-")
_NUMBER = re.compile(r"[0-9][0-9]{3}")  # a set to begin with: found in a third of the time of `[0-9]{4}`
_HOST_SAMPLE = 300
_MORE = re.compile(
    r"^\W*(?:(?:read|see|view|show|load|learn|find out|discover) (?:more|all|now|full.{0,20}"
    r"|the .{0,20}story|story|article|post)(?: (?:stories|news|posts|articles))?"
    r"|continue(?: reading)?|more|read|details?|full story|here|click here|watch(?: now| video)?|video"
    r"|photos?|\d*\s*(?:comments?|kommentare?|commentaires?|comentarios?)\b.*|reply|share|(?:previous"
    r"|next|older|newer) (?:story|post|article|entry|page)s?|ver video|permalink|permanent link"
    r"|weiterlesen|mehr(?: lesen| erfahren| anzeigen)?|alle (?:anzeigen|artikel)|lire(?: la suite| plus)?"
    r"|en savoir plus|voir (?:plus|tout)|leggi(?: tutto| di più)?|continua"
    r"|leer más|ver (?:más|todo|todas?)|seguir leyendo|leia mais|ler mais|ver mais|saiba mais|lue lisää"
    r"|läs mer|les mer|lees (?:meer|verder)|подробнее|читать (?:далее|дальше|полностью)"
    r"|続きを読む|もっと見る|一覧(?:を見る|へ)?|더보기|자세히|更多|查看更多|previous|next|prev|older|newer|back|home|top|.{0,3})\W*$"
)
_PRODUCT = re.compile(
    r"\b(?:buy now|shop now|add to cart|subscribe|sign up|log in|download|free trial|get the app"
    r"|newsletter|gift card|\w*-?abo|abonnements?)\b"
)


def squeeze(text: str) -> str:
    """One line, blanks collapsed."""
    return " ".join(text.split())


_CODE_TAGS = ("script", "style", "template")


def text_of(element: HtmlElement) -> str:
    """All text inside an element as one line; comments and scripts in it are left out."""
    return as_line(element, text_content(element))


def as_line(element: HtmlElement, text: str) -> str:
    """What `text_of` gives for an element, of which `text_content` is at hand."""
    # Only code has braces as a rule, and looking for scripts costs more than the text itself.
    if "{" in text and next(element.iter(*_CODE_TAGS), None) is not None:
        text = text_without_code(element)
    return " ".join(text.split())


def is_longer(element: HtmlElement, length: int) -> bool:
    """Whether what `text_of` gives has more than so many characters; most are short with all their blanks."""
    text = text_content(element)
    return len(text) > length and len(as_line(element, text)) > length


def is_blank(text: str | None) -> bool:
    """Whether nothing but the blanks of markup stand between elements."""
    return not text or text.isspace()


def text_without_code(element: HtmlElement) -> str:
    """The text of an element as it stands, but for the scripts and styles in it."""
    return "".join(
        piece
        for piece in element.xpath(
            ".//text()[not(ancestor::script or ancestor::style or ancestor::template)]", smart_strings=False
        )
    )


def count_words(text: str) -> int:
    """Words of a headline; five Chinese, Japanese or Korean signs count as two, three Thai ones as one."""
    if text.isascii() or not _UNPARTED.search(text):
        return len(text.split())
    dense, thai = len(_DENSE.findall(text)), len(_THAI.findall(text))
    others = len(_THAI.sub(" ", _DENSE.sub(" ", text)).split())
    return max(others + dense * 2 // 5 + thai // 3, 0 if thai else len(text.split()))


def is_call_to_read(text: str) -> bool:
    """Whether a link says `Read more` or the like instead of a headline."""
    return _MORE.match(text.lower()) is not None


def looks_like_an_offer(text: str) -> bool:
    """Whether a link sells or signs up."""
    return _PRODUCT.search(text.lower()) is not None


def may_be_of_article(href: str) -> bool:
    """Whether `Address.slug` may be three or more; addresses of menus are told by this in a short time."""
    if href[:1] == "#":
        return False
    if not href.startswith(_WITH_PATH):
        return True  # the path of the page goes before it
    parts = href.count("-") + href.count("_") + href.count("+")
    return parts > 1 or "%" in href or _NUMBER.search(href) is not None


class Address(NamedTuple):
    """Where a link leads."""

    url: str
    """Absolute when the page's base is known."""
    key: str
    """The same for every spelling of one address: no scheme, no `www.`, no fragment, no final slash."""
    host: str
    slug: int
    """How much the path looks like that of one article: words in its last segments, or a long number."""


class _Site(NamedTuple):
    """What stands before the path of an address."""

    host: str
    is_refused: bool


class AddressReader:
    """Reads the addresses of one page's links."""

    def __init__(self, base: str, own: Iterable[str | None], usual: str = "") -> None:
        """Prepare for a page.

        Args:
            base: what relative addresses are resolved against; may be empty.
            own: addresses of the page itself, which are no other story.
            usual: host taken for the page's own when `base` is empty.
        """
        self._base = base
        self._known: dict[str, Address | None] = {}
        self._origin = ""
        parts = _split(base)
        if parts and parts.scheme in ("http", "https") and parts.netloc:
            self._origin = f"{parts.scheme}://{parts.netloc}"
        self.host = _bare_host(parts.netloc) if parts else usual
        self._own = {key for key in (self._key_of(url) for url in own) if key}

    def _key_of(self, url: str | None) -> str:
        parts = _split(url or "")
        return _key(_bare_host(parts.netloc), parts.path, parts.query) if parts else ""

    def read(self, href: str) -> Address | None:
        """Resolve an address; None when no story can stand there. Pages link most stories twice."""
        if href not in self._known:
            self._known[href] = self._read(href)
        return self._known[href]

    def _read(self, href: str) -> Address | None:
        href = href.strip()
        if not href or href[0] == "#" or len(href) > 3000 or href.startswith(_NO_WEB):
            return None
        url = self._absolute(href)
        site, path, query = self._parted(url)
        if site is None or site.is_refused or (not query and not path.strip("/")):
            return None
        key = _key(site.host, path, query)
        if key in self._own:
            return None
        slug = _slug_words(path, query)
        return None if _refused(path, query, slug) else Address(url, key, site.host, slug)

    def _parted(self, url: str) -> tuple[_Site | None, str, str]:
        """Site, path and query of an address.

        Most addresses are of few sites: what stands before the path is read once. `urlsplit` looks at every
        part of every address, in five times the time (2026-11).
        """
        if not url.startswith(_WEB) or not url.isprintable():
            parts = _split(url)
            if parts is None or parts.scheme not in ("http", "https", ""):
                return None, "", ""
            return _site_of(parts), parts.path, parts.query
        front, _, query = url.partition("#")[0].partition("?")
        end = front.find("/", front.find("//") + 2)
        origin, path = (front[:end], front[end:]) if end >= 0 else (front, "")
        return _site_at(origin), path, query

    def is_own_site(self, host: str) -> bool:
        """Whether a host is the page's own or a sister under the same registered name."""
        return not host or not self.host or _registered(host) == _registered(self.host)

    def _absolute(self, href: str) -> str:
        if href[0] == "/" and href[:2] != "//" and self._origin:
            return self._origin + href
        if href[:2] == "//" and not self._origin:
            return "https:" + href
        if href.startswith(_WEB):
            return href
        try:
            return urljoin(self._base, href)
        except ValueError:
            return ""


def usual_host(root: HtmlElement) -> str:
    """The host that more than half of a page's links with a host lead to; empty when there is none."""
    hosts = Counter(
        _bare_host(parts.netloc)
        for link in islice(root.iter("a"), _HOST_SAMPLE)
        if "//" in (href := link.get("href") or "")[:8] and (parts := _split(href.strip())) and parts.netloc
    )
    host, links = hosts.most_common(1)[0] if hosts else ("", 0)
    return host if links > hosts.total() / 2 else ""


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url) if url else None
    except ValueError:
        return None


def _bare_host(netloc: str) -> str:
    host = netloc.rpartition("@")[2].partition(":")[0].lower()
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    return host


def _registered(host: str) -> str:
    labels = host.split(".")
    if len(labels) <= 2:
        return labels[0]
    # co.uk, com.br, ne.jp: a short second label under a country belongs to the suffix. The suffix
    # itself is left out: one publisher writes for several countries under one name.
    return labels[-3] if len(labels[-1]) == 2 and len(labels[-2]) <= 3 else labels[-2]


@lru_cache(maxsize=1024)
def _site_at(origin: str) -> _Site | None:
    """The site of a scheme and a host; pages lead to the same networks."""
    parts = _split(origin)
    return None if parts is None else _site_of(parts)


def _site_of(parts: SplitResult) -> _Site:
    host = _bare_host(parts.netloc)
    return _Site(host, _NOT_A_STORY_HOST.search(host) is not None)


def _key(host: str, path: str, query: str) -> str:
    path = unquote(path).rstrip("/") if "%" in path else path.rstrip("/")
    return f"{host}{path}?{query}" if query and not query.startswith("utm_") else host + path


def _refused(path: str, query: str, slug: int) -> bool:
    folded = path.lower()
    return bool(
        _NOT_A_STORY.search(folded)
        or (slug < 4 and _SELDOM_A_STORY.search(folded))
        or _FILE.search(folded)
        or (query and _ACTION_QUERY.search(query.lower()))
    )


def _slug_words(path: str, query: str) -> int:
    parted = path.replace("_", "-").replace("+", "-").replace("%20", "-")
    segments = list(filter(None, parted.split("/")))
    words = 1 + max(map(_COUNT_HYPHENS, segments[-3:])) if segments else 0
    if (
        _NUMBER.search(path)
        or (query and _NUMBER.search(query))
        or ("%" in path and any("%" in segment for segment in list(filter(None, path.split("/")))[-2:]))
    ):
        words += 3
    return words
