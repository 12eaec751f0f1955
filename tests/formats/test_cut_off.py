"""Files that end in the middle: read as far as they go, and said to be cut off."""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import PageError, UnreadablePage
from reader.formats.cut_off import closed_json, mended_zip
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from tests.formats import samples
from tests.formats.mutating import RECORD, ROW, every_format
from tests.formats.samples import URL, csv_bytes, json_bytes, zip_bytes


def found(data: bytes, name: str = "file") -> tuple[list[Page], list[str]]:
    """The pages, and the lines about what could not be read."""
    all_of_it = list(pages_of_file(file_of_bytes(name, data)))
    pages = [one for one in all_of_it if isinstance(one, Page)]
    return pages, [one.reason for one in all_of_it if isinstance(one, UnreadablePage)]


def cut_within(data: bytes, text: bytes) -> bytes:
    """The data up to the middle of the last place of a text."""
    return data[: data.rindex(text) + len(text) // 2]


@pytest.mark.parametrize("streamed", [False, True])
def test_zip_without_its_end_gives_its_whole_files_and_the_beginning_of_the_last(streamed: bool) -> None:
    waves = "".join(f"<p>{n} tides and {n * 7919} waves</p>" for n in range(900))
    out = io.BytesIO()
    with zipfile.ZipFile(_pipe(out) if streamed else out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.html", samples.page(title="A"))
        made.writestr("ö.html", samples.page(title="B"))
        made.writestr("c.html", samples.page(waves))
    whole = out.getvalue()
    pages, problems = found(whole[: whole.index(b"c.html") + 2000])
    assert [(one.source.member, one.is_cut) for one in pages] == [
        ("a.html", False),
        ("c.html", True),
        ("ö.html", False),
    ]
    assert "899 tides" not in pages[1].content
    assert "1 tides" in pages[1].content
    (problem,) = problems
    assert "cut off" in problem
    without_directory = whole[: whole.index(b"PK\x01\x02")]
    pages, problems = found(without_directory)
    assert [one.is_cut for one in pages] == [False] * 3
    assert len(problems) == 1


class _Pipe(io.RawIOBase):
    """A stream that cannot seek: zips written to one have their sizes behind the data."""

    def __init__(self, sink: io.BytesIO) -> None:
        self._sink = sink

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._sink.write(data)  # type: ignore[arg-type]


def _pipe(sink: io.BytesIO) -> IO[bytes]:
    return io.BufferedWriter(_Pipe(sink))


def test_cut_off_zip_of_a_service_gives_the_rows_that_are_there() -> None:
    rows = [{**ROW, "url": f"{URL}/{n}"} for n in range(400)]
    data = zip_bytes({"part_000000.csv": csv_bytes(rows)})
    pages, problems = found(data[: len(data) * 2 // 3])
    assert 100 < len(pages) < 400
    assert {one.url for one in pages} <= {row["url"] for row in rows}
    assert all("cut off" in problem for problem in problems)


def test_damaged_bomb_stays_small() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(_pipe(out), "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb.html", bytes(120 << 20))
    mended = mended_zip(out.getvalue()[:-40])
    assert mended is None or len(mended.data) <= (101 << 20)


def test_cut_off_gzip_gives_what_is_there_and_says_so() -> None:
    body = "".join(f"<p>{n} tides and {n * 7919} waves</p>" for n in range(900))
    data = gzip.compress(samples.page(body).encode())
    pages, problems = found(data[: len(data) // 2])
    assert "10 tides" in pages[0].content
    assert pages[0].is_cut
    assert "cut off" in problems[0]
    two = gzip.compress(samples.page().encode()[:200]) + gzip.compress(samples.page().encode()[200:])
    pages, problems = found(two + bytes(512))  # members one after the other, and a block filled with zeros
    assert (len(pages), problems) == (1, [])
    with pytest.raises(UnreadablePage, match="gzip"):
        found(data[:12])


def test_json_on_one_line_gives_its_whole_records() -> None:
    records = [{**RECORD, "url": f"{URL}/{n}", "title": f'a "{n}" [x] {{y}}'} for n in range(5)]
    data = json_bytes(records)
    assert b"\n" not in data
    pages, problems = found(cut_within(data, b"driftwood"), "wallabag.json")
    assert [one.url for one in pages] == [f"{URL}/{n}" for n in range(4)]
    assert pages[3].carried.highlights[0].note == "n"
    assert "whole records" in problems[0]


def test_a_single_record_gives_its_whole_values() -> None:
    record = {"url": URL, "title": "The Ferry", "tags": ["sea"], "is_archived": 1, "content": samples.ARTICLE}
    (page,), problems = found(cut_within(json_bytes([record]), b"driftwood"), "wallabag.json")
    assert (page.url, page.carried.tags, page.link_only) == (URL, ("sea",), True)
    assert problems


def test_json_lines_with_a_bad_line_give_the_others() -> None:
    lines = [json_bytes({"url": f"{URL}/{n}", "title": str(n)}) for n in range(3)]
    pages, problems = found(b"\n".join([lines[0], b'{"url": broken}', *lines[1:]]), "list.jsonl")
    assert (len(pages), len(problems)) == (3, 1)


SMALL = st.text('ab"\\[]{},:', max_size=6)
JSON = st.recursive(
    st.none() | st.integers() | SMALL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SMALL, inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(SMALL, JSON, max_size=3), min_size=1, max_size=4), st.integers(0))
def test_closed_json_is_json_and_a_beginning_of_the_records(records: list[object], place: int) -> None:
    text = json.dumps(records, ensure_ascii=False)
    closed = closed_json(text[: place % len(text)])
    if closed is not None:
        begun = json.loads(closed)
        assert begun[:-1] == records[: len(begun) - 1]


def test_a_table_ends_with_its_last_whole_line() -> None:
    rows = [{"url": f"{URL}/{n}", "title": str(n), "time_added": "1709460000"} for n in range(3)]
    whole = csv_bytes(rows)
    pages, problems = found(cut_within(whole, f"{URL}/2".encode()), "pocket.csv")
    assert [one.url for one in pages] == [f"{URL}/0", f"{URL}/1"]
    assert "cut off" in problems[0]
    pages, problems = found(whole.rstrip(), "pocket.csv")
    assert (len(pages), problems) == (3, [])


@pytest.mark.parametrize("name", ["ferry.mht", "letter.eml", "box.mbox", "data.warc"])
@pytest.mark.parametrize("share", [0.75, 0.9])
def test_mail_and_web_archives_are_read_as_far_as_they_go(name: str, share: float) -> None:
    whole = every_format()[name]
    pages, problems = found(whole[: int(len(whole) * share)], name)
    assert pages
    assert "tide allows" in pages[0].content
    assert len(problems) == 1
    assert "cut off" in problems[0]


def test_cut_off_wacz_gives_its_pages() -> None:
    data = samples.wacz()
    pages, problems = found(data[: data.index(b"PK\x01\x02")])
    assert [one.url for one in pages] == [f"{URL}/1"]
    assert problems


@pytest.mark.parametrize("name", every_format())
def test_every_beginning_of_a_file_is_read_or_refused_with_one_line(name: str) -> None:
    whole = every_format()[name]
    for end in range(1, len(whole), max(1, len(whole) // 30)):
        try:
            pages, problems = found(whole[:end], name)
        except PageError as error:
            pages, problems = [], [error.reason]
        assert pages or problems
        assert all("\n" not in problem for problem in problems)


@pytest.mark.parametrize(
    "before", ["sep=,\r\n", '"sep=;"\n', "\ufeffsep=\t\n", "\ufeff", "My saved pages\n\n"]
)
def test_what_stands_before_the_header_is_passed_over(before: str) -> None:
    separator = next((sign for sign in ";\t" if sign in before), ",")
    lines = [("url", "title", "time_added", "tags"), (URL, "The Ferry", "1709460000", "sea|isle")]
    data = before + "\r\n".join(separator.join(line) for line in lines) + "\r\n"
    for encoding in ("utf-8", "utf-16"):
        (page,), problems = found(
            data.lstrip("\ufeff").encode(encoding) if encoding == "utf-16" else data.encode()
        )
        assert (page.url, page.title, page.carried.tags, problems) == (URL, "The Ferry", ("sea", "isle"), [])


def test_pdf_without_its_end_gives_the_pages_that_are_there() -> None:
    pdf = samples.pdf(" ".join(samples.PARAGRAPHS))
    ((page,), (problem,)) = found(pdf[: pdf.index(b"xref")])
    assert "whatever the clock says" in page.content
    assert page.is_cut
    assert "PDF that is cut off" in problem


def test_pdf_cut_before_the_signs_of_its_text_are_told_is_refused() -> None:
    pdf = samples.pdf(" ".join(samples.PARAGRAPHS))
    with pytest.raises(UnreadablePage, match="PDF that cannot be read"):
        found(pdf[: pdf.index(b"5 0 obj")])


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("size", [1, 40])
def test_safari_archive_without_its_end_gives_the_page_as_far_as_it_goes(
    form: plistlib.PlistFormat, size: int
) -> None:
    body = samples.page(
        "".join(f"<p>{n} tides</p>" for n in range(50 * size)) + "<p>The end of it.</p>"
    ).encode()
    parts = {"WebResourceURL": URL, "WebResourceMIMEType": "text/html", "WebResourceData": body}
    other = {"WebResourceURL": "https://a.example/x.css", "WebResourceData": b"p { color: red }" * 2000}
    archive = {"WebMainResource": parts, "WebSubresources": [other]}
    data = plistlib.dumps(archive, fmt=form, sort_keys=False)
    ((page,), (problem,)) = found(data[:-300], "ferry.webarchive")
    assert (page.url, page.is_cut) == (URL, True)
    assert "The end of it." in page.content
    assert "web archive that is cut off" in problem
    begins = data.index(body[:40] if form is plistlib.FMT_BINARY else b"<data>")
    shorter = data[: begins + 600]
    ((page,), _) = found(shorter, "ferry.webarchive")
    assert "2 tides" in page.content
    assert "The end of it." not in page.content


def test_safari_archive_cut_before_its_page_is_refused() -> None:
    with pytest.raises(UnreadablePage, match="no whole web archive"):
        found(samples.webarchive()[:40], "ferry.webarchive")
