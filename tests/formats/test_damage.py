from __future__ import annotations

import io
import plistlib
import random
import zipfile

import pytest

from reader.errors import PageError
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.importing.preparing import prepare_page
from reader.terminal import safe, safe_line
from tests.formats import samples
from tests.formats.mutating import damaged, every_format
from tests.formats.samples import zip_bytes

FORMATS = every_format()


def _epub_members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(samples.epub())) as book:
        return {name: book.read(name) for name in book.namelist()}


def _clipping(number: int) -> bytes:
    return f"Long Book (A)\n- Your Highlight | Location {number} | Added on x\n\nPassage {number}.\n==========\n".encode()


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_files_give_pages_or_one_clear_line(name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        data = damaged(FORMATS[name], chance)
        for found in _found(name, data):
            if isinstance(found, Page):
                prepared = prepare_page(found)
                assert prepared.document is None or prepared.document.text == safe(prepared.document.text)
            else:
                assert found.reason == safe_line(found.reason) != ""


def _found(name: str, data: bytes) -> list[Page | PageError]:
    found: list[Page | PageError] = []
    try:
        found.extend(pages_of_file(file_of_bytes(name, data)))
    except PageError as error:
        found.append(error)
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("export.json", b'[{"url": "https://a.example", "is_archived": 1, "content": "' + b"<" * 300_000 + b'"}]'),
        ("page.html", b"<html>web.archive.org/web/20240101000000 " + b"<script " * 100_000),
        ("page.html", b"<html>" + b"<!-- BEGIN WAYBACK TOOLBAR INSERT -->" * 50_000),
        ("letter.eml", b"Subject: x\nFrom: y\nDate: z\nMIME-Version: 1.0\n" + b"no name\n" * 300_000 + b"\nbody"),
        ("letter.eml", b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<a " * 150_000),
        ("letter.eml", b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; a=" + b"<div>" * 20_000 + b"\n\n<p>text</p>"),
        ("book.epub", zip_bytes({**_epub_members(), "O/c0.xhtml": b"<head>" * 100_000})),
        ("clippings.txt", samples.CLIPPINGS + b"".join(_clipping(number) for number in range(6_000))),
        ("karakeep.json", b'{"bookmarks": [{"createdAt": 1, "content": {"url": "https://a.example"}}], "lists": 5}'),
        ("linkwarden.json", b'{"collections": [{"id": 1, "parentId": {}, "links": [{"url": "https://a.example"}]}]}'),
        ("urls.txt", b"https://a.example/1\nhttps://a.example/2" + b" " * 300_000 + b"\n"),
        ("pocket.csv", b"url,title,time_added\nhttps://a.example,A,0001-01-01T00:00:00+05:00\n"),
    ],
)  # fmt: skip
def test_hostile_repetition_is_read_in_the_time_of_its_length(name: str, data: bytes) -> None:
    # Each of these once took the square of its length, far beyond any patience: a test run would not end.
    assert _found(name, data)


def test_one_bad_value_does_not_lose_the_rows_behind_it() -> None:
    rows = [{"url": f"https://a.example/{n}", "title": str(n), "time_added": "1709460000"} for n in range(3)]
    rows[0]["time_added"] = "0001-01-01T00:00:00+05:00"
    assert len(_found("pocket.csv", samples.csv_bytes(rows))) == 3


def test_a_table_as_a_key_is_no_sidecar() -> None:
    (found,) = _found("metadata.epub.lua", b'return { ["annotations"] = { [{ 1 }] = "x" } }')
    assert isinstance(found, Page)
    assert found.kind == "text"


@pytest.mark.parametrize(
    "table",
    [
        b'{ ["annotations"] = "x", ["doc_props"] = 3, ["doc_path"] = "a.epub" }',
        b'{ ["highlight"] = { [1] = 2 }, ["doc_path"] = "a.epub" }',
        b'{ ["annotations"] = { [1] = { ["text"] = { } } }, ["doc_path"] = "a.epub" }',
    ],
)
def test_a_sidecar_with_other_values_than_it_should_have_is_read_as_far_as_it_goes(table: bytes) -> None:
    (found,) = _found("metadata.epub.lua", b"return " + table)
    assert isinstance(found, Page)
    assert found.title == "a.epub"


def test_a_number_that_is_no_length_states_no_address() -> None:
    page = f"<!-- saved from url=({'9' * 5000})https://a.example/ --><html><p>The ferry left at dawn."
    (found,) = _found("page.html", page.encode())
    assert isinstance(found, Page)
    assert found.url is None


def test_parts_of_a_web_archive_that_are_none_are_passed_over() -> None:
    loaded = plistlib.loads(samples.webarchive())
    parts = [
        *loaded["WebSubresources"],
        "text",
        {"WebResourceData": "no bytes", "WebResourceMIMEType": "image/png"},
    ]
    data = plistlib.dumps({**loaded, "WebSubresources": parts}, fmt=plistlib.FMT_BINARY)
    (found,) = _found("ferry.webarchive", data)
    assert isinstance(found, Page)
    assert len(found.assets) == 1


@pytest.mark.parametrize(
    "url", ["https://[bad/a", "https://[<b>]/a", "https:///a", "https://a.example:x/", "https://"]
)
def test_an_address_that_nobody_can_take_apart_is_none(url: str) -> None:
    for name, data in (
        ("links.csv", f"url,title\n{url},The Ferry\n".encode()),
        ("page.html", f"<!-- saved from url=({len(url):04}){url} -->\n{samples.page()}".encode()),
    ):
        (found,) = _found(name, data)
        assert isinstance(found, Page)
        assert found.url is None
        assert not prepare_page(found).problem
