"""What a page, a name of a file or a note says reaches no screen as what could steer a terminal."""

from __future__ import annotations

import re
from contextlib import suppress

from textual.worker import WorkerCancelled

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.kept import Draft, RelatedStory
from reader.library.library import Library
from reader.tui.app import NightstandApp
from tests.tui.screen_text import strips_of, text_of

_HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\x7f\u2028\r\U000e0041[red]x[/]\tlast"
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")


def _hostile(library: Library) -> str:
    """An article of which every field is hostile, as another program may have kept it."""
    text = (
        f"The keeper stayed {_HOSTILE} on the island.\n\n> He kept {_HOSTILE} a goat.\n\n## Light {_HOSTILE}"
    )
    story = RelatedStory(
        f"Story {_HOSTILE}",
        f"https://a.example/{_HOSTILE}",
        source=f"Tide {_HOSTILE}",
        age=f"2 hours {_HOSTILE}",
        module=f"Read {_HOSTILE}",
        text=f"It fell {_HOSTILE}.",
    )
    draft = Draft(
        f"Keeper {_HOSTILE}",
        text,
        byline=f"Ann {_HOSTILE}",
        site=f"Post {_HOSTILE}",
        published=f"2024-03-03{_HOSTILE}",
        age=f"1 day {_HOSTILE}",
        language=f"en{_HOSTILE}",
        description=f"About {_HOSTILE}",
        topics=(f"topic {_HOSTILE}",),
        url="https://a.example/keeper",
        stories=(story,),
        tags=(f"sea {_HOSTILE}",),
        warnings=(f"cut {_HOSTILE}",),
        note=f"note {_HOSTILE}",
        source_path=f"/pages/{_HOSTILE}.html",
    )
    entry = library.entries.add(draft, parse_markdown(text))
    library.highlights.add(entry.id, Range(4, 17), note=f"why {_HOSTILE}", tags=(f"t {_HOSTILE}",))
    library.highlights.add_lost(entry.id, f"gone {_HOSTILE}", note=f"lost {_HOSTILE}")
    library.shelves.save(f"mine {_HOSTILE}", "keeper")
    return entry.id


_WALKS = (
    *("", "t", "v", "V", "w", "#", "Z", "E", "M", "H", "H a", "?", "ctrl+p", ": k", "/ k e e p e r", "m"),
    *(
        "enter",
        "enter R",
        "enter o",
        "enter U",
        "enter W",
        "enter O",
        "enter a",
        "enter w",
        "enter .",
        "enter C",
    ),
    *("enter R tab", "enter M", "enter H", "enter / e v i l enter", "D", "e u", "H R", "enter |"),
)


def _unsafe_signs(app: NightstandApp) -> list[str]:
    """Row by row: a line end within one moves the cursor as any other control does."""
    return [sign for strip in strips_of(app) for sign in _UNSAFE.findall(strip.text)]


async def test_no_screen_shows_what_steers_a_terminal(library: Library) -> None:
    _hostile(library)
    for walk in _WALKS:
        app = NightstandApp(library)
        async with app.run_test(size=(150, 40), notifications=True) as pilot:
            await pilot.press(*walk.split())
            with suppress(WorkerCancelled):  # a preview that another took the place of
                await app.workers.wait_for_complete()
            await pilot.pause()
            assert not _unsafe_signs(app), walk


async def test_no_notice_shows_what_steers_a_terminal(library: Library) -> None:
    app = NightstandApp(library)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.notify(f"no page: {_HOSTILE}")
        await pilot.pause()
        assert "no page:" in text_of(app)
        assert not _unsafe_signs(app)
