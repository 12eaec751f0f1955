"""Notes beside the text."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.document.document import Range
from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.library.library import Library
from reader.reading.marks import MarginNote
from reader.settings.settings import Settings
from reader.settings.themes import DARK
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.widgets.margin_notes import MarginNotes
from reader.tui.widgets.strokes import Strokes
from tests.tui.screen_text import text_of

NOTE = "Who counted them?\nAsk Ines."
DOCUMENT = parse_markdown("\n\n".join(f"Paragraph {number} of the lantern. " * 6 for number in range(30)))


def _places(text: str, word: str) -> tuple[int, int]:
    rows = [(row.find(word), number) for number, row in enumerate(text.split("\n")) if word in row]
    return rows[0]


async def test_note_stands_beside_its_passage_in_a_wide_window(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(0, 9), note=NOTE)
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        text = text_of(app)
        column, row = _places(text, "Who counted them?")
        assert row == _places(text, "The tower was built")[1]
        assert column > _places(text, "Everyone knew it.")[0] + len("Everyone knew it.")
        assert "Ask Ines." in text.split("\n")[row + 1]
        await pilot.click("#text", offset=(column + 2, row - 1))
        await pilot.pause()
        assert isinstance(app.screen, NoteScreen)


async def test_narrow_window_and_the_setting_leave_the_text_alone(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(0, 9), note=NOTE)
    for settings, size in ((Settings(), (80, 24)), (Settings(margin_notes=False), (200, 50))):
        app = NightstandApp(library, settings, tower)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert "Who counted them?" not in text_of(app)


async def test_new_note_is_seen_at_once_and_goes_with_its_highlight(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("right_curly_bracket", "a", *"bricks", "escape")
        await pilot.pause()
        assert "│ bricks" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert "│ bricks" not in text_of(app)


@given(
    st.lists(
        st.tuples(st.integers(0, len(DOCUMENT.text) - 1), st.text("ab \n灯", min_size=1, max_size=600)),
        max_size=12,
    ),
    st.integers(0, 60),
)
def test_notes_never_overlap_nor_leave_their_room(notes: list[tuple[int, str]], room: int) -> None:
    beside = MarginNotes()
    beside.notes = tuple(
        MarginNote(str(number), offset, text, "yellow") for number, (offset, text) in enumerate(sorted(notes))
    )
    layout, strokes = Layout(DOCUMENT, 40), Strokes(DARK)
    beside.lay_out(layout, room)
    seen: list[str] = []
    for row in range(len(layout.rows) + 8 * len(notes)):
        note = beside.at(row)
        assert sum(cell_len(part.text) for part in beside.segments(row, strokes)) <= room
        if note is not None:
            assert row >= layout.row_of(note.offset)
            if note.highlight not in seen[-1:]:
                seen.append(note.highlight)
    assert seen == sorted({*seen}, key=int)
    if room >= 20:
        assert len(seen) == sum(bool(text.strip()) for _, text in notes)


async def test_window_that_is_too_narrow_is_told_by_how_much(library: Library, tower: str) -> None:
    app = NightstandApp(library, Settings(margin_notes=False), tower)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("z")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        short = screen.view.columns_short_of_notes
        assert short > 0
        await pilot.press("C")
        await pilot.pause()
        assert any(f"{short} columns wider" in one.message for one in app._notifications)
        await pilot.resize_terminal(100 + short, 24)
        await pilot.pause()
        assert screen.view.columns_short_of_notes == 0
