"""Highlights and the reading position, carried over when the text of an article changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.document.anchors import make_anchor
from reader.document.document import Anchor, Range
from reader.document.serial import plain_text_hash
from reader.library.lines import Row
from reader.library.rows import anchor_fields

if TYPE_CHECKING:
    from reader.document.anchoring import Realigner

# A place has no quote of its own; this many characters after it say where it was.
_PLACE_CHARACTERS = 160


class Carrier:
    """Carries places from the texts they were made on to a new one; aligns each old text once."""

    def __init__(self, new: str, old_text: Callable[[str], str | None], *, with_context: bool = True) -> None:
        """Prepare.

        Args:
            new: the text as it is now.
            old_text: gives a kept text by its hash, or None when it is lost.
            with_context: whether what stood around the passages says where they belong.
        """
        self._with_context = with_context
        self._new = new
        self._new_hash = plain_text_hash(new)
        self._old_text = old_text
        self._aligned: dict[str, Realigner] = {}

    def rows(self, found: Iterable[tuple[str, Row]]) -> dict[str, Row]:
        """Rows of highlights with their new places, by id; those that are not found again are `lost`.

        A lost one keeps its quote and note, and the place where it was last known: a text that comes back
        as it was has it there again.
        """
        return {id: {**row, **self._place(row)} for id, row in found if not self._stands(row)}

    def _stands(self, row: Row) -> bool:
        return bool(row["text_hash"] == self._new_hash and row["state"] != "lost")

    def offset(self, old: str, offset: int) -> int:
        """A reading position of the old text in the new one; by proportion when its words are gone."""
        if not old or offset == 0:
            return 0
        place = Range(min(offset, len(old)), min(offset + _PLACE_CHARACTERS, len(old)))
        match = (
            self._realigner(plain_text_hash(old)).reattach(make_anchor(old, place)) if len(place) else None
        )
        return match.range.start if match else min(len(self._new), offset * len(self._new) // len(old))

    def _place(self, row: Row) -> Row:
        place = Range(row["start"], row["end"])
        anchor = Anchor(place, row["exact"], row["prefix"], row["suffix"], row["text_hash"])
        if not self._with_context:
            anchor = replace(anchor, prefix="", suffix="")
        match = self._realigner(anchor.text_hash).reattach(anchor)
        if match is None:
            return {"state": "lost"}
        fields = anchor_fields(make_anchor(self._new, match.range))
        if match.state == "changed":  # the quote as it was marked is what the user accepts or refuses
            fields["exact"] = anchor.exact
        return {**fields, "state": match.state}

    def _realigner(self, text_hash: str) -> Realigner:
        from reader.document.anchoring import Realigner  # not for every start: its patterns are large

        if text_hash not in self._aligned:
            self._aligned[text_hash] = Realigner(self._old_text(text_hash), self._new)
        return self._aligned[text_hash]
