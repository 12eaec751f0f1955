import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.errors import UnreadablePage
from reader.formats.files import find_files, page_from_bytes
from reader.formats.page import Page
from reader.formats.reading import read_pages
from reader.formats.saved_file import MAX_BYTES

SINGLEFILE = b"""<!DOCTYPE html> <html><!--
 Page saved with SingleFile
 url: https://harbourpost.example/tower
 saved date: Wed Mar 06 2024 10:11:12 GMT+0100 (Central European Standard Time)
--><head><title>x</title></head><body><p>text</p></body></html>"""


def first_page(path: str) -> Page:
    (found,) = read_pages(path)
    assert isinstance(found, Page)
    return found


def test_singlefile_states_address_and_date() -> None:
    page = page_from_bytes(SINGLEFILE, "x.html")
    assert page.url == "https://harbourpost.example/tower"
    assert page.saved == datetime(2024, 3, 6, 9, 11, 12, tzinfo=UTC)


def test_browser_comment_states_the_address_by_its_length() -> None:
    page = page_from_bytes(b"<!-- saved from url=(22)https://a.example/b?c=d#junk -->\n<html><p>x", "x")
    assert page.url == "https://a.example/b?c="


def test_local_addresses_are_not_believed() -> None:
    assert page_from_bytes(b"<!-- saved from url=(16)about:internet -->\n<html><p>x", "x").url is None


def test_stated_url_wins() -> None:
    assert page_from_bytes(SINGLEFILE, "x.html", url="https://b.example/").url == "https://b.example/"


def test_original_bytes_are_kept() -> None:
    assert page_from_bytes(SINGLEFILE, "x.html").original == SINGLEFILE


def test_front_matter_becomes_fields() -> None:
    page = page_from_bytes(
        b"---\ntitle: A\nauthor: [B, C]\ndate: 2024-03-03\ntags: sea, light\n---\nText.", "x.md"
    )
    assert (page.title, page.byline, page.published) == ("A", "B, C", "2024-03-03")
    assert page.carried.tags == ("sea", "light")
    assert page.content == "Text."


def test_broken_front_matter_loses_no_line() -> None:
    page = page_from_bytes(b"---\ntitle: [A\n---\nText.", "x.md")
    assert page.content == "---\ntitle: [A\n---\nText."


def test_toml_front_matter_is_read() -> None:
    assert page_from_bytes(b'+++\ntitle = "A"\n+++\nText.', "x.md").title == "A"


def test_folder_of_a_complete_page_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text("<p>x")
    (tmp_path / "story_files").mkdir()
    (tmp_path / "story_files" / "frame.html").write_text("<p>advert")
    (tmp_path / "loose_files").mkdir()
    (tmp_path / "loose_files" / "page.html").write_text("<p>y")
    (tmp_path / "script.js").write_text("x")
    names = [Path(str(file)).relative_to(tmp_path).as_posix() for file in find_files(str(tmp_path))]
    assert names == ["story.html", "loose_files/page.html"]


def test_a_pipe_among_the_pages_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x")
    os.mkfifo(tmp_path / "b.html")
    (tmp_path / "c.html").symlink_to("nowhere")  # is told by who reads it
    assert [Path(str(file)).name for file in find_files(str(tmp_path))] == ["a.html", "c.html"]


def test_a_pipe_by_its_name_is_refused_for_it_is_gone_once_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.html")
    for read in (first_page, lambda path: next(find_files(path))):
        with pytest.raises(UnreadablePage, match="standard input"):
            read(str(tmp_path / "b.html"))


def test_a_folder_that_may_not_be_looked_into_is_said_and_its_neighbours_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tests may run as root, who may look into everything: the system's refusal is played.
    for name in ("a", "closed", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text("<p>x")
    listed = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(find_files(str(tmp_path)))
    (problem,) = (one for one in found if isinstance(one, UnreadablePage))
    assert (problem.path, problem.reason) == (str(tmp_path / "closed"), "permission denied")
    assert [one.parent.name for one in found if isinstance(one, Path)] == ["a", "z"]


def test_a_path_that_the_system_refuses_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePage, match="too long"):
        next(find_files(str(tmp_path / ("x" * 300))))


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"\x7fELF" + bytes(200), "binary")],
)
def test_files_that_are_no_pages_say_why(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "x.html"
    file.write_bytes(data)
    with pytest.raises(UnreadablePage, match=reason):
        first_page(str(file))


def test_missing_file_and_folder_say_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePage, match="no such file"):
        first_page(str(tmp_path / "none"))
    with pytest.raises(UnreadablePage, match="folder"):
        first_page(str(tmp_path))


def test_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    file = tmp_path / "huge.html"
    with file.open("wb") as sink:
        sink.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadablePage, match="not read"):
        first_page(str(file))
