"""Pages from the web, when the user asks for them by address: the only place that uses the network."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
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
"""For a connection, and for each piece of an answer."""
TOTAL_SECONDS = 60.0
"""For a page, with its redirects: a site that drips is not waited for."""
_MOST_REDIRECTS = 5
_ROBOTS_BYTES = 500 * 1024  # RFC 9309 asks for at least as much
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
    """A client with a time limit.

    Raises:
        UnreadablePage: the extra `fetch` is not installed.
    """
    try:
        import httpx
    except ImportError as error:
        raise UnreadablePage("fetch", 'needs `pip install "nightstand[fetch]"`') from error
    return httpx.Client(timeout=SECONDS, max_redirects=_MOST_REDIRECTS, headers={"User-Agent": _AGENT})


def fetch_page(client: httpx.Client, url: str, clock: Callable[[], float] = monotonic) -> Page:
    """One page from the web.

    Args:
        client: follows no redirects by itself: each host is asked for its robots.txt.
        url: an http or https address.
        clock: seconds; for tests.

    Raises:
        UnreadablePage: no web address, forbidden by robots.txt, too large, too slow, no page, or not reached.
    """
    import httpx

    visit = _Visit(client, url, clock() + TOTAL_SECONDS, clock)
    try:
        data, kind = visit.page()
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


@dataclass(slots=True)
class _Visit:
    """One page on its way, over however many hosts."""

    client: httpx.Client
    url: str
    """As the user asked for it: what problems are said of."""
    deadline: float
    clock: Callable[[], float]

    def page(self) -> tuple[bytes, str]:
        """The bytes of the page, and its content type."""
        address = self.url
        for _ in range(_MOST_REDIRECTS + 1):
            if not _is_web(address):
                raise self._problem("no http or https address")
            self._ask_robots(address)
            with self.client.stream("GET", address, follow_redirects=False) as answer:
                if answer.is_redirect:
                    address = urljoin(address, answer.headers["location"])
                    continue
                if answer.status_code != 200:
                    raise self._problem(f"the site answered {answer.status_code}")
                kind = answer.headers.get("content-type", "")
                if "html" not in kind and "text" not in kind:
                    raise self._problem(f"no page: {kind or 'unknown content'}")
                data = self._read(answer, MAX_BYTES)
                if len(data) > MAX_BYTES:
                    raise self._problem(f"more than {MAX_BYTES >> 20} MB")
                return data, kind
        raise self._problem(f"redirected more than {_MOST_REDIRECTS} times")

    def _ask_robots(self, address: str) -> None:
        with self.client.stream("GET", urljoin(address, "/robots.txt"), follow_redirects=True) as answer:
            if answer.status_code >= 500:
                # RFC 9309, 2.3.1.4: a site that cannot say is not to be visited.
                raise self._problem(f"robots.txt cannot be asked (the site answered {answer.status_code})")
            if answer.status_code != 200:
                return
            text = self._read(answer, _ROBOTS_BYTES)[:_ROBOTS_BYTES].decode("utf-8", "replace")
        rules = RobotFileParser()
        rules.parse(text.splitlines())
        if not rules.can_fetch("nightstand", address):
            where = "" if address == self.url else f" (redirected to {urlsplit(address).hostname})"
            raise self._problem(
                f"the site's robots.txt forbids programs{where}; save the page with a browser"
            )

    def _read(self, answer: httpx.Response, limit_bytes: int) -> bytes:
        """The body, or a little more than so much of it."""
        data = bytearray()
        for part in answer.iter_bytes():
            data += part
            if self.clock() > self.deadline:
                raise self._problem(f"not all there after {TOTAL_SECONDS:.0f} seconds")
            if len(data) > limit_bytes:
                break
        return bytes(data)

    def _problem(self, reason: str) -> UnreadablePage:
        return UnreadablePage(self.url, reason)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
    except ValueError:
        return False


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
