"""Pictures that pages carried: kept beside their articles, and found again by the image spans."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.importing.bringing import import_paths
from reader.importing.recleaning import reclean, rewrite
from reader.library.kept import Entry, Picture
from reader.library.library import Library
from tests.painting import data_url, page_with, picture

PNG, JPEG = picture(), picture("jpeg", (640, 480))
URL = "https://harbourpost.example/isle/boats"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def bring(library: Library, path: Path) -> Entry:
    (result,) = import_paths(library, [str(path)])
    assert result.entry is not None, result.problem
    return result.entry


def shown(library: Library, entry: Entry) -> list[tuple[Picture, bytes | None]]:
    """The pictures that the article's image spans name, with their bytes."""
    kept = {one.address: one for one in library.entries.pictures(entry.id)}
    spans = [span for span in library.entries.document(entry.id).spans if span.kind == "image"]
    found = [kept[span.target] for span in spans if span.target in kept]
    return [(one, library.entries.picture_bytes(entry.id, one)) for one in found]


def complete_page(folder: Path, *, url: str = "") -> Path:
    (folder / "boats_files").mkdir(parents=True)
    (folder / "boats_files" / "photo 1.jpg").write_bytes(JPEG)
    (folder / "boats_files" / "evil.png").write_text("alert('no picture')")
    page = page_with("./boats_files/photo%201.jpg", "boats_files/evil.png", url=url)
    (folder / "boats.html").write_text(page)
    return folder / "boats.html"


@pytest.mark.parametrize("url", ["", URL])
def test_complete_page_keeps_the_pictures_of_its_folder(library: Library, tmp_path: Path, url: str) -> None:
    entry = bring(library, complete_page(tmp_path / "saved", url=url))
    ((kept, data),) = shown(library, entry)
    assert data == JPEG
    assert (kept.media_type, kept.width, kept.height) == ("image/jpeg", 640, 480)


def test_picture_that_lies_beside_wins_over_the_one_on_the_web(library: Library, tmp_path: Path) -> None:
    path = complete_page(tmp_path / "saved", url=URL)
    late = "data-src='https://harbourpost.example/large.jpg' src='./boats_files/photo"
    path.write_text(path.read_text().replace("src='./boats_files/photo", late))
    assert [data for _, data in shown(library, bring(library, path))] == [JPEG]


def test_complete_page_in_a_zip_keeps_its_pictures(library: Library, tmp_path: Path) -> None:
    folder = complete_page(tmp_path / "saved").parent
    with zipfile.ZipFile(tmp_path / "saved.zip", "w") as packed:
        for file in folder.rglob("*"):
            packed.write(file, file.relative_to(folder))
    assert [data for _, data in shown(library, bring(library, tmp_path / "saved.zip"))] == [JPEG]


def test_picture_in_its_address_is_kept_once_and_not_in_the_text(library: Library, tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(page_with(data_url(PNG), data_url(PNG)))
    entry = bring(library, tmp_path / "one.html")
    assert [data for _, data in shown(library, entry)] == [PNG, PNG]
    assert len(library.entries.pictures(entry.id)) == 1
    assert "base64" not in library.entries.markdown(entry.id)


def test_icons_and_scripts_in_addresses_are_left_out(library: Library, tmp_path: Path) -> None:
    icon = data_url(picture(size=(24, 24)))
    script = "data:image/png;base64," + base64.b64encode(b"alert(1);" * 50).decode()
    (tmp_path / "one.html").write_text(page_with(icon, script))
    entry = bring(library, tmp_path / "one.html")
    assert library.entries.pictures(entry.id) == ()
    assert not [span for span in library.entries.document(entry.id).spans if span.kind == "image"]


def mhtml() -> bytes:
    lines = (
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {URL}",
        "Subject: The boats",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="--x"',
        "",
        "----x",
        "Content-Type: text/html",
        f"Content-Location: {URL}",
        "",
        page_with("https://harbourpost.example/photo.jpg", "cid:second"),
        "----x",
        "Content-Type: image/jpeg",
        "Content-Transfer-Encoding: base64",
        "Content-Location: https://harbourpost.example/photo.jpg",
        "",
        base64.b64encode(JPEG).decode(),
        "----x",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "Content-ID: <second>",
        "",
        base64.b64encode(PNG).decode(),
        "----x--",
        "",
    )
    return "\r\n".join(lines).encode()


def test_parts_of_an_mhtml_page_are_kept(library: Library, tmp_path: Path) -> None:
    (tmp_path / "boats.mhtml").write_bytes(mhtml())
    assert [data for _, data in shown(library, bring(library, tmp_path / "boats.mhtml"))] == [JPEG, PNG]


def test_markdown_file_keeps_pictures_beside_it(library: Library, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "größe.png").write_bytes(PNG)
    (tmp_path / "boats.md").write_text("# The boats\n\nTwo of five.\n\n![Boats](pictures/größe.png)\n")
    assert [data for _, data in shown(library, bring(library, tmp_path / "boats.md"))] == [PNG]


def test_limits_for_a_page_are_kept(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.importing.picturing.MAX_PAGE_BYTES", len(PNG) + 10)
    (tmp_path / "one.html").write_text(page_with(data_url(PNG), data_url(JPEG, "jpeg")))
    assert [data for _, data in shown(library, bring(library, tmp_path / "one.html"))] == [PNG]


def test_cleaning_again_and_editing_keep_the_pictures(library: Library, tmp_path: Path) -> None:
    entry = bring(library, complete_page(tmp_path / "saved", url=URL))
    reclean(library, entry.id, "text")
    again = reclean(library, entry.id, "readable")
    assert again.outcome == "updated"
    assert [data for _, data in shown(library, entry)] == [JPEG]
    rewrite(library, entry.id, library.entries.markdown(entry.id) + "\n\nOne more word.")
    assert [data for _, data in shown(library, entry)] == [JPEG]


def test_check_names_a_damaged_picture(library: Library, tmp_path: Path) -> None:
    entry = bring(library, complete_page(tmp_path / "saved"))
    assert library.check().problems == ()
    ((kept, _),) = shown(library, entry)
    (file,) = (tmp_path / "library").rglob(kept.name)
    file.write_bytes(b"something else")
    (problem,) = library.check().problems
    assert kept.name in problem
    assert shown(library, entry) == [(kept, None)]


def test_pictures_go_through_the_zip_of_everything_and_are_purged(library: Library, tmp_path: Path) -> None:
    entry = bring(library, complete_page(tmp_path / "saved"))
    library.archive.write(tmp_path / "all.zip", datetime(2026, 11, 23, tzinfo=UTC))
    with Library.open(tmp_path / "other") as other:
        other.archive.read(tmp_path / "all.zip")
        assert [data for _, data in shown(other, entry)] == [JPEG]
    assert library.entries.size_bytes(entry.id) > len(JPEG)
    library.entries.trash([entry.id])
    library.entries.purge([entry.id])
    assert not list((tmp_path / "library").rglob("picture*"))


def test_list_of_pictures_is_plain_json(library: Library, tmp_path: Path) -> None:
    bring(library, complete_page(tmp_path / "saved"))
    (listed,) = (tmp_path / "library").rglob("pictures-*.json")
    assert [one["width"] for one in json.loads(listed.read_bytes())] == [640]
