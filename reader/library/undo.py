"""What was done, as row images, so that it can be taken back and done again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from reader.library.kept import Change
from reader.library.lines import Row

_LONGEST_HISTORY = 500

DELETIONS: Mapping[str, str] = {"entries": "trashed", "highlights": "removed"}
"""Tables whose rows stay for a while after they were deleted, and the field that says when: a key, too."""


class Image(NamedTuple):
    """One row before and after a transaction."""

    table: str
    number: str
    before: Row | None
    after: Row | None

    def swapped(self) -> Image:
        """The image of taking it back."""
        return Image(self.table, self.number, self.after, self.before)


class Step(NamedTuple):
    """A transaction that can be taken back."""

    change: Change
    images: Sequence[Image]


class History:
    """Steps that were done and steps that were taken back, in order."""

    def __init__(self) -> None:
        self._done: deque[Step] = deque(maxlen=_LONGEST_HISTORY)
        self._undone: list[Step] = []

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was done and not taken back, oldest first."""
        return tuple(step.change for step in self._done)

    def remember(self, step: Step) -> None:
        """Add a new step; what was taken back before can no longer be done again."""
        self._done.append(step)
        self._undone.clear()

    def last_done(self, change: Change | None) -> Step | None:
        """The step of a change, or the last one."""
        return next((step for step in reversed(self._done) if change in (None, step.change)), None)

    def last_undone(self) -> Step | None:
        """What was taken back last."""
        return self._undone[-1] if self._undone else None

    def images_of(self, change: Change) -> Sequence[Image]:
        """The rows of a change, whether it was taken back or not; none when it is not known."""
        steps = (step for step in (*self._done, *self._undone) if step.change == change)
        return next((step.images for step in steps), ())

    def took_back(self, step: Step) -> None:
        """Move a step to those that can be done again."""
        if step in self._done:
            self._done.remove(step)
        self._undone.append(step)

    def did_again(self, step: Step) -> None:
        """Move a step back to those that were done."""
        self._undone.remove(step)
        self._done.append(step)

    def forget(self, rows: Set[tuple[str, str | None]]) -> None:
        """Let go of rows, by table and number, that are gone for good; a step of them alone goes, too.

        Otherwise undo would say that it took back what nothing can bring back.
        """
        self._done = deque(_without(self._done, rows), maxlen=_LONGEST_HISTORY)
        self._undone = _without(self._undone, rows)


def _without(steps: Iterable[Step], rows: Set[tuple[str, str | None]]) -> list[Step]:
    left = (
        step._replace(images=tuple(one for one in step.images if (one.table, one.number) not in rows))
        for step in steps
    )
    return [step for step in left if step.images]


def merged(image: Image, current: Row | None) -> Image:
    """The image applied to the row as it is now: fields that others changed since stay theirs.

    A row that was purged since stays gone: its files are gone too.
    """
    if current is None and image.before is not None:
        return Image(image.table, image.number, None, None)
    if image.before is None or image.after is None or current is None:
        return Image(image.table, image.number, current, image.after)
    if current == image.before:  # as nearly always: thousands are compared in a fraction of a second
        return Image(image.table, image.number, current, image.after)
    old, new = image.before, image.after
    fields = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    row = {name: value for name, value in current.items() if name not in fields}
    row.update({name: new[name] for name in fields if name in new})
    return Image(image.table, image.number, current, row)
