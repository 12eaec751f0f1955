"""A screen as text that a person reads in a diff: what stands in the cells, and below it their styles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from string import ascii_letters

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.screen import ModalScreen
from textual.strip import Strip


def text_of(app: App[None]) -> str:
    """What stands on the screen, row by row, without trailing blanks."""
    return "\n".join(strip.text.rstrip() for strip in strips_of(app))


def styles_of(app: App[None]) -> str:
    """A legend of the styles, and for each row the runs of cells that have them: `a4 b12` and so on."""
    names: dict[str, str] = {}
    rows = []
    for strip in strips_of(app):
        runs = []
        for look, segments in groupby(strip, key=_look):
            name = names.setdefault(look, _name(len(names)))
            runs.append(f"{name}{sum(segment.cell_length for segment in segments)}")
        rows.append(" ".join(runs))
    legend = [f"{name}: {look}" for look, name in names.items()]
    return "\n".join([*legend, *(f"{number:>2} {row}" for number, row in enumerate(rows, 1))])


def letters_of(app: App[None]) -> Iterator[tuple[str, str, str]]:
    """What stands on the screen and has letters, with its colour and its ground as `#rrggbb`.

    Of a dialog, without what lies dimmed below it.
    """
    strips = strips_of(app)
    if isinstance(app.screen, ModalScreen):
        place = app.screen.query(".dialog, .prompt").first().region
        strips = [strip.crop(place.x, place.right) for strip in strips[place.y : place.bottom]]
    for strip in strips:
        for text, style, _ in strip:
            if style and style.color and style.bgcolor and any(sign.isalnum() for sign in text):
                colours = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                yield text, *(reversed(colours) if style.reverse else colours)


def strips_of(app: App[None]) -> list[Strip]:
    """What stands on the screen, row by row."""
    return app.screen._compositor.render_strips()


def _look(segment: Segment) -> str:
    style = segment.style or Style()
    parts = [
        style.color.name if style.color else "-",
        "on",
        style.bgcolor.name if style.bgcolor else "-",
        *(
            name
            for name in ("bold", "dim", "italic", "underline", "reverse", "strike")
            if getattr(style, name)
        ),
    ]
    return " ".join(parts)


def _name(number: int) -> str:
    first, second = divmod(number, len(ascii_letters))
    return (ascii_letters[first - 1] if first else "") + ascii_letters[second]
