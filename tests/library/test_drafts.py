from pathlib import Path

import pytest

from reader.errors import WriteFailed
from reader.library import drafts as drafting
from reader.library.drafts import Drafts
from reader.library.durable import replace_durably
from reader.library.library import Library
from tests.library.disks import full_disk


def test_draft_is_there_until_it_is_dropped(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put("mark-7kq2", "not done\n")
    assert drafts.read("mark-7kq2") == "not done\n"
    drafts.flush()
    assert Drafts(tmp_path).read("mark-7kq2") == "not done\n"
    drafts.drop("mark-7kq2")
    assert drafts.read("mark-7kq2") is None
    drafts.flush()
    assert Drafts(tmp_path).read("mark-7kq2") is None


def test_dropped_draft_that_was_never_written_leaves_nothing(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put("mark-7kq2", "a")
    drafts.drop("mark-7kq2")
    drafts.flush()
    assert list(tmp_path.rglob("*.md")) == []


def test_what_is_typed_while_the_disk_writes_is_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, texts = Drafts(tmp_path), ["a", "ab", "abc"]

    def slow(path: Path, data: bytes) -> None:
        replace_durably(path, data)
        if texts:
            drafts.put("mark-7kq2", texts.pop(0))

    monkeypatch.setattr(drafting, "replace_durably", slow)
    drafts.put("mark-7kq2", "")
    drafts.flush()
    assert Drafts(tmp_path).read("mark-7kq2") == "abc"


def test_full_disk_keeps_the_draft_at_hand_and_the_next_flush_writes_it(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put("mark-7kq2", "a")
    with full_disk(), pytest.raises(WriteFailed):
        drafts.flush()
    assert drafts.read("mark-7kq2") == "a"
    drafts.flush()
    assert Drafts(tmp_path).read("mark-7kq2") == "a"


def test_closing_the_library_writes_what_no_worker_wrote(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.drafts.put("mark-7kq2", "a")
    assert Drafts(tmp_path).read("mark-7kq2") == "a"


def test_control_characters_of_a_draft_do_not_come_back(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.put("article-1", "a\x1b[2Jb")
    assert "\x1b" not in (drafts.read("article-1") or "")
    drafts.flush()
    assert "\x1b" not in (Drafts(tmp_path).read("article-1") or "")


def test_key_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a key"):
        Drafts(tmp_path).put("../outside", "x")
