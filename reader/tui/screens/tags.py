"""The tags of one article or of many: a line to type them in, and the tags in use that fit what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.fuzzy import FuzzySearch
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.terminal import fold, safe_line
from reader.tui.guarding import Guarded
from reader.tui.widgets.row_list import Item, RowList

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class TagEdit:
    """What is to become of the tags of some articles."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class TagScreen(Guarded, ModalScreen[TagEdit | None]):
    """Tags parted by commas. Tab takes the tag in use that fits best, Enter keeps the line, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", priority=True),
        Binding("tab", "complete", "complete", priority=True),
        Binding("down", "move(1)", "down", priority=True),
        Binding("up", "move(-1)", "up", priority=True),
    ]

    def __init__(self, caption: str, of_each: Sequence[Iterable[str]], in_use: Mapping[str, int]) -> None:
        """Prepare.

        Args:
            caption: what is tagged.
            of_each: the tags of each article.
            in_use: every tag of the library with its number of articles, most used first.
        """
        super().__init__()
        self._caption = caption
        self._in_use = in_use
        each = [dict.fromkeys(tags) for tags in of_each]
        every = dict.fromkeys(tag for tags in each for tag in tags)
        # A tag with a comma in it, as other programs allow, cannot stand in the line.
        self._common = tuple(tag for tag in every if "," not in tag and all(tag in tags for tags in each))
        self._some = tuple(tag for tag in every if tag not in self._common)

    def compose(self) -> ComposeResult:
        """The line, what fits, the keys."""
        with Vertical(classes="dialog tall"):
            yield Static(self._caption, classes="title", markup=False)
            yield Input("".join(f"{tag}, " for tag in self._common))
            if self._some:
                yield Static(
                    f"also there, and left alone: {', '.join(self._some)}", classes="hint", markup=False
                )
            yield RowList(marks_always=True)
            yield Static(
                "Enter keeps the line   Tab takes a tag   Up Down another   Esc leaves", classes="hint"
            )

    def on_mount(self) -> None:
        """Write at the end of the line."""
        self.query_one(RowList).can_focus = False
        found = self.query_one(Input)
        found.focus()
        found.cursor_position = len(found.value)
        self._show_fitting()

    def on_input_changed(self) -> None:
        """Show what fits."""
        self._show_fitting()

    def _show_fitting(self) -> None:
        line = self.query_one(Input).value
        *whole, begun = line.split(",")
        tags = fitting_tags(begun, self._in_use, tags_of(",".join(whole)))
        items = tuple(Item(((f"{self._in_use[tag]:>5}  {tag}", "plain"),), tag) for tag in tags)
        self.query_one(RowList).show(items)

    def action_move(self, items: int) -> None:
        """Choose another of the tags that fit."""
        self.query_one(RowList).move(items)

    def action_complete(self) -> None:
        """Take the tag that is chosen in place of what was begun."""
        tag = self.query_one(RowList).current
        if isinstance(tag, str):
            found = self.query_one(Input)
            whole, comma, _ = found.value.rpartition(",")
            found.value = f"{whole}{comma} {tag}, ".lstrip()
            found.cursor_position = len(found.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click takes a tag, too."""
        event.stop()
        self.action_complete()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line."""
        wanted = tags_of(event.value)
        self.dismiss(
            TagEdit(
                tuple(tag for tag in wanted if tag not in self._common),
                tuple(tag for tag in self._common if tag not in wanted),
            )
        )

    def action_leave(self) -> None:
        """Leave without a change."""
        self.dismiss(None)


def tags_of(line: str) -> tuple[str, ...]:
    """The tags in a line, each once."""
    return tuple(dict.fromkeys(tag for part in line.split(",") if (tag := safe_line(part))))


def fitting_tags(begun: str, in_use: Mapping[str, int], without: Iterable[str]) -> tuple[str, ...]:
    """The tags in use that a beginning may stand for, the likeliest first; letters in between may be missing.

    Args:
        begun: what was typed; all tags fit nothing.
        in_use: tags with their number of articles, most used first: that decides between equals.
        without: tags that are in the line already.
    """
    wanted, there = fold(begun.strip()).text, set(without)
    left = [tag for tag in in_use if tag not in there]
    if not wanted:
        return tuple(left[:_MOST_SHOWN])
    search = FuzzySearch()
    scores = {tag: search.match(wanted, fold(tag).text)[0] for tag in left}
    begins = {tag: fold(tag).text.startswith(wanted) for tag in left}
    fits = [tag for tag in left if scores[tag] > 0]
    return tuple(sorted(fits, key=lambda tag: (not begins[tag], -scores[tag]))[:_MOST_SHOWN])
