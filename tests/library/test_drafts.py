from pathlib import Path

import pytest

from reader.library.drafts import Drafts


def test_draft_is_there_until_it_is_dropped(tmp_path: Path) -> None:
    Drafts(tmp_path).write("mark-7kq2", "not done\n")
    assert Drafts(tmp_path).read("mark-7kq2") == "not done\n"
    Drafts(tmp_path).drop("mark-7kq2")
    assert Drafts(tmp_path).read("mark-7kq2") is None
    Drafts(tmp_path).drop("mark-7kq2")


def test_control_characters_of_a_draft_do_not_come_back(tmp_path: Path) -> None:
    Drafts(tmp_path).write("article-1", "a\x1b[2Jb")
    assert "\x1b" not in (Drafts(tmp_path).read("article-1") or "")


def test_key_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a key"):
        Drafts(tmp_path).write("../outside", "x")
