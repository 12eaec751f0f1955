"""A fault that the user can act on is said, and the screen goes on."""

from __future__ import annotations

from textual.css.query import NoMatches
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from reader.errors import ReaderError


class Guarded(MessagePump):
    """For the program and each of its screens; stands first among their bases.

    Textual ends the loop of whatever handled a message with an exception: the screen would take no key any
    more, or the program would end, because a disk is full.
    """

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except ReaderError as error:
            self.app.notify(str(error), severity="error", timeout=10)
        except NoMatches:
            # A quick hand left the screen, or the program, while it was made: its parts were never there.
            if not isinstance(self, Screen) or (
                self in self.app.screen_stack and self.app.return_code is None
            ):
                raise
