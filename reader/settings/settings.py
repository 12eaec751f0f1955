"""The user's settings: `config.toml` as a frozen value.

::

    width = 72
    theme = "nightstand-light"

    [keys]
    highlight = ["m"]
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reader.errors import SettingsError
from reader.settings.actions import ACTIONS, Action, action_of, shown_key
from reader.settings.key_names import is_key

_LIMITS = {"width": (20, 200), "sidebar_columns": (20, 80), "line_spacing": (0, 1)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may change. Every field has a sentence; the README prints them."""

    width: int = 72
    """Columns of the text, 20 to 200."""
    sidebar_columns: int = 38
    """Columns of the sidebar, 20 to 80."""
    sidebar_left: bool = False
    """Whether the sidebar stands on the left."""
    justify: bool = False
    """Whether both edges of running text are straight."""
    hyphenate: bool = False
    """Whether words are parted at the ends of rows, by the language that the page gives."""
    line_spacing: int = 0
    """Empty rows between the rows of running text, 0 or 1."""
    indent_paragraphs: bool = False
    """Whether paragraphs are told apart by an indent, and not by an empty row."""
    ruler: bool = False
    """Whether the row that one reads is tinted; j and k move it."""
    focus_mode: bool = False
    """Whether all paragraphs but the one that is read are dimmed."""
    theme: str = "nightstand-dark"
    """Name of the theme: one of nightstand's or of Textual's."""
    ascii: bool = False
    """Whether signs are drawn in ASCII alone; they are anyway where the locale is not UTF-8."""
    archive_at_end: bool = True
    """Whether an article whose end was seen goes to the archive."""
    margin_notes: bool = True
    """Whether notes stand beside their passages where the window is wide enough."""
    pictures: bool = True
    """Whether pictures are drawn in the text."""
    pipe: str = ""
    """The command that `|` offers."""
    speech: str = ""
    """The command that reads aloud from its standard input; `{lang}` stands for the language."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by action name, in place of the default ones; without any, an action has its name behind `:`."""

    def ways_to(self, name: str) -> tuple[str, ...]:
        """How a person calls an action: its keys as they are written, or without any, its name behind `:`."""
        action = action_of(name)
        keys = self.keys.get(name, action.keys)
        return tuple(map(shown_key, keys)) or (f":{action.shown_name}",)


_NAMES = frozenset(field.name for field in dataclasses.fields(Settings))


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file means the defaults.

    Raises:
        SettingsError: the file is wrong, with line and reason.
    """
    settings, problems = read_settings(path)
    if problems:
        raise problems[0]
    return settings


def read_settings(path: Path) -> tuple[Settings, tuple[SettingsError, ...]]:
    """Read the settings as far as they are right: what is wrong has its default, and is said.

    Of the keys all have their defaults when one of them is wrong: half a table of keys may leave an action
    without any.
    """
    try:
        text = path.read_text("utf-8-sig")  # some editors put a mark before
        values = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), ()
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        reason = f"{error}; all settings have their defaults"
        return Settings(), (SettingsError(path, reason, int(found[1]) if found else None),)
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), (SettingsError(path, f"cannot be read: {error}"),)
    right: dict[str, Any] = {}
    problems = []
    for name, value in values.items():
        try:
            if name == "keys":
                right[name] = MappingProxyType(_keys(path, text, value))
            else:
                right[name] = _checked(path, text, name, value)
        except SettingsError as error:
            problems.append(SettingsError(path, f"{error.reason}; {_what_holds(name)}", error.line))
    return Settings(**right), tuple(problems)


def _what_holds(name: str) -> str:
    """What becomes of a setting that is wrong."""
    if name == "keys":
        return "all keys have their defaults"
    return "the default holds" if name in _NAMES else "it is left out"


def _checked(path: Path, text: str, name: str, value: Any) -> Any:
    if name not in _NAMES:
        raise SettingsError(path, f"there is no setting {name!r}", _line_of(text, name))
    wanted = type(getattr(Settings(), name))
    if type(value) is not wanted:
        raise SettingsError(path, f"{name} wants {_kind(wanted)}, not {value!r}", _line_of(text, name))
    low, high = _LIMITS.get(name, (value, value))
    if not low <= value <= high:
        raise SettingsError(path, f"{name} wants {low} to {high}, not {value}", _line_of(text, name))
    return value


def _kind(wanted: type) -> str:
    return {int: "a whole number", bool: "true or false", str: "a text"}[wanted]


def _keys(path: Path, text: str, table: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise SettingsError(path, "[keys] wants a table", _line_of(text, "keys"))
    names = {action.name for action in ACTIONS}
    keys = {}
    for name, value in table.items():
        line = _line_of(text, name)
        if name not in names:
            raise SettingsError(path, f"there is no action {name!r}; `nightstand keys` lists them", line)
        wanted = [value] if isinstance(value, str) else value
        if not isinstance(wanted, list) or not all(isinstance(key, str) for key in wanted):
            raise SettingsError(path, f"{name} wants a key or a list of keys", line)
        for key in wanted:
            if not is_key(key):
                raise SettingsError(
                    path, f"{key!r} is no key; they are named like j, ctrl+r, f5, pagedown", line
                )
        keys[name] = tuple(wanted)
    clash = find_clash(keys)
    if clash is not None:
        raise SettingsError(
            path, f"{clash[2]!r} is the key of both {clash[0]} and {clash[1]}", _line_of(text, clash[1])
        )
    return keys


def find_clash(keys: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Two actions of one context with the same key, and the key; None when there are none."""
    taken: dict[tuple[str, str], Action] = {}
    for action in sorted(ACTIONS, key=lambda action: action.name in keys):
        for context in action.contexts:
            for key in keys.get(action.name, action.keys):
                for place in (context, "everywhere") if context != "everywhere" else ("everywhere",):
                    other = taken.get((place, key))
                    if other is not None and other is not action:
                        return other.name, action.name, key
                taken[(context, key)] = action
    return None


def _line_of(text: str, name: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(name)}\b", line):
            return number
    return None
