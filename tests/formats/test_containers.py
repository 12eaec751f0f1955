"""Saved pages in their many wrappings, and what is refused."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import UnreadablePage
from reader.formats.page import Page
from reader.formats.reading import pages_of_file, read_pages
from reader.formats.saved_file import file_of_bytes
from tests.formats import samples
from tests.formats.samples import URL, zip_bytes


def found(data: bytes, name: str = "file") -> list[Page | UnreadablePage]:
    return list(pages_of_file(file_of_bytes(name, data)))


def only_page(data: bytes, name: str = "file") -> Page:
    (page,) = found(data, name)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("make", [samples.mhtml, lambda: samples.mhtml(folded=True)])
def test_mhtml_is_the_page_and_not_its_frames(make: Callable[[], bytes]) -> None:
    page = only_page(make(), "ferry.mht")
    assert (page.url, page.title) == (URL, "The Ferry Waits")
    assert page.saved == datetime(2024, 3, 3, 9, 11, 12, tzinfo=UTC)
    assert "driftwood" in page.content
    assert "Buy a boat" not in page.content
    assert "https://harbour.example/a.png" in page.assets


def test_mhtml_without_charset_is_decoded_by_its_bytes() -> None:
    assert "Überfahrt — «früh»" in only_page(samples.mhtml("<p>Überfahrt — «früh»</p>" * 9)).content


def test_letter_is_its_html_part_with_the_address_to_view_it() -> None:
    page = only_page(samples.letter(), "letter.eml")
    assert (page.title, page.site, page.url) == ("The Ferry Waits", "Harbour Post", f"{URL}?utm=mail")
    assert page.saved == datetime(2024, 3, 5, 7, tzinfo=UTC)
    assert "driftwood" in page.content


def test_mailbox_is_its_letters_and_a_broken_one_does_not_stop_the_others() -> None:
    separator = b"From news@harbour.example Tue Mar  5 07:00:00 2024\n"
    empty = b"From: a@example.org\nSubject: Nothing\nMIME-Version: 1.0\nContent-Type: image/png\n\n\n"
    quoted = samples.letter("Second").replace(b"</body>", b"<p>x</p>\n>From the pier</body>")
    pages = found(
        separator + samples.letter("First") + b"\n" + separator + empty + separator + quoted, "box.mbox"
    )
    assert [one.title if isinstance(one, Page) else "problem" for one in pages] == [
        "First",
        "problem",
        "Second",
    ]
    assert isinstance(pages[2], Page)
    assert "\nFrom the pier" in pages[2].content


def test_safari_archive_is_read_although_its_charset_lies() -> None:
    page = only_page(samples.webarchive())
    assert page.url == URL
    assert "driftwood" in page.content
    assert f"{URL}/a.png" in page.assets


@pytest.mark.parametrize("packed", [True, False])
def test_warc_gives_its_pages_and_not_its_styles(packed: bool) -> None:
    pages = found(samples.warc(packed=packed, pages=3))
    assert [one.url for one in pages if isinstance(one, Page)] == [f"{URL}/{n}" for n in range(3)]
    first = pages[0]
    assert isinstance(first, Page)
    assert first.saved == datetime(2024, 3, 3, 9, tzinfo=UTC)
    assert "driftwood" in first.content


def test_wacz_gives_the_pages_that_it_names() -> None:
    assert only_page(samples.wacz()).url == f"{URL}/1"


def test_cut_off_warc_is_read_as_far_as_it_goes() -> None:
    data = samples.warc(packed=False, pages=3)
    pages = found(data[: int(len(data) * 0.6)])
    assert any(isinstance(one, Page) for one in pages)


def test_book_of_one_article_is_that_article() -> None:
    page = only_page(samples.epub())
    assert (page.title, page.byline, page.url) == ("Island Tales", "Ines Marlow", URL)
    assert page.published is not None
    assert page.published.startswith("2024-03-03")


def test_book_of_chapters_is_an_article_each() -> None:
    pages = found(samples.epub(3))
    assert [one.title for one in pages if isinstance(one, Page)] == ["Chapter 0", "Chapter 1", "Chapter 2"]
    assert {one.site for one in pages if isinstance(one, Page)} == {"Island Tales"}


def test_protected_book_says_so() -> None:
    with pytest.raises(UnreadablePage, match="DRM"):
        found(samples.epub(locked=True))


def test_text_layer_of_a_pdf_is_read_and_a_scan_says_so() -> None:
    assert "waits for the tide" in only_page(samples.pdf()).content
    with pytest.raises(UnreadablePage, match="text layer"):
        found(samples.pdf(""))
    with pytest.raises(UnreadablePage, match="PDF that cannot be read"):
        found(samples.pdf()[:60])


def test_wayback_page_is_as_it_was() -> None:
    content = samples.page(
        samples.ARTICLE + '<a href="/web/20240303091500/https://harbour.example/pier">pier</a>'
        '<img src="https://web.archive.org/web/20240303091500im_/https://harbour.example/a.png">',
        head='<script src="https://web-static.archive.org/_static/js/a.js"></script>'
        '<link rel="canonical" href="https://web.archive.org/web/20240303091500/https://harbour.example/2024/ferry">',
    )
    toolbar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id='wm-ipp'>94 captures</div>"
        "<!-- END WAYBACK TOOLBAR INSERT -->"
    )
    footer = "<!--\n     FILE ARCHIVED ON 09:15:00 Mar 03, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE\n-->"
    page = only_page((content.replace("<body>", f"<body>{toolbar}") + footer).encode())
    assert page.url == URL
    assert page.saved == datetime(2024, 3, 3, 9, 15, tzinfo=UTC)
    assert "captures" not in page.content
    assert 'href="https://harbour.example/pier"' in page.content
    assert 'src="https://harbour.example/a.png"' in page.content


@pytest.mark.parametrize(
    "host", ["", "//web.archive.org", "http://web.archive.org", "HTTPS://Web.Archive.org"]
)
@pytest.mark.parametrize("kind", ["", "js_"])
def test_wayback_addresses_are_as_they_were_whatever_stands_before_them(host: str, kind: str) -> None:
    address = f"{host}/web/20240303091500{kind}/https://harbour.example/pier"
    links = f"<a href='{address}'>a</a><a href={address}>b</a>"
    footer = "<!-- FILE ARCHIVED ON 09:15:00 Mar 03, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"
    page = only_page((samples.page(samples.ARTICLE + links) + footer).encode())
    assert "href='https://harbour.example/pier'" in page.content
    assert "href=https://harbour.example/pier>" in page.content
    assert "/web/" not in page.content


def test_self_extracting_page_is_the_page_within() -> None:
    outer = (
        f"<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: {URL} \n-->loading</html>\n".encode()
    )
    page = only_page(outer + zip_bytes({"index.html": samples.page()}))
    assert page.url == URL
    assert "driftwood" in page.content


def test_anything_may_be_gzipped_and_lie_in_a_zip() -> None:
    inner = gzip.compress(samples.mhtml())
    page = only_page(
        zip_bytes({"saved/ferry.mht.gz": inner, "saved/ferry_files/a.png": b"\x89PNG", ".hidden.html": "x"})
    )
    assert page.url == URL
    assert page.source.member == "saved/ferry.mht"


def test_companion_folder_in_a_zip_is_no_page() -> None:
    data = zip_bytes({"ferry.html": samples.page(), "ferry_files/frame.html": samples.page("<p>advert</p>")})
    assert only_page(data).source.member == "ferry.html"


def test_zip_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zip_bytes({"big.html": b"<p>" + b"a" * (60 << 20), "ferry.html": samples.page()})
    problem, page = found(bomb)
    assert isinstance(problem, UnreadablePage)
    assert "times its size" in problem.reason
    assert isinstance(page, Page)
    nested = samples.page().encode()
    for _ in range(6):
        nested = zip_bytes({"in.zip": nested})
    (deep,) = found(nested)
    assert isinstance(deep, UnreadablePage)
    assert "too many times" in deep.reason
    with pytest.raises(UnreadablePage, match="more than"):
        found(gzip.compress(b"<p>" + b"a" * (101 << 20)))


def test_names_that_lead_out_and_encrypted_members_are_said() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("../../escape.html", samples.page())
        made.writestr("locked.html", samples.page())
        made.writestr("open.html", samples.page())
    data = bytearray(out.getvalue())
    place = data.rindex(b"locked.html")  # the second time a name stands in the directory at the end
    data[place - 46 + 8] |= 1  # the flag that says encrypted
    reasons = [one.reason if isinstance(one, UnreadablePage) else "page" for one in found(bytes(data))]
    assert "leads out" in reasons[0]
    assert "encrypted" in reasons[1]
    assert reasons[2] == "page"


def test_front_matter_of_yaml_and_toml(tmp_path: Path) -> None:
    body = "\n\n".join(samples.PARAGRAPHS)
    yaml = f"---\ntitle: 'The Ferry'\nsource: {URL}\ntags: [sea, isle]\ncreated: 2024-03-03\n---\n\n{body}"
    toml = f'+++\ntitle = "The Ferry"\nurl = "{URL}"\ntags = ["sea", "isle"]\n+++\n\n{body}'
    for content in (yaml, toml):
        page = only_page(content.encode(), "ferry.md")
        assert (page.title, page.url, page.carried.tags) == ("The Ferry", URL, ("sea", "isle"))
    broken = f"---\ntitle: [unclosed\n---\n\n{body}"
    file = tmp_path / "broken.md"
    file.write_text(broken)
    (read,) = read_pages(str(file))
    assert isinstance(read, Page)
    assert "unclosed" in read.content
