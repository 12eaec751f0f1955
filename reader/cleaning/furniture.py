"""What a page has around its article: named by element, role, class and id, in the words of the web.

The words are looked for in `class` and `id`, which authors of templates write in English in nearly every
country. A match alone takes nothing out that holds a large share of the page's prose.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NEVER_READ = frozenset(
    ["script", "style", "template", "link", "meta", "canvas", "svg", "noframes", "amp-analytics"]
)
_CONTROLS = frozenset(
    """nav button input select textarea dialog fieldset menu ins footer aside
    amp-ad amp-sidebar amp-social-share""".split()  # noqa: SIM905  # a table of words
)
_CONTROL_ROLES = frozenset(
    """navigation banner contentinfo dialog alertdialog search menu menubar toolbar tablist
    complementary alert tooltip""".split()  # noqa: SIM905  # a table of words
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|comments-area|disqus|comment-form)(?:$|[\s_-])", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:"
    r"share|sharing|shares?bar|social|socials|addthis|sharedaddy|follow|"
    r"newsletter|subscribe|subscription|signup|sign-up|paywall|regwall|promo|promotion|promoted|sponsor(?:ed)?|"
    r"ad|ads|advert|adverts|advertisement|adsbygoogle|dfp|banner|outbrain|taboola|"
    r"cookie|cookies|consent|gdpr|popup|pop-up|modal|lightbox|"
    r"related|recommended|recommendations?|more-(?:on|from|stories|news)|read-?more|also-read|see-also-box|most-(?:read|popular)|"
    r"popular|trending|latest-(?:news|posts|articles)|"
    r"breadcrumb|breadcrumbs|pagination|pager|paging|nav|navbar|navigation|menu|skip|skip-link|toolbar|"
    r"sidebar|widget-area|footer|masthead|site-header|page-header|top-bar|topbar|"
    r"login|search|search-form|copyright|disclaimer|legal|sr-only|screen-reader-text|no-?print|noprint|"
    r"editsection|mw-editsection|mw-jump-link|navbox|catlinks|printfooter"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
# What speaks of an article in one line. The same words stand in the class of whole posts (`category-news`,
# `author-ines`, `date-outer` in the habits of WordPress and Blogger), so only small elements go.
_LINES_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:byline|author-(?:bio|box|info|card|name|meta)|authors?|bio|about-(?:the-)?author|dateline|timestamp|"
    r"post-meta|entry-meta|article-meta|meta|metadata|post-info|publish(?:ed)?-date|date|read(?:ing)?-time|kicker|"
    r"tags|tag-list|taglist|tagcloud|categories|category-list|printfriendly|votes?|like-button|likes|credits-bar|visually-hidden"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:^|\s)(?:hentry|h-entry|type-post|post-\d+|status-publish)(?:$|\s)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:article-?(?:body|content|text)|story-?(?:body|content|text)|post-?(?:body|content|text)|"
    r"entry-?content|body-?(?:copy|text|content)|main-?content|content-?body|rich-?text|prose|markdown-body|"
    r"articlebody|mw-parser-output|e-content|single-content|artikel-?(?:text|inhalt)|texto|corps|testo)(?:$|[\s_-])",
    re.IGNORECASE,
)


def is_never_read(element: HtmlElement) -> bool:
    """Whether an element holds nothing that anyone reads."""
    return element.tag in _NEVER_READ


def is_furniture(element: HtmlElement) -> bool:
    """Whether tag, role, style, class or id say that an element is not the article, or not shown."""
    if element.tag in _CONTROLS or element.get("role", "").lower() in _CONTROL_ROLES or _is_hidden(element):
        return True
    if element.tag in _TEXT_TAGS:
        return False
    names = names_of(element)
    return names != " " and is_named_furniture(names) and not is_named_article(names)


_TEXT_TAGS = frozenset(
    ["p", "h1", "h2", "h3", "a", "em", "strong", "img", "code", "pre", "table", "body", "html", "math"]
)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("span", "img", "math") and not _is_formula(element)
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def _is_formula(element: HtmlElement) -> bool:
    return "katex" in element.get("class", "") or "mwe-math" in element.get("class", "")


def names_of(element: HtmlElement) -> str:
    """Class, id and the like, as one string."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return f"{names} {element.get('data-testid', '')}" if element.get("data-testid") else names


def is_named_comments(names: str) -> bool:
    """Whether class or id speak of what readers wrote below."""
    return _COMMENTS.search(names) is not None


def is_named_furniture(names: str) -> bool:
    """Whether class or id speak of furniture; the class of a whole post speaks of its topics too."""
    return _FURNITURE.search(names) is not None and _POST.search(names) is None


def is_line_about(element: HtmlElement) -> bool:
    """Whether class or id say that an element speaks of the article: who, when, under which tags."""
    if element.tag in _TEXT_TAGS and element.tag != "p":
        return False
    names = names_of(element)
    return names != " " and _LINES_ABOUT.search(names) is not None and _POST.search(names) is None


def is_named_article(names: str) -> bool:
    """Whether class or id speak of the article's text."""
    return _ARTICLE.search(names) is not None
