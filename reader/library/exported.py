"""What was exported where, so that the next export can leave out what did not change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import orjson

from reader.errors import WriteFailed, refusal
from reader.library.durable import replace_durably

_NAME = "exported.json"


class Exported:
    """Digests of what went out, by place. Without its file, everything is exported again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def digests(self, place: str) -> Mapping[str, str]:
        """What went to a place the last time: ids and digests; empty when nothing did.

        Args:
            place: format and target, as the caller names them.
        """
        found = self._read().get(place, {})
        return found if isinstance(found, dict) else {}

    def remember(self, place: str, digests: Mapping[str, str]) -> None:
        """Keep what went to a place; what went there before stays known.

        Raises:
            WriteFailed: the disk refused.
        """
        known = self._read()
        known[place] = {**self.digests(place), **digests}
        try:
            replace_durably(self._folder / _NAME, orjson.dumps(known))
        except OSError as error:
            raise WriteFailed(
                self._folder,
                f"{_NAME} was not written: {refusal(error)}; the export itself is whole",
            ) from error

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            loaded = orjson.loads((self._folder / _NAME).read_bytes())
        except (OSError, ValueError):
            return {}
        return loaded if isinstance(loaded, dict) else {}
