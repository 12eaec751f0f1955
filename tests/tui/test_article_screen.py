import pytest
from textual.pilot import Pilot

from reader.document.layout import Layout
from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.dialogs import ListScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.note import NoteScreen
from tests.tui.screen_text import text_of


def screen(pilot: Pilot[None]) -> ArticleScreen:
    assert isinstance(pilot.app.screen, ArticleScreen)
    return pilot.app.screen


async def test_scroll_keys_move_by_rows_and_windows(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("j", "3", "j")
        assert screen(pilot).view.scroll_offset.y == 4
        await pilot.press("k")
        assert screen(pilot).view.scroll_offset.y == 3
        await pilot.press("space")
        assert screen(pilot).view.scroll_offset.y > 15
        await pilot.press("b")
        assert screen(pilot).view.scroll_offset.y == 3
        await pilot.press("G")
        assert screen(pilot).view.bottom_offset == len(screen(pilot).session.document.text)
        await pilot.press("g")
        assert screen(pilot).view.scroll_offset.y == 0


async def test_paragraph_is_marked_with_two_keys(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "m")
        await pilot.pause()
    (made,) = library.highlights.of(tower)
    assert made.anchor.exact == "The tower was built on sand. Everyone knew it."


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        (["v", "w", "e", "m"], "The tower"),
        (["V", "m"], "The tower was built on sand."),
        (["V", "right_parenthesis", "m"], "The tower was built on sand. Everyone knew it."),
        (["ctrl+v", "m"], "The tower was built on sand. Everyone knew it."),
        (["v", "l", "l", "o", "m"], "The"),
        (["v", "dollar_sign", "m"], "The tower was built on sand. Everyone knew it."),
    ],
)
async def test_visual_mode_marks_what_it_selects(
    library: Library, tower: str, keys: list[str], quote: str
) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", *keys)
        await pilot.pause()
    assert [made.anchor.exact for made in library.highlights.of(tower)] == [quote]


async def test_number_chooses_the_colour_and_undo_takes_the_mark_back(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("v", "e", "3")
        await pilot.pause()
        assert [made.colour for made in library.highlights.of(tower)] == ["blue"]
        await pilot.press("u")
        await pilot.pause()
        assert library.highlights.of(tower) == ()
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert len(library.highlights.of(tower)) == 1


async def test_article_whose_import_is_taken_back_is_left_for_the_library(library: Library) -> None:
    entry = library.entries.add(Draft("Eels", "Eels swim."), parse_markdown("Eels swim."))
    async with NightstandApp(library, None, entry.id).run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert [note.severity for note in pilot.app._notifications] == ["information"] * 2
        assert "Eels" not in [one.title for one in library.entries.all()]
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert "Eels" in [one.title for one in library.entries.all()]
        await pilot.press("slash", *"Eels", "enter", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ArticleScreen)


async def test_note_is_kept_with_escape(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, NoteScreen)
        await pilot.press(*"why", "escape")
        await pilot.pause()
        assert [made.note for made in library.highlights.of(tower)] == ["why"]


async def test_mark_is_recoloured_and_removed(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "m", "M")
        await pilot.pause()
        assert [made.colour for made in library.highlights.of(tower)] == ["green"]
        await pilot.press("x")
        await pilot.pause()
        assert library.highlights.of(tower) == ()


async def test_find_shows_hits_and_n_goes_on(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"lantern", "enter")
        await pilot.pause()
        session = screen(pilot).session
        assert len(session.hits.places) == 59
        first = session.hits.number
        await pilot.press("n")
        assert screen(pilot).session.hits.number == first + 1
        await pilot.press("N")
        assert screen(pilot).session.hits.number == first


async def test_place_is_kept_at_another_size_and_after_closing(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "1", "j")
        await pilot.pause()
        top = screen(pilot).view.top_offset
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        row = screen(pilot).view.layout_now.row_of(top)
        assert screen(pilot).view.layout_now.rows[row].offset <= top
        assert screen(pilot).view.top_offset == screen(pilot).view.layout_now.rows[row].offset
        await pilot.press("q")
        await pilot.pause()
    kept = library.entries.get(tower).offset
    assert kept
    async with NightstandApp(library, None, tower).run_test(size=(140, 24)) as pilot:
        await pilot.pause()
        view = screen(pilot).view
        assert view.layout_now.row_of(view.top_offset) == view.layout_now.row_of(kept)


async def test_sidebar_opens_whole_story_as_an_article(library: Library, tower: str) -> None:
    before = len(library.entries.all())
    async with NightstandApp(library, None, tower).run_test(size=(120, 30)) as pilot:
        await pilot.press("R", "enter")
        await pilot.pause()
        assert screen(pilot).session.entry.title == "Storm takes the pier"
    assert len(library.entries.all()) == before + 1


async def test_link_only_story_is_put_on_the_list_to_save(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(120, 30)) as pilot:
        await pilot.press("R", "j", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ListScreen)
        await pilot.press("enter")
        await pilot.pause()
    assert [link.url for link in library.links.all()] == ["https://harbourpost.example/coast"]


async def test_outline_jumps_and_jump_list_comes_back(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 16)) as pilot:
        await pilot.press("o", "j", "enter")
        await pilot.pause()
        section = screen(pilot).session.section_at(screen(pilot).view.bottom_offset)
        assert section is not None
        assert screen(pilot).view.scroll_offset.y > 0
        await pilot.press("ctrl+o")
        assert screen(pilot).view.scroll_offset.y == 0


