"""The line of shelves, and what an empty shelf says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.kept import Shelf
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.widgets.entry_list import EntryList
from reader.tui.widgets.shelf_line import SHELVES, shelf_at, shelf_line


def counts(most: int) -> dict[Shelf, int]:
    return dict.fromkeys(SHELVES, most)


def test_counts_are_written_out_where_there_is_room() -> None:
    line = shelf_line(counts(16_675), "unread", "title", 120).plain
    assert line.startswith("1 Unread 16675   2 Reading 16675   ")
    assert line.endswith("by title")


def test_line_that_just_fits_keeps_its_gaps() -> None:
    line = shelf_line(counts(1), "unread", "", 200)
    assert shelf_line(counts(1), "unread", "", line.cell_len).plain == line.plain
    assert shelf_line(counts(1), "unread", "", line.cell_len - 1).cell_len < line.cell_len


def test_counts_of_a_large_library_fit_into_eighty_columns() -> None:
    line = shelf_line(counts(99_400) | {"trash": 12}, "unread", "", 78)
    assert line.cell_len <= 78
    assert "99k" in line.plain
    assert "Trash 12" in line.plain


def test_order_is_left_out_rather_than_cut() -> None:
    many = counts(1) | {"unread": 1001, "reading": 334, "archive": 666, "starred": 200, "all": 2001}
    whole = shelf_line(many, "unread", "published", 200)
    assert whole.plain.endswith("by published")
    line = shelf_line(many, "unread", "published", 78)
    assert line.cell_len <= 78
    assert line.plain.endswith("All 2001")


@given(st.integers(0, 10**6), st.integers(10, 200))
def test_every_shelf_is_named_with_its_key(most: int, room: int) -> None:
    line = shelf_line(counts(most), "all", "", room).plain
    names = [word for word in line.split() if word.istitle()]
    assert all(shelf.capitalize().startswith(name) for shelf, name in zip(SHELVES, names, strict=True))
    assert [line.index(f"{key} {name}") for key, name in zip("123450", names, strict=True)]


@pytest.mark.parametrize("room", [38, 58])
def test_narrow_windows_show_every_shelf(room: int) -> None:
    line = shelf_line(counts(22), "reading", "", room)
    assert line.cell_len <= room
    assert "0 All" in line.plain
    assert "22 3" not in line.plain  # a count beside a key


def test_the_shelf_under_the_mouse_is_told() -> None:
    line = shelf_line(counts(7), "reading", "title", 120)
    assert shelf_at(line, line.plain.index("Starred") + 6) == "starred"
    assert shelf_at(line, line.plain.index("0 All")) == "all"
    assert shelf_at(line, line.plain.index("by title")) is None
    assert shelf_at(line, line.plain.index("Reading 7") + 9) is None


def rows(app: NightstandApp) -> str:
    found = app.screen.query_one(EntryList)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("2",), "Nothing is begun"),
        (("3",), "e puts an article away"),
        (("4",), "s gives an article a star"),
        (("5",), "what D puts here can be taken out again"),
        (("slash", *"xylophone", "enter"), "Nothing on this shelf fits. Esc clears the filter."),
        (("0", "slash", *"xylophone", "enter"), "Nothing fits. Esc clears the filter."),
    ],
)
async def test_empty_list_says_what_belongs_there(library: Library, keys: tuple[str, ...], said: str) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert said in rows(app)
