from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from reader.importing.bringing import import_paths
from reader.importing.fetching import MAX_BYTES, fetch
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
    return httpx.Client(transport=httpx.MockTransport(answer), follow_redirects=True)


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
