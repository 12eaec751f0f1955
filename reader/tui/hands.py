"""Keys and clicks that come faster than the screens they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from textual._context import active_message_pump
from textual.app import App
from textual.dom import DOMNode, NoScreen
from textual.events import Event, Key, MouseDown, MouseUp
from textual.geometry import Offset
from textual.screen import Screen

_ASK_AGAIN_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class _Clicked:
    """Where and when the mouse was let go last, and over what."""

    seconds: float
    place: Offset
    screen: Screen[object]


class Hands(App[None]):
    """What a hand does reaches the screen that it is meant for.

    A key waits until the screen is made that the key before it opened. A double click acts on what it began
    on alone: else the second half of it would choose from what the first half uncovered, or close that, too.
    """

    _clicked: _Clicked | None = None
    _is_swallowing = False

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Key] = []

    async def on_event(self, event: Event) -> None:
        """Take an event, let it wait, or drop it."""
        if isinstance(event, Key) and not event.is_forwarded and self._has_to_wait():
            self._let_wait(event)
        elif not (isinstance(event, MouseDown | MouseUp) and self._is_second_half(event)):
            await super().on_event(event)

    # -- keys

    @property
    def _is_in_the_making(self) -> bool:
        """Whether the screen in front does not stand yet; at the end of the program, there is none."""
        return bool(self.screen_stack) and not self.screen_stack[-1].is_mounted

    def _has_to_wait(self) -> bool:
        return bool(self._waiting) or self._is_in_the_making

    def _let_wait(self, key: Key) -> None:
        self._waiting.append(key)
        if len(self._waiting) == 1:
            self.set_timer(_ASK_AGAIN_SECONDS, self._take_waiting)

    def _take_waiting(self) -> None:
        if self._is_in_the_making:
            self.set_timer(_ASK_AGAIN_SECONDS, self._take_waiting)
            return
        keys, self._waiting = self._waiting, []
        for key in keys:
            self.post_message(key)

    # -- clicks

    def _is_second_half(self, event: MouseDown | MouseUp) -> bool:
        """Whether a press goes on with a click on another screen, or ends such a press."""
        if event.is_forwarded:
            return False
        if isinstance(event, MouseDown):
            self._is_swallowing = self._goes_on_elsewhere(event)
        else:
            self._clicked = _Clicked(event.time, event.screen_offset, self.screen)
        return self._is_swallowing

    def _goes_on_elsewhere(self, event: MouseDown) -> bool:
        before = self._clicked
        return (
            before is not None
            and before.screen is not self.screen
            and before.place == event.screen_offset
            and event.time - before.seconds <= self.CLICK_CHAIN_TIME_THRESHOLD
        )

    # -- both

    @property
    def is_asked_too_late(self) -> bool:
        """Whether what asks for something now stands on a screen that was left: a key or a click too many."""
        asking = active_message_pump.get(None)
        if isinstance(asking, App) or not isinstance(asking, DOMNode):
            return False
        try:
            return asking.screen is not self.screen
        except NoScreen:
            return True
