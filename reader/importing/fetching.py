"""Pages from the web, when the user asks for them by address: the only place that uses the network."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from reader.errors import NoArticle, PageError, UnreadablePage
from reader.formats.encoding import decode
from reader.formats.page import Page, Source
from reader.importing.keeping import keep, known_entry
from reader.importing.preparing import prepare_page
from reader.importing.results import ImportResult
from reader.settings.sites import NO_SITES, Sites

if TYPE_CHECKING:
    import httpx

    from reader.library.library import Library

MAX_BYTES = 20 * 1024 * 1024
SECONDS = 20.0
_ROBOTS_CHARACTERS = 500_000
_AGENT = "nightstand (a reader; one page at its user's request)"
_LEAST_SHARE = 0.7  # a fetched text that is so much shorter than the one at hand is a wall or an error page


def fetch(
    library: Library,
    urls: tuple[str, ...],
    client: httpx.Client | None = None,
    sites: Sites = NO_SITES,
) -> Iterator[ImportResult]:
    """Fetch pages and keep them; a failed or worse fetch never replaces a text that is there.

    Args:
        library: where they are kept.
        urls: http and https addresses.
        client: for tests; None for one with time and size limits.
        sites: how the user wants the pages of some sites to be cleaned.

    Yields:
        One result an address, in their order.
    """
    client = client or make_client()
    with client:
        for url in urls:
            try:
                yield _kept(library, url, fetch_page(client, url), sites)
            except PageError as error:
                yield ImportResult(url, "skipped", problem=error.reason)


def make_client() -> httpx.Client:
    """A client with a time limit and few redirects.

    Raises:
        UnreadablePage: the extra `fetch` is not installed.
    """
    try:
        import httpx
    except ImportError as error:
        raise UnreadablePage("fetch", 'needs `pip install "nightstand[fetch]"`') from error
    return httpx.Client(
        timeout=SECONDS, follow_redirects=True, max_redirects=5, headers={"User-Agent": _AGENT}
    )


def fetch_page(client: httpx.Client, url: str) -> Page:
    """One page from the web.

    Raises:
        UnreadablePage: no web address, forbidden by robots.txt, too large, no page, or not reached.
    """
    import httpx

    if not _is_web(url):
        raise UnreadablePage(url, "no http or https address")
    try:
        _ask_robots(client, url)
        with client.stream("GET", url) as answer:
            if answer.status_code != 200:
                raise UnreadablePage(url, f"the site answered {answer.status_code}")
            kind = answer.headers.get("content-type", "")
            if "html" not in kind and "text" not in kind:
                raise UnreadablePage(url, f"no page: {kind or 'unknown content'}")
            data = _limited(answer, url)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnreadablePage(url, f"not reached: {error or type(error).__name__}") from error
    found = re.search(r"charset=([\w-]+)", kind)
    content, encoding = decode(data, found[1] if found else None)
    return Page(
        kind="html" if "html" in kind else "text",
        content=content,
        source=Source(url, sha256=hashlib.sha256(data).hexdigest()),
        url=url,  # not where redirects ended: that may be a login
        saved=datetime.now(UTC),
        encoding=encoding,
        original=data,
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
    except ValueError:
        return False


def _ask_robots(client: httpx.Client, url: str) -> None:
    with client.stream("GET", urljoin(url, "/robots.txt")) as answer:
        if answer.status_code != 200:
            return
        text = next(answer.iter_text(_ROBOTS_CHARACTERS), "")
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    if not rules.can_fetch("nightstand", url):
        raise UnreadablePage(url, "the site's robots.txt forbids programs; save the page with a browser")


def _limited(answer: httpx.Response, url: str) -> bytes:
    data = bytearray()
    for part in answer.iter_bytes():
        data += part
        if len(data) > MAX_BYTES:
            raise UnreadablePage(url, f"more than {MAX_BYTES >> 20} MB")
    return bytes(data)


def _kept(library: Library, url: str, page: Page, sites: Sites) -> ImportResult:
    prepared = prepare_page(page, sites)
    if prepared.draft is None or prepared.document is None:
        raise NoArticle(url, prepared.problem)
    known = known_entry(library, prepared)
    if (
        known is not None
        and not known.link_only
        and len(prepared.document.text) < _LEAST_SHARE * known.length
    ):
        return ImportResult(
            url, "same", known, "what the site gives now is shorter; the text at hand stays", known.title
        )
    return keep(library, prepared)
