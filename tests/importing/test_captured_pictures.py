"""Pictures of crawls: captured beside their pages, anywhere in the archive, and kept with the article."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.formats.page import Page
from reader.formats.reading import read_pages
from reader.importing.bringing import import_paths
from reader.library.kept import Entry
from reader.library.library import Library
from tests.formats.samples import wacz, warc_of
from tests.painting import page_with, picture

PNG, JPEG = picture(), picture("jpeg", (640, 480))
SITE = "https://harbourpost.example"
URL = f"{SITE}/isle/boats"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def bring(library: Library, path: Path, data: bytes) -> Entry:
    path.write_bytes(data)
    (result,) = import_paths(library, [str(path)])
    assert result.entry is not None, result.problem
    return result.entry


def kept(library: Library, entry: Entry) -> dict[str, bytes | None]:
    return {
        one.address: library.entries.picture_bytes(entry.id, one)
        for one in library.entries.pictures(entry.id)
    }


def page(*addresses: str) -> tuple[str, str, bytes]:
    return URL, "text/html", gzip.compress(page_with(*addresses).encode())


@pytest.mark.parametrize("packed", [True, False])
def test_warc_keeps_the_pictures_before_and_behind_its_page(
    library: Library, tmp_path: Path, packed: bool
) -> None:
    data = warc_of(
        (f"{SITE}/mast.png", "image/png", PNG),
        page("../mast.png", f"{SITE}/two%20boats.jpg?w=1&amp;h=2#top", "/evil.png", "/elsewhere.png"),
        (f"{SITE}/two boats.jpg?w=1&h=2", "image/jpeg", JPEG),
        (f"{SITE}/evil.png", "image/png", b"alert('no picture')"),
        (f"{SITE}/never-asked-for.png", "image/png", PNG),
        packed=packed,
    )
    entry = bring(library, tmp_path / "boats.warc", data)
    assert list(kept(library, entry).values()) == [PNG, JPEG]


def test_one_address_may_stand_in_many_sizes(library: Library, tmp_path: Path) -> None:
    html = page_with("/small.png").replace("<img ", "<img srcset='/small.png 320w, /large.jpg 640w' ")
    data = warc_of(
        (URL, "text/html", html.encode()),
        (f"{SITE}/large.jpg", "image/jpeg", JPEG),
    )
    assert list(kept(library, bring(library, tmp_path / "boats.warc.gz", data)).values()) == [JPEG]


def test_wacz_finds_pictures_in_its_other_archives(library: Library, tmp_path: Path) -> None:
    pictures = warc_of((f"{SITE}/mast.png", "application/octet-stream", PNG))
    data = wacz({"a.warc.gz": warc_of(page("/mast.png")), "b.warc.gz": pictures}, url=URL)
    assert kept(library, bring(library, tmp_path / "boats.wacz", data)) == {f"{SITE}/mast.png": PNG}


def test_picture_that_the_crawler_had_before_is_found_under_its_first_address(
    library: Library, tmp_path: Path
) -> None:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    revisit = writer.create_revisit_record(
        f"{SITE}/again.png", "sha1:AAAA", f"{SITE}/mast.png", "2024-03-03T09:00:00Z"
    )
    writer.write_record(revisit)
    data = warc_of(page("/again.png"), (f"{SITE}/mast.png", "image/png", PNG)) + out.getvalue()
    assert list(kept(library, bring(library, tmp_path / "boats.warc.gz", data)).values()) == [PNG]


def test_cut_off_archive_has_the_pictures_before_the_cut(tmp_path: Path) -> None:
    data = warc_of(page("/mast.png"), (f"{SITE}/mast.png", "image/png", PNG), packed=False)
    tail = warc_of((f"{SITE}/other.png", "image/png", PNG), packed=False)
    (tmp_path / "cut.warc").write_bytes(data + tail[: len(tail) // 2])
    found, problem = read_pages(str(tmp_path / "cut.warc"))
    assert isinstance(found, Page)
    assert found.picture("/mast.png") == PNG
    assert "cut off" in str(problem)


def test_pictures_beyond_the_limit_of_a_page_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.formats.captured.MAX_PAGE_BYTES", len(PNG) + 1)
    data = warc_of(
        page("/a.png", "/b.png"), (f"{SITE}/a.png", "image/png", PNG), (f"{SITE}/b.png", "image/png", PNG)
    )
    (tmp_path / "two.warc.gz").write_bytes(data)
    (found,) = read_pages(str(tmp_path / "two.warc.gz"))
    assert isinstance(found, Page)
    assert list(found.assets) == ["/a.png"]
