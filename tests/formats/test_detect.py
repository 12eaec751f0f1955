import pytest

from reader.formats.detect import is_binary, text_kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("<!DOCTYPE html><html><p>x", "a", "html"),
        ("\ufeff\n<!-- saved from url=(3)x -->\n<html>", "a.txt", "html"),
        ("<p>a fragment</p>", "-", "html"),
        ("The <b> tag is bold, they say.", "a.txt", "text"),
        ("# Title\n\ntext", "a.md", "markdown"),
        ("---\ntitle: x\n---\ntext", "a", "markdown"),
        ("plain words", "a", "text"),
    ],
)
def test_kind_comes_from_the_content(content: str, name: str, kind: str) -> None:
    assert text_kind(content, name) == kind


@pytest.mark.parametrize("data", [b"%PDF-1.7 abc", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(32)) * 20])
def test_binary_files_are_known(data: bytes) -> None:
    assert is_binary(data)


@pytest.mark.parametrize(
    "data", ["grüße".encode(), "grüße".encode("utf-16"), "grüße".encode("latin-1"), b"RIFF is a word"]
)
def test_text_in_any_encoding_is_text(data: bytes) -> None:
    assert not is_binary(data)
