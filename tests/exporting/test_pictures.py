"""Pictures leave the library with their articles."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reader.exporting.export import export
from reader.exporting.html import html_page
from reader.importing.bringing import import_paths
from reader.library.kept import Entry
from reader.library.library import Library
from tests.painting import data_url, page_with, picture

PNG = picture()
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def entry(library: Library, tmp_path: Path) -> Entry:
    """An article with a picture, a drawing, and a picture that the page did not carry."""
    (tmp_path / "drawing.svg").write_bytes(DRAWING)
    page = page_with(data_url(PNG), "drawing.svg", "https://harbourpost.example/far.png")
    (tmp_path / "boats.html").write_text(page)
    (result,) = import_paths(library, [str(tmp_path / "boats.html")])
    assert result.entry is not None
    return result.entry


def test_html_page_shows_what_was_kept_and_asks_the_web_for_nothing(
    library: Library, entry: Entry, tmp_path: Path
) -> None:
    (written,) = export(library, [entry], "html", tmp_path / "out").written
    sources = re.findall(r"<img[^>]*src=\"([^\"]*)", written.path.read_text("utf-8"))
    assert [base64.b64decode(source.partition(",")[2]) for source in sources] == [PNG, DRAWING]
    assert all(source.startswith("data:image/") for source in sources)


def test_link_in_an_html_page_never_leads_to_data() -> None:
    links = '<a href="data:text/html,<b>">a</a><a href="data:image/svg+xml,x">b</a>'
    made = html_page("x", f'{links}<img src="https://a.example/x.png">')
    assert "data:text" not in made
    assert "src=" not in made
    assert "data:image" not in made.partition("<body>")[2]


def test_book_has_the_pictures_but_no_drawings(library: Library, entry: Entry, tmp_path: Path) -> None:
    export(library, [entry], "epub", tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        (name,) = (one for one in book.namelist() if "picture-" in one)
        assert book.read(name) == PNG
        chapter = ElementTree.fromstring(book.read("EPUB/article-0001.xhtml"))
        images = list(chapter.iter("{http://www.w3.org/1999/xhtml}img"))
        assert [f"EPUB/{one.get('src')}" for one in images] == [name]
        assert images[0].get("alt") == "Boats in the harbour"
        assert f'href="{Path(name).name}" media-type="image/png"' in book.read("EPUB/book.opf").decode()


def test_notes_have_the_pictures_beside_them_also_when_moved(
    library: Library, entry: Entry, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    (written,) = export(library, [entry], "markdown", folder).written
    assert f"](pictures/{next((folder / 'pictures').glob('*.png')).name})" in written.path.read_text("utf-8")
    (folder / "deeper").mkdir()
    moved = written.path.rename(folder / "deeper" / written.path.name)
    export(library, [entry], "markdown", folder)
    assert "](../pictures/picture-" in moved.read_text("utf-8")


def test_exported_notes_come_in_again_with_their_pictures(
    library: Library, entry: Entry, tmp_path: Path
) -> None:
    export(library, [entry], "markdown", tmp_path / "notes")
    with Library.open(tmp_path / "other") as other:
        (result,) = import_paths(other, [str(tmp_path / "notes")])
        assert result.entry is not None
        kept = other.entries.pictures(result.entry.id)
        assert {one.media_type for one in kept} == {"image/png", "image/svg+xml"}
