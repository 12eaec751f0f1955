"""Make the screenshots of the README: `python screenshots/make.py`; needs Chromium and a terminal's fonts.

Each picture is the program itself, driven by keys over the sample pages, exported as SVG and drawn by
a headless Chromium: other SVG programs draw terminal cells wrongly.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # the tree that it stands in, not one that is installed

from reader.importing.bringing import import_paths
from reader.library.library import Library
from reader.samples import sample_paths
from reader.settings.settings import Settings
from reader.tui.app import NightstandApp

SIZES = {80: (80, 24), 120: (120, 40), 200: (200, 50)}
USUAL = (80, 120)


@dataclass(frozen=True)
class Shot:
    """One picture: its name, the keys that lead to it, whether it begins in the article."""

    name: str
    keys: tuple[str, ...]
    in_article: bool = True
    columns: tuple[int, ...] = USUAL


SHOTS = (
    Shot("library", (), in_article=False),
    Shot("article", ()),
    Shot("highlight", (*["right_curly_bracket"] * 2, "m", "M", "M", "R", "tab", "tab")),
    Shot("notes", (), columns=(200,)),
    Shot("visual", (*["right_curly_bracket"] * 2, "V", "right_parenthesis")),
    Shot("labels", ("comma",)),
    Shot("find", ("slash", *"brick", "enter", "n")),
    Shot("commands", ("colon", *"mark")),
    Shot("outline", ("o",)),
    Shot("links", ("U",)),
    Shot("note", ("right_square_bracket", "a")),
    Shot("settings", ("O",)),
    Shot("terms", ("w",)),
    Shot("summary", ("full_stop",)),
    Shot("large-picture", ("i",)),
    Shot("zen", ("z", *["right_curly_bracket"] * 2, "F")),
    Shot("highlights", ("H",), in_article=False),
    Shot("picture", ("j",) * 12),
    Shot("help", ("question_mark",)),
    Shot("search", ("0", "slash", *"goat"), in_article=False),
    Shot("statistics", ("Z",), in_article=False),
)


async def picture(library: Library, shot: Shot, theme: str, columns: int, entry: str) -> str:
    """Drive the program to a state and return it as SVG."""
    app = NightstandApp(library, Settings(theme=theme), entry if shot.in_article else None)
    async with app.run_test(size=SIZES[columns]) as pilot:
        await pilot.pause(0.5)  # what is like the article is looked for a moment after it
        for key in shot.keys:
            await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.clear_notifications()
        await pilot.pause()
        return app.export_screenshot()


def draw(svg: str, target: Path) -> None:
    """Draw an SVG as PNG with a headless Chromium."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("screenshots need Chromium")
    width, height = (int(float(part)) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "screen.svg")
        source.write_text(svg, "utf-8")
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/p",
        ]
        size = f"--window-size={width},{height}"
        command = [browser, *options, size, f"--screenshot={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Make every picture."""
    os.environ["COLORTERM"] = "truecolor"  # whatever terminal this runs in
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        results = list(import_paths(library, sample_paths()))
        first = results[0].entry
        assert first is not None
        text = library.entries.document(first.id).text
        from reader.document.document import Range

        start = text.index("Nobody asked the keeper")
        end = text.index(", who had lived there")
        library.highlights.add(first.id, Range(start, end), note="Did anyone, later?")
        for shot in SHOTS:
            for columns in shot.columns:
                for shade in ("dark", "light"):
                    before = len(library.log())
                    svg = asyncio.run(picture(library, shot, f"nightstand-{shade}", columns, first.id))
                    draw(svg, HERE / f"{shot.name}-{columns}-{shade}.png")
                    while len(library.log()) > before:  # the next picture begins as this one did
                        library.undo()
            library.entries.set_state([first.id], "reading")


if __name__ == "__main__":
    main()
