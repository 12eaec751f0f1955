"""Notes, tags, lost marks and reviews by key."""

from datetime import UTC, date, datetime

import pytest
from textual.widgets import TextArea

from reader.document.document import Range
from reader.errors import EditorFailed
from reader.library.drafts import Drafts
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from reader.tui.screens.highlights import HighlightsScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.review import ReviewScreen
from tests.tui.screen_text import text_of


async def test_note_that_was_not_closed_waits_and_escape_keeps_it(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9), note="first")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "a", *" more")
        screen = app.screen
        assert isinstance(screen, NoteScreen)
        screen._give_draft()  # what the timer does a moment after a key
        await app.workers.wait_for_complete([one for one in app.workers if one.group == "drafts"])
        assert Drafts(library.folder).read(f"mark-{mark.id}") == "first more"
    # The program ended without Esc: a crash does the same.
    assert library.highlights.get(mark.id).note == "first"
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "a")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "first more"
        assert "was not kept" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
    assert library.highlights.get(mark.id).note == "first more"
    assert library.drafts.read(f"mark-{mark.id}") is None


async def test_note_is_one_step_of_undo_however_long_it_was_typed(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9), note="first")
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "a", *" and more", "escape", "u")
        await pilot.pause()
    assert library.highlights.get(mark.id).note == "first"


async def test_ctrl_s_keeps_the_note_as_in_other_editors(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9), note="first")
    async with NightstandApp(library, None, tower).run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "a", *" more", "ctrl+s")
        await pilot.pause()
        assert not pilot.app.screen.query(TextArea)
    assert library.highlights.get(mark.id).note == "first more"


async def test_a_note_that_a_crash_left_behind_is_told_at_the_start(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9))
    for key in (f"mark-{mark.id}", "mark-0000"):  # the second is of a highlight that is gone
        library.drafts.put(key, "typed before the end")
    library.drafts.flush()
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (said,) = [one.message for one in app._notifications]
        assert "The tower" in said
        assert "The Lighthouse" in said
        assert "waits to be kept" in said
        assert len(said) < 74  # one row


async def test_own_editor_goes_on_with_the_note_and_says_when_it_cannot(
    library: Library, tower: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(text: str, _: list[str]) -> str:
        if text == "fail":
            raise EditorFailed("vi: no such thing")
        return text + " by vi"

    class Lent:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("reader.tui.screens.note.edit_text", written)
    monkeypatch.setattr(NightstandApp, "suspend", lambda _: Lent())
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("A", *"written", "ctrl+e")
        await pilot.pause()
        assert app.screen.query_one(TextArea).text == "written by vi"
        app.screen.query_one(TextArea).text = "fail"
        await pilot.press("ctrl+e", "escape")
        await pilot.pause()
        assert [notice.severity for notice in app._notifications] == ["error"]
    assert library.entries.get(tower).note == "fail"


async def test_tags_of_a_mark_are_typed_in_the_text_and_in_the_list(library: Library, tower: str) -> None:
    mark = library.highlights.add(tower, Range(0, 9))
    app = NightstandApp(library, None, tower)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right_curly_bracket", "t", *"sea, sand", "enter", "H")
        await pilot.pause()
        assert library.highlights.get(mark.id).tags == ("sea", "sand")
        assert "yellow #sea #sand" in text_of(app)
        await pilot.press("t", *"wall", "enter", "M")
        await pilot.pause()
    assert library.highlights.get(mark.id).tags == ("sea", "sand", "wall")
    assert library.highlights.get(mark.id).colour != "yellow"


async def test_lost_mark_is_put_back_by_hand_with_all_it_had(library: Library, tower: str) -> None:
    lost = library.highlights.add_lost(
        tower, "The tower stood on sand", colour="pink", note="why?", tags=["sea"]
    )
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("H")
        await pilot.pause()
        assert "lost · pink #sea" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "where the lost highlight belongs" in text_of(app)
        await pilot.press("right_curly_bracket", "m")
        await pilot.pause()
    (mark,) = library.highlights.of(tower)
    assert (mark.id, mark.state, mark.colour, mark.note, mark.tags) == (
        lost.id,
        "exact",
        "pink",
        "why?",
        ("sea",),
    )
    assert mark.anchor.exact == "The tower was built on sand. Everyone knew it."


async def test_filter_of_the_highlights_knows_fields(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(0, 9), colour="blue")
    library.highlights.add(tower, Range(10, 15), colour="pink", note="noted")
    app = NightstandApp(library)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("H", "slash", *"colour:blue", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HighlightsScreen)
        assert "1 highlight" in text_of(app)
        assert "The tower" in text_of(app)
        assert "noted" not in text_of(app)


async def test_jump_list_leads_back_to_the_article_before(library: Library, tower: str) -> None:
    ids = tuple(entry.id for entry in library.entries.all())
    following = ids[(ids.index(tower) + 1) % len(ids)]
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ArticleScreen(library, app.settings, tower, (tower, following)))
        await pilot.pause()
        await pilot.press("2", "0", "j", "J")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        assert screen.session.entry.id == following
        await pilot.press("ctrl+o")
        await pilot.pause()
        assert screen.session.entry.id == tower
        assert screen.view.top_offset > 0
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert screen.session.entry.id == following


async def test_list_of_marks_names_their_tags(library: Library, tower: str) -> None:
    library.highlights.add(tower, Range(0, 9), tags=["sea"])
    app = NightstandApp(library, opened=tower)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("R", "tab", "tab")
        await pilot.pause()
        assert "yellow #sea" in text_of(app)


async def test_review_shows_what_is_due_and_lets_it_go(
    library: Library, tower: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.review.today", lambda: date(2024, 3, 10))
    made = datetime(2024, 3, 1, 12, tzinfo=UTC)
    for number in range(2):
        library.highlights.add(
            tower, Range(10 * number, 10 * number + 9), created=made, note=f"note {number}"
        )
    app = NightstandApp(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("H", "R")
        await pilot.pause()
        assert "Review 1 of 2" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Review 2 of 2" in text_of(app)
        await pilot.press("s")
        await pilot.pause()
        assert "That was all for today." in text_of(app)
        assert "The next comes on 2024-03-12." in text_of(app)
        assert "Enter seen" not in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, ReviewScreen)
    assert library.review.due(date(2024, 3, 10)) == ()
    assert len(library.review.due(date(2024, 3, 12))) == 2