async def test_end_of_the_article_archives_it(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert library.entries.get(tower).state == "reading"
        await pilot.press("G")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
    assert library.entries.get(tower).state == "archive"


async def test_mouse_drag_selects_characters(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        left = next(x for x in range(20) if screen(pilot).view.offset_under(x + 1, 4) == 1)
        await pilot.mouse_down("#text", offset=(left, 4))
        await pilot.hover("#text", offset=(left + 8, 4))
        await pilot.mouse_up("#text", offset=(left + 8, 4))
        await pilot.pause()
        selected = screen(pilot).session.selected
        assert selected is not None
        assert screen(pilot).session.document.text[selected.start : selected.end] == "The tower"


async def test_three_clicks_anywhere_beside_the_text_do_no_harm(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        for widget in [
            one for one in app.screen.query("*") if one.region.area and one is not screen(pilot).view
        ]:
            await pilot.click(widget, times=3)
            await pilot.pause()
            assert app.screen.get_selected_text() is None
            await pilot.press("escape")
        assert app.is_running


async def test_escape_leaves_the_find_line_and_not_the_article(library: Library, tower: str) -> None:
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"tower", "escape")
        assert isinstance(app.screen, ArticleScreen)
        assert app.screen.session.hits.places == ()
        assert app.screen.focused is app.screen.view


async def test_title_is_shown_as_it_is_and_never_taken_as_markup(library: Library, tower: str) -> None:
    library.entries.edit(tower, title="The [b]bold[/b] [link=x]tower")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert text_of(app).startswith(" The [b]bold[/b] [link=x]tower")


async def test_article_that_is_not_there_is_said_and_leaves_the_library(library: Library) -> None:
    app = NightstandApp(library, None, "nowhere")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert any("nowhere" in notice.message for notice in app._notifications)


async def test_title_in_a_notice_is_no_markup(library: Library, tower: str) -> None:
    library.entries.edit(tower, title="The [red]tower[/]")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("S", "u")
        await pilot.pause()
        assert app._notifications
        assert not any(notice.markup for notice in app._notifications)


async def test_q_leaves_the_article_whatever_is_marked_and_escape_lets_go_first(
    library: Library, tower: str
) -> None:
    keys = ("slash", *"tide", "enter", "tab", ")")
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        session = screen(pilot).session
        for _ in range(4):  # hits, link, sentence, paragraph
            assert session.hits.places or session.link or session.sentence or session.focus is not None
            await pilot.press("escape")
        assert (session.hits.places, session.link, session.sentence, session.focus) == ((), None, None, None)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys, "q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_q_closes_what_has_the_keys_first(library: Library, tower: str) -> None:
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "q")
        assert screen(pilot).focused is screen(pilot).view
        await pilot.press("q")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_thousands_of_hits_are_looked_up_for_the_rows_in_sight_alone(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join("the tide and the sand and the sea " * 20 for _ in range(80))
    id = library.entries.add(Draft("Many", text), parse_markdown(text)).id
    asked: list[int] = []
    row_of = Layout.row_of

    def count(layout: Layout, offset: int) -> int:
        asked.append(offset)
        return row_of(layout, offset)

    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash")
        monkeypatch.setattr(Layout, "row_of", count)
        await pilot.press(*"the", "enter", "n")
        assert len(screen(pilot).session.hits.places) == 4800
        assert len(asked) < 200
        lit = [screen(pilot).view.render_line(y) for y in range(20)]
        grounds = {segment.style.bgcolor for strip in lit for segment in strip if segment.style}
        assert len(grounds) >= 3  # plain, hit, current hit


@pytest.fixture
def ledger(library: Library) -> tuple[str, int]:
    """An article so long that its first paint lays out a part alone, left in the middle; and where."""
    text = "\n\n".join(
        f"Page {number} " + "counts the bricks that the tide took. " * (1 + number % 7)
        for number in range(1500)
    )
    document = parse_markdown(text)
    entry = library.entries.add(Draft("The ledger", text), document)
    offset = document.blocks[700].range.start
    library.entries.set_position(entry.id, offset, offset)
    return entry.id, offset


async def test_long_article_stands_where_it_was_left_before_and_after_all_of_it_is_laid_out(
    library: Library, ledger: tuple[str, int]
) -> None:
    id, offset = ledger
    async with NightstandApp(library, None, id).run_test(size=(80, 24)) as pilot:
        view = screen(pilot).view
        assert view.top_offset == offset
        shown = text_of(pilot.app)
        assert "Page 700 counts" in shown
        assert not view.layout_now.is_rough
        await pilot.pause()
        assert view.top_offset == offset
        assert text_of(pilot.app).splitlines()[1:16] == shown.splitlines()[1:16]


async def test_first_key_in_a_long_article_goes_where_it_says(
    library: Library, ledger: tuple[str, int]
) -> None:
    async with NightstandApp(library, None, ledger[0]).run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        text = screen(pilot).session.document.text
        assert screen(pilot).view.bottom_offset == len(text)
        assert text.rstrip()[-30:].split()[-1] in text_of(pilot.app)
        assert "Page 1499" in text_of(pilot.app)
