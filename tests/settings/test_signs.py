"""Signs and what stands for them in ASCII."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import reader
from reader.settings.signs import ASCII_TWINS, ERRORS, in_ascii, knows_signs, register_twins

PACKAGE = Path(reader.__file__).parent
DRAWN = ("tui", "settings")
# Bullets of parsed lists, bars of quotes: in documents, but not of the page.
PREFIXES = ("•", "◦", "▪", "▌")


def strings_of(file: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("sign", [*ASCII_TWINS], ids=lambda sign: f"U+{ord(sign):04X}")
def test_twin_is_ascii_and_as_wide_as_its_sign(sign: str) -> None:
    assert ASCII_TWINS[sign].isascii()
    assert len(ASCII_TWINS[sign]) == cell_len(sign)


def test_every_sign_that_the_screens_draw_has_a_twin() -> None:
    files = [file for room in DRAWN for file in (PACKAGE / room).rglob("*.py") if file.name != "signs.py"]
    assert len(files) > 40
    drawn = {sign for file in files for text in strings_of(file) for sign in text if sign > "\x9f"}
    assert drawn | set(PREFIXES) <= set(ASCII_TWINS)


@given(st.text())
def test_text_keeps_its_width_and_its_other_letters(text: str) -> None:
    found = in_ascii(text)
    assert cell_len(found) == cell_len(text)
    assert not set(found) & set(ASCII_TWINS)
    if not set(text) & set(ASCII_TWINS):
        assert found == text


@pytest.mark.parametrize(
    ("encoding", "knows"),
    [("UTF-8", True), ("utf8", True), ("ANSI_X3.4-1968", False), ("ISO-8859-1", False), ("what", False)],
)
def test_only_unicode_encodings_know_the_signs(encoding: str, knows: bool) -> None:
    assert knows_signs(encoding) is knows


def test_stream_of_another_encoding_gets_twins() -> None:
    register_twins()
    assert "★ Café 灯 “yes”".encode("latin-1", ERRORS) == b'* Caf\xe9 ? "yes"'


def test_command_prints_on_in_a_terminal_of_few_letters(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Das Äußere 灯\n\nTürme wandern – langsam.", "utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(PACKAGE.parent)}

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "reader", "--library", str(tmp_path / "library"), *arguments],
            env=environment | {"XDG_CACHE_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
            capture_output=True,
            check=False,
        )

    assert run("import", str(page)).returncode == 0
    listed = run("list")
    assert listed.returncode == 0
    assert "Das Äußere ?".encode("latin-1") in listed.stdout
    assert "Türme wandern - langsam.".encode("latin-1") in run("read", str(page), "--plain").stdout
