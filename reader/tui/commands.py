"""What is typed behind `:`, as vim and less have it: a place, a way out, or the name of an action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.settings.actions import Action

_PLACE = re.compile(r"(\d{1,9})\s*(%?)")
_LEAVE = frozenset({"q", "q!", "x", "close"})
_QUIT = frozenset({"qa", "qa!", "quit", "exit"})


@dataclass(frozen=True, slots=True)
class ToPlace:
    """Go to a place."""

    number: int
    unit: Literal["percent", "item"]
    """An item is a paragraph of an article, or a line of a list; the first is 1."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the screen, or the program."""

    program: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Do what a key of the table does."""

    action: Action


@dataclass(frozen=True, slots=True)
class Unknown:
    """It means nothing here."""

    said: str
    """One line for the reader."""


Command = ToPlace | Leave | Run | Unknown


def command_of(line: str, actions: Sequence[Action]) -> Command | None:
    """What a line asks for; None when it is empty.

    Args:
        line: as it was typed, without the colon.
        actions: those that are possible now. A name may be typed with `-` for `_`, and as far as it is
            the only one that begins so.
    """
    wanted = line.strip().removeprefix(":").strip()
    if not wanted:
        return None
    place = _PLACE.fullmatch(wanted)
    if place:
        return ToPlace(int(place[1]), "percent" if place[2] else "item")
    name = _bare(wanted)
    exact = next((action for action in actions if action.name == name), None)
    if exact is not None:
        return Run(exact)
    if wanted in _LEAVE | _QUIT:
        return Leave(wanted in _QUIT)
    begun = [action for action in actions if action.name.startswith(name)]
    if len(begun) == 1:
        return Run(begun[0])
    if begun:
        few = ", ".join(action.shown_name for action in begun[:4])
        return Unknown(f":{wanted} may be {few}{' …' if len(begun) > 4 else ''}")
    return Unknown(f":{wanted} is no action of this screen; `?` lists them")


def completions(line: str, actions: Sequence[Action]) -> list[Action]:
    """The actions that a name which is being typed may become: what begins so, then what has it within."""
    name = _bare(line.strip().removeprefix(":"))
    begun = [action for action in actions if action.name.startswith(name)]
    within = [action for action in actions if name in action.name and action not in begun]
    return begun + within if name else list(actions)


def _bare(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")
