"""Pictures in full quality: the program in a terminal of its own, which answers what it can draw."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("has no pseudo-terminals", allow_module_level=True)

from tests.tui.real_terminal import reading

SIXEL = rb"\x1bP[\d;]*q"
KITTY = rb"\x1b_G[^\x1b]*a=p,i=\d+"


@pytest.mark.parametrize(("draws", "pattern"), [("sixel", SIXEL), ("kitty", KITTY)])
def test_picture_is_drawn_in_the_protocol_that_the_terminal_has(
    draws: str, pattern: bytes, tmp_path: Path
) -> None:
    with reading(draws, tmp_path) as terminal:
        assert not re.search(pattern, terminal.written), "only the picture screen asks for it"
        terminal.type(b"i")
        terminal.wait_for(pattern)


def test_terminal_without_a_protocol_has_half_cells(tmp_path: Path) -> None:
    with reading("nothing", tmp_path) as terminal:
        terminal.type(b"i")
        terminal.wait_for(b"picture 1 of 1")
        terminal.wait_for("▀".encode())
        assert not re.search(SIXEL + b"|" + KITTY, terminal.written)


def test_kitty_is_told_to_forget_the_picture_that_was_left(tmp_path: Path) -> None:
    with reading("kitty", tmp_path) as terminal:
        terminal.type(b"i")
        terminal.wait_for(KITTY)
        (shown,) = re.findall(rb"\x1b_Ga=p,i=(\d+)", terminal.written)
        terminal.type(b"q")
        terminal.wait_for(rb"\x1b_Ga=d,d=I,i=" + shown)
