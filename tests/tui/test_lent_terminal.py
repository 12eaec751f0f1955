"""The terminal is lent to the user's editor, and comes back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("has no pseudo-terminals", allow_module_level=True)

from tests.tui.real_terminal import reading


def test_the_program_goes_on_after_an_editor_that_is_not_there(tmp_path: Path) -> None:
    with reading("nothing", tmp_path, EDITOR="/no/such/editor", VISUAL="") as terminal:
        terminal.type(b"A")
        terminal.wait_for(b"Note of the whole article")
        terminal.type(b"\x05")
        terminal.wait_for(b"set .EDITOR to one that runs")
        terminal.type(b"kept\x13")  # ctrl+S, which keeps it
        terminal.type(b"?")
        terminal.wait_for(b"Keys")


def test_what_the_editor_wrote_stands_in_the_note(tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\necho 'by the editor' > \"$1\"\n")
    script.chmod(0o755)
    with reading("nothing", tmp_path, EDITOR=str(script), VISUAL="") as terminal:
        terminal.type(b"A")
        terminal.wait_for(b"Note of the whole article")
        terminal.type(b"\x05")
        terminal.wait_for(b"by the editor")
