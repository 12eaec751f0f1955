from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from reader.errors import UnreadablePage
from reader.importing.bringing import import_paths
from reader.importing.fetching import MAX_BYTES, TOTAL_SECONDS, fetch, fetch_page
from reader.importing.watching import Watch
from reader.library.library import Library
from tests.formats import samples

URL = "https://harbour.example/2024/ferry"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_file_is_given_once_when_it_stopped_growing(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    file = tmp_path / "ferry.html"
    file.write_text("<p>half")
    assert list(watch.look()) == []
    file.write_text(samples.page())
    assert list(watch.look()) == []
    assert list(watch.look()) == [str(file)]
    assert list(watch.look()) == []
    file.write_text(samples.page("<p>new</p>"))
    os.utime(file, ns=(1, 1))
    assert list(watch.look()) == []
    assert list(watch.look()) == [str(file)]


def site(answer: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answer))


def page(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/robots.txt":
        return httpx.Response(404)
    return httpx.Response(200, html=samples.page())


def test_a_fetched_page_is_kept_with_its_address(library: Library) -> None:
    (result,) = fetch(library, (URL,), site(page))
    assert result.outcome == "new"
    assert result.entry is not None
    assert result.entry.url == URL
    assert "driftwood" in library.entries.document(result.entry.id).text


def test_a_worse_or_failed_fetch_never_replaces_a_text(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "ferry.html"
    file.write_text(samples.page(head=f'<link rel="canonical" href="{URL}">'))
    list(import_paths(library, [str(file)]))
    before = library.entries.document(library.entries.all()[0].id).text

    def wall(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(
            200, html=samples.page("<h1>The Ferry Waits</h1><p>Please sign in to go on reading this.</p>")
        )

    for answer in (wall, lambda _: httpx.Response(500)):
        (result,) = fetch(library, (URL,), site(answer))
        assert result.outcome in ("same", "skipped")
        assert result.problem
    assert library.entries.document(library.entries.all()[0].id).text == before


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda r: httpx.Response(200, text="User-agent: *\nDisallow: /") if r.url.path == "/robots.txt" else page(r), "robots"),
        (lambda r: page(r) if r.url.path == "/robots.txt" else httpx.Response(200, content=b"x", headers={"content-type": "image/png"}), "no page"),
        (lambda r: page(r) if r.url.path == "/robots.txt" else httpx.Response(200, html="a" * (MAX_BYTES + 1)), "more than"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_says_why(
    library: Library, answer: Callable[[httpx.Request], httpx.Response], reason: str
) -> None:
    (result,) = fetch(library, (URL,), site(answer))
    assert result.outcome == "skipped"
    assert reason in result.problem
    (local,) = fetch(library, ("file:///etc/passwd",), site(answer))
    assert "no http" in local.problem


def test_each_host_on_the_way_is_asked_for_its_rules(library: Library) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.path == "/robots.txt":
            forbids = request.url.host == "closed.example"
            return httpx.Response(200, text="User-agent: nightstand\nDisallow: /" if forbids else "")
        if request.url.host == "harbour.example":
            return httpx.Response(301, headers={"location": "https://open.example/ferry"})
        if request.url.path == "/ferry":
            return httpx.Response(302, headers={"location": "//closed.example/ferry"})
        return page(request)

    (result,) = fetch(library, (URL,), site(answer))
    assert result.outcome == "skipped"
    assert "closed.example" in result.problem
    assert "https://closed.example/ferry" not in asked
    assert [one for one in asked if one.endswith("robots.txt")] == [
        f"https://{host}.example/robots.txt" for host in ("harbour", "open", "closed")
    ]


def test_a_redirect_ends_at_the_page_that_keeps_its_own_address(library: Library) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/2024/ferry":
            return httpx.Response(308, headers={"location": "/now"})
        return page(request)

    (result,) = fetch(library, (URL,), site(answer))
    assert result.entry is not None
    assert (result.outcome, result.entry.url) == ("new", URL)


@pytest.mark.parametrize(
    ("location", "reason"), [("/2024/ferry", "redirected more than"), ("file:///etc/passwd", "no http")]
)
def test_redirects_without_end_or_out_of_the_web_are_left(
    library: Library, location: str, reason: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(302, headers={"location": location})

    (result,) = fetch(library, (URL,), site(answer))
    assert (result.outcome, reason in result.problem) == ("skipped", True)


def test_a_site_that_drips_is_not_waited_for() -> None:
    seconds = iter(range(0, 10_000, 7))

    def drip() -> Iterator[bytes]:
        while True:
            yield b"<p>a little more</p>"

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(200, headers={"content-type": "text/html"}, content=drip())

    with site(answer) as client, pytest.raises(UnreadablePage, match="not all there after"):
        fetch_page(client, URL, clock=lambda: float(next(seconds)))
    assert next(seconds) < 3 * TOTAL_SECONDS


def test_a_site_that_cannot_say_its_rules_is_not_visited(library: Library) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503) if request.url.path == "/robots.txt" else page(request)

    (result,) = fetch(library, (URL,), site(answer))
    assert (result.outcome, "robots.txt cannot be asked" in result.problem) == ("skipped", True)
