"""Near-equal articles: told, and made one only when the user says so."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.document.sketch import Sketch, likeness_of
from reader.library.kept import Draft, Entry
from reader.library.library import Library
from reader.library.lines import Row
from reader.library.reanchoring import Carrier
from tests.benchmarks.make_library import Writer

WRITER = Writer(random.Random(4))
TEXT = "\n\n".join(WRITER.paragraphs(300))
NEARLY = TEXT.replace(TEXT.split()[20], "otherwise", 1) + "\n\nA line more."


def add(library: Library, text: str, **fields: object) -> Entry:
    draft = Draft(title=str(fields.pop("title", "T")), markdown=text, **fields)  # type: ignore[arg-type]
    return library.entries.add(draft, parse_markdown(text))


def mark(library: Library, entry: Entry, quote: str, note: str = "") -> str:
    start = library.entries.document(entry.id).text.index(quote)
    return library.highlights.add(entry.id, Range(start, start + len(quote)), note=note).id


def pairs(library: Library) -> list[set[str]]:
    library.doubles.refresh()
    return [{pair.first.id, pair.second.id} for pair in library.doubles.pairs()]


def test_near_equal_articles_are_pairs_and_others_are_not(library: Library) -> None:
    first, second = add(library, TEXT), add(library, NEARLY)
    add(library, "\n\n".join(WRITER.paragraphs(300)))
    add(library, "Too short to be compared.")
    assert pairs(library) == [{first.id, second.id}]
    library.entries.trash([second.id])
    assert pairs(library) == []


def test_a_text_that_repeats_itself_is_no_pair_with_what_says_it_once(library: Library) -> None:
    once = "\n\n".join(WRITER.paragraphs(140))
    add(library, once)
    add(library, "\n\n".join([once, once, once[::-1][:20], once]))
    twice = [add(library, f"{TEXT} {word}", title="T") for word in ("harbour", "lighthouse")]
    assert pairs(library) == [{entry.id for entry in twice}]


def test_equal_texts_of_two_addresses_are_a_pair(library: Library) -> None:
    first = add(library, TEXT, url="https://a.example/1")
    second = add(library, TEXT, url="https://b.example/1")
    assert pairs(library) == [{first.id, second.id}]


def test_articles_told_apart_are_no_pair_until_that_is_undone(library: Library) -> None:
    first, second, third = add(library, TEXT), add(library, NEARLY), add(library, f"{NEARLY}\n\nOne more.")
    assert len(pairs(library)) == 3
    library.doubles.tell_apart(second.id, first.id)
    assert pairs(library) == [{second.id, third.id}, {first.id, third.id}]
    library.undo()
    assert len(pairs(library)) == 3
    with pytest.raises(ValueError, match="itself"):
        library.doubles.tell_apart(first.id, first.id)


def test_articles_told_apart_stay_so_when_the_library_is_opened_again(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        first, second = add(opened, TEXT), add(opened, NEARLY)
        opened.doubles.tell_apart(first.id, second.id)
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        assert pairs(opened) == []


def test_the_one_to_keep_has_more_highlights_then_the_longer_text(library: Library) -> None:
    short, long = add(library, TEXT), add(library, NEARLY)
    library.doubles.refresh()
    assert library.doubles.pairs()[0].first.id == long.id
    mark(library, short, TEXT[:40])
    assert library.doubles.pairs()[0].first.id == short.id


def test_merging_brings_everything_along_and_undo_takes_it_back(library: Library) -> None:
    keep = add(library, NEARLY, tags=("sea",), note="mine", saved=datetime(2024, 3, 3, tzinfo=UTC))
    other = add(
        library,
        TEXT,
        tags=("isle", "sea"),
        note="theirs",
        saved=datetime(2023, 1, 1, tzinfo=UTC),
        starred=True,
        url="https://a.example/1",
        state="archive",
    )
    same, own = TEXT.split("\n\n")[1][:50], TEXT.split("\n\n")[2][10:60]
    mark(library, keep, same)
    mark(library, other, same)
    mark(library, other, own, note="ask")
    before = (library.entries.get(keep.id), library.entries.get(other.id), library.highlights.all())
    library.doubles.merge(keep.id, other.id)
    merged = library.entries.get(keep.id)
    assert (merged.tags, merged.note, merged.starred) == (("sea", "isle"), "mine\n\ntheirs", True)
    assert (merged.url, merged.state, merged.saved) == ("https://a.example/1", "archive", other.saved)
    text = library.entries.document(keep.id).text
    marks = library.highlights.of(keep.id)
    assert sorted(one.anchor.exact for one in marks) == sorted([same, own])
    assert all(text[one.range.start : one.range.end] == one.anchor.exact for one in marks)
    assert library.entries.get(other.id).trashed
    assert library.check().problems == ()
    library.undo()
    assert (library.entries.get(keep.id), library.entries.get(other.id), library.highlights.all()) == before


def test_parting_goes_back_after_a_restart_and_keeps_what_was_done_since(
    library: Library, folder: Path
) -> None:
    keep, other = add(library, NEARLY, tags=("sea",)), add(library, TEXT, tags=("isle",))
    mark(library, other, TEXT[:40])
    marks = library.highlights.all()
    library.doubles.merge(keep.id, other.id)
    library.close()
    with Library.open(folder) as again:
        again.entries.set_state([keep.id], "archive")
        again.doubles.part(other.id)
        assert (again.entries.get(keep.id).tags, again.entries.get(other.id).tags) == (("sea",), ("isle",))
        assert again.entries.get(keep.id).state == "archive"
        assert not again.entries.get(other.id).trashed
        assert again.highlights.all() == marks
        with pytest.raises(ValueError, match="not made one"):
            again.doubles.part(other.id)


def test_an_article_is_not_merged_with_itself(library: Library) -> None:
    entry = add(library, TEXT)
    with pytest.raises(ValueError, match="itself"):
        library.doubles.merge(entry.id, entry.id)


def test_a_damaged_cache_is_made_anew(library: Library, folder: Path) -> None:
    first, second = add(library, TEXT), add(library, NEARLY)
    assert pairs(library) == [{first.id, second.id}]
    library.close()
    (cache,) = (folder / "cache" / "sketches").glob("*.sqlite")
    cache.write_bytes(b"no database" * 900)
    with Library.open(folder) as again:
        assert pairs(again) == [{first.id, second.id}]


def test_a_taken_in_article_tells_what_it_may_be(library: Library) -> None:
    from reader.document.sketch import sketch_of

    first = add(library, TEXT)
    library.doubles.make_ready()
    second = add(library, NEARLY)
    assert library.doubles.take_in(second.id, sketch_of(NEARLY)) == library.entries.get(first.id)
    third = add(library, "\n\n".join(WRITER.paragraphs(300)))
    assert library.doubles.take_in(third.id, sketch_of("other words " * 99)) is None


def test_the_screen_may_ask_the_library_while_texts_are_compared(library: Library) -> None:
    add(library, TEXT)
    answered: list[bool] = []

    def ask(_: int, __: int) -> bool:
        other = Thread(target=library.refresh, daemon=True)
        other.start()
        other.join(5)
        answered.append(not other.is_alive())
        return True

    library.doubles.refresh(ask)
    assert answered == [True]


def is_free(library: Library) -> bool:
    """Whether another thread may use the state now."""
    answered = []
    other = Thread(target=lambda: answered.append(library.refresh()), daemon=True)
    other.start()
    other.join(5)
    return bool(answered) or not other.is_alive()


def test_the_library_is_free_while_pairs_are_compared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(library, TEXT)
    add(library, NEARLY)
    library.doubles.refresh()
    free: list[bool] = []

    def compared(one: Sketch, other: Sketch) -> float:
        free.append(is_free(library))
        return likeness_of(one, other)

    monkeypatch.setattr("reader.library.sketches.likeness_of", compared)
    assert len(library.doubles.pairs()) == 1
    assert free == [True]


def test_the_library_is_free_while_texts_are_made_one_and_a_quicker_window_is_heeded(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, other = add(library, TEXT), add(library, NEARLY)
    first = mark(library, other, " ".join(TEXT.split()[40:44]))
    free: list[bool] = []
    later: list[str] = []
    carry = Carrier.rows

    def carried(self: Carrier, found: Iterable[tuple[str, Row]]) -> dict[str, Row]:
        if not later:
            free.append(is_free(library))
            with Library.open(folder) as window:
                later.append(mark(window, other, " ".join(TEXT.split()[60:64])))
        return carry(self, found)

    monkeypatch.setattr(Carrier, "rows", carried)
    library.doubles.merge(keep.id, other.id)
    assert free == [True]
    assert {highlight.id for highlight in library.highlights.of(keep.id)} == {first, *later}


def test_comparing_stops_when_nobody_waits_and_goes_on_from_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.doubles._BATCH", 2)
    for number in range(5):
        add(library, f"{TEXT}\n\n{number}")
    assert not library.doubles.refresh(lambda done, _: done < 4)
    left: list[int] = []

    def tell(_: int, of: int) -> bool:
        left.append(of)
        return True

    assert library.doubles.refresh(tell)
    assert left == [1]
