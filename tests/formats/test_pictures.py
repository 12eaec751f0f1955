from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.page import Page
from reader.formats.pictures import data_url_bytes, name_beside, picture_kind
from reader.formats.reading import read_pages
from tests.painting import data_url, page_with, picture

SECRET = picture()


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
@pytest.mark.parametrize("size", [(64, 48), (1, 1), (700, 3)])
def test_kind_and_size_stand_in_the_first_bytes(kind: str, size: tuple[int, int]) -> None:
    found = picture_kind(picture(kind, size))
    assert found is not None
    assert (found.media_type, found.width, found.height) == (f"image/{kind}", *size)


def test_lossless_webp_has_its_size() -> None:
    import io

    from PIL import Image

    packed = io.BytesIO()
    Image.new("RGBA", (300, 17)).save(packed, "webp", lossless=True)
    found = picture_kind(packed.getvalue())
    assert found is not None
    assert (found.width, found.height) == (300, 17)


def test_drawing_is_known_and_has_no_size() -> None:
    drawing = b'<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    found = picture_kind(drawing)
    assert found is not None
    assert (found.media_type, found.width) == ("image/svg+xml", 0)


@pytest.mark.parametrize(
    "data", [b"", b"<html><svg>", b"GIF89a", b"\xff\xd8\xff", b"#!/bin/sh\n", b"alert(1)"]
)
def test_anything_else_is_no_picture(data: bytes) -> None:
    assert picture_kind(data) is None


def test_size_of_a_bomb_is_refused() -> None:
    data = picture()
    assert picture_kind(data[:16] + (90_000).to_bytes(4, "big") + data[20:]) is None


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n", b"<?xml"]),
)
def test_no_bytes_stop_it(data: bytes, head: bytes) -> None:
    picture_kind(head + data)


@given(st.text(max_size=80))
def test_no_address_stops_it(text: str) -> None:
    data_url_bytes(f"data:image/png;base64,{text}")
    name_beside(text)


def test_picture_in_its_address_is_read() -> None:
    assert data_url_bytes(data_url(SECRET)) == SECRET
    assert data_url_bytes("data:image/svg+xml,%3Csvg%20%2F%3E") == b"<svg />"
    assert data_url_bytes("data:text/html;base64,AAAA") is None


def test_address_of_the_web_or_the_disk_names_no_file_beside() -> None:
    assert name_beside("./The%20boats_files/a.png?w=1#x") == "./The boats_files/a.png"
    for address in (
        "https://a.example/b.png",
        "//a.example/b.png",
        "/etc/hostname",
        "file:///b",
        "C:\\b",
        "",
    ):
        assert name_beside(address) is None


def page_at(path: Path) -> Page:
    (found,) = read_pages(str(path))
    assert isinstance(found, Page)
    return found


def test_page_gives_files_of_its_own_folder_only(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(SECRET)
    own = tmp_path / "saved"
    (own / "page_files").mkdir(parents=True)
    (own / "page_files" / "a b.png").write_bytes(SECRET)
    (own / "page_files" / "link.png").symlink_to(tmp_path / "outside.png")
    (own / "page_files" / "near.png").symlink_to(own / "page_files" / "a b.png")
    (own / "page.html").write_text(page_with("x"))
    page = page_at(own / "page.html")
    assert page.picture("page_files/a%20b.png") == SECRET
    refused = (
        "../outside.png",
        "page_files/link.png",
        "page_files/near.png",
        "page_files",
        str(tmp_path / "outside.png"),
    )
    assert [page.picture(address) for address in refused] == [None] * len(refused)
