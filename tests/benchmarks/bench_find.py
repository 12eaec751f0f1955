"""Find as one types, in an article of a megabyte: `python -m tests.benchmarks.bench_find [CHARACTERS]`.

Floor: counting the places with a compiled regular expression without regard to case, which knows nothing of
diacritics and draws nothing. Process time of the whole answer: finding, status line, marks, rows in sight.
"""

from __future__ import annotations

import asyncio
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library
from reader.tui.app import NightstandApp
from reader.tui.screens.article import ArticleScreen
from tests.benchmarks.make_library import Writer

_FRAME_MS = 1000 / 60
_WORDS = ("the", "The", "and of", "nothing-has-this", "tion", "e")
_ROUNDS = 5


def _timed(run: Callable[[str], object], query: str = "") -> float:
    begun = time.process_time()
    run(query)
    return 1000 * (time.process_time() - begun)


def _text(characters: int) -> str:
    writer = Writer(random.Random(7))
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = (" ".join(writer.word() for _ in range(10)).capitalize() for _ in range(8))
        paragraphs.append(". ".join(sentences) + ".")
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


async def _measure(library: Library, id: str) -> None:
    app = NightstandApp(library, None, id)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("slash")
        await app.workers.wait_for_complete()
        screen = app.screen
        assert isinstance(screen, ArticleScreen)
        line, view = screen.query_one("#find", Input), screen.view

        def answer(typed: str) -> None:
            screen.on_input_changed(Input.Changed(line, typed))
            for row in range(view.window_rows):
                view.render_line(row)

        def count(typed: str) -> int:
            found = re.compile(re.escape(typed), re.IGNORECASE).finditer(screen.session.document.text)
            return sum(1 for _ in found)

        queries = [word[: length + 1] for word in _WORDS for length in range(len(word))] * _ROUNDS
        floors = [_timed(count, query) for query in queries]
        times = [_timed(answer, query) for query in queries]
        steps = [_timed(lambda _: screen.action_find_next()) for _ in range(50)]
        _line("letter typed", times)
        _line("regular expression (floor)", floors)
        _line("next hit", steps)
        print(f"letter: {statistics.median(times) / statistics.median(floors):.2f} x the floor (medians)")


def _line(name: str, times: list[float]) -> None:
    middle, high = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    print(
        f"{name:<28} median {middle:7.2f} ms   p95 {high:7.2f} ms   worst {max(times):7.2f} ms"
        f"   {high / _FRAME_MS:5.2f} frames"
    )


def main() -> None:
    """Make the article, then measure."""
    characters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    text = _text(characters)
    with (
        tempfile.TemporaryDirectory(prefix="nightstand-find-") as folder,
        Library.open(Path(folder, "library"), Path(folder, "cache")) as library,
    ):
        id = library.entries.add(Draft("Long", text), parse_markdown(text)).id
        print(f"{len(text):,} characters")
        asyncio.run(_measure(library, id))


if __name__ == "__main__":
    main()
