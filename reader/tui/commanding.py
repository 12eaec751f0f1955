"""Actions by their names: the line behind `:`, and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual.app import App, SystemCommand
from textual.screen import Screen

from reader.settings.actions import ACTIONS, Action, ActionContext
from reader.settings.settings import Settings

_OWN_ACTIONS = ("command_palette", "command_line")
# Textual's list of keys beside `?` would have no key that closes it, and nothing here is made larger alone.
_OF_NO_USE = frozenset({"Keys", "Maximize"})


@runtime_checkable
class GoesToPlaces(Protocol):
    """A screen with a text or a list."""

    def go_to_percent(self, percent: int) -> None:
        """Go to so many percent of it."""
        ...

    def go_to_item(self, number: int) -> None:
        """Go to a paragraph or a line, from 1; to the last when there are fewer."""
        ...


class Commanding(App[None]):
    """The program as its actions are called by name."""

    settings: Settings

    def action_command_line(self) -> None:
        """Ask for the name of an action, or a place."""
        from reader.tui.screens.prompt import PromptScreen

        below = self.screen
        actions = possible_actions(below)

        async def run(line: str | None) -> None:
            await self._run_line(line or "", below, actions)

        self.push_screen(PromptScreen(actions, self.settings), run)

    async def _run_line(self, line: str, screen: Screen[Any], actions: list[Action]) -> None:
        from reader.tui.commands import Leave, Run, ToPlace, Unknown, command_of

        match command_of(line, actions):
            case Run(action):
                await self.run_named(screen, action)
            case ToPlace(number, unit):
                self._go(screen, number, unit)
            case Leave(program=True):
                self.exit()
            case Leave():
                await self._leave(screen)
            case Unknown(said):
                self.notify(said, severity="warning")

    def _go(self, screen: Screen[Any], number: int, unit: str) -> None:
        if not isinstance(screen, GoesToPlaces):
            self.notify("there is no place to go to on this screen")
        elif unit == "percent":
            screen.go_to_percent(min(100, number))
        else:
            screen.go_to_item(max(1, number))

    async def _leave(self, screen: Screen[Any]) -> None:
        if getattr(screen, "ends_program", False):
            self.exit()
        else:
            await self.pop_screen()

    async def run_named(self, screen: Screen[Any], action: Action) -> None:
        """Do what the key of an action does on a screen."""
        of_program = action.of_program or action.contexts == ("everywhere",)
        await self.run_action(action.name, self if of_program else screen)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: every action that is possible, with its keys, and what Textual has of use here."""
        for action in possible_actions(screen):
            ways = " ".join(self.settings.ways_to(action.name))
            yield SystemCommand(
                action.shown_name, f"{action.sentence}  {ways}", partial(self.run_named, screen, action)
            )
        yield from (one for one in super().get_system_commands(screen) if one.title not in _OF_NO_USE)


def possible_actions(screen: Screen[Any]) -> list[Action]:
    """The actions of the table that a screen can do now, in the order of the table."""
    contexts: tuple[ActionContext, ...] = (*getattr(screen, "contexts", ()), "everywhere")
    return [
        action
        for action in ACTIONS
        if set(action.contexts) & set(contexts)
        and action.name not in _OWN_ACTIONS
        and screen.check_action(action.name, ())
    ]
