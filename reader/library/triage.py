"""What the user does to articles, one or many: state, star, tags, trash, corrections; undo takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from reader.errors import NotFound
from reader.library.kept import Change
from reader.library.kept import State as ReadingState
from reader.library.lines import Row
from reader.library.rows import finished_moment, moment_text
from reader.library.state import State
from reader.terminal import safe, safe_line

TABLE = "entries"
_KINDS: Mapping[ReadingState, str] = MappingProxyType(
    {"unread": "mark_unread", "reading": "mark_as_begun", "archive": "archive"}
)


class Triage:
    """The changes of articles that a key makes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def set_state(self, ids: Iterable[str], state: ReadingState) -> Change:
        """Put articles on the shelf unread, reading or archive."""
        now = datetime.now(UTC)
        return self._update(
            _KINDS[state], ids, lambda row: {"state": state, "finished": finished_moment(row, state, now)}
        )

    def star(self, ids: Iterable[str]) -> Change:
        """Give articles a star."""
        return self._set_all(ids, "star", starred=True)

    def unstar(self, ids: Iterable[str]) -> Change:
        """Take the star away."""
        return self._set_all(ids, "unstar", starred=False)

    def trash(self, ids: Iterable[str]) -> Change:
        """Put articles into the trash."""
        return self._set_all(ids, "trash", trashed=moment_text(datetime.now(UTC)))

    def restore(self, ids: Iterable[str]) -> Change:
        """Take articles out of the trash."""
        return self._set_all(ids, "restore", trashed=None)

    def tag(self, ids: Iterable[str], tags: Iterable[str]) -> Change:
        """Add tags to articles."""
        return self.retag(ids, tags, ())

    def untag(self, ids: Iterable[str], tags: Iterable[str]) -> Change:
        """Take tags away from articles."""
        return self.retag(ids, (), tags)

    def retag(self, ids: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> Change:
        """Add tags to articles and take others away, as one change."""
        wanted = [name for tag in add if (name := safe_line(tag))]
        gone = frozenset(remove)

        def tags_of(row: Row) -> Row:
            left = (tag for tag in row["tags"] if tag not in gone)
            return {"tags": list(dict.fromkeys((*left, *wanted)))}

        return self._update("tag" if wanted or not gone else "untag", ids, tags_of)

    def tags(self) -> dict[str, int]:
        """Every tag in use, with how many articles have it, most used first."""
        return _most_first(self._state.indexes["tag"].counts())

    def sites(self) -> dict[str, int]:
        """Every site, with how many articles outside the trash are from it, most first."""
        return _most_first(self._state.indexes["site"].counts())

    def set_note(self, id: str, text: str) -> Change:
        """Set the article's own note (Markdown)."""
        return self._set_all([id], "set_note", note=safe(text))

    def edit(self, id: str, **fields: str | None) -> Change:
        """Correct title, byline, site, published or url.

        Raises:
            ValueError: another field was named.
        """
        wrong = fields.keys() - {"title", "byline", "site", "published", "url"}
        if wrong:
            raise ValueError(f"not editable: {', '.join(sorted(wrong))}")
        given = {name: None if text is None else safe_line(text) for name, text in fields.items()}
        return self._update(
            "edit",
            [id],
            lambda row: {**given, "edited": sorted({*row.get("edited", ()), *given})},
        )

    def _set_all(self, ids: Iterable[str], kind: str, **fields: Any) -> Change:
        return self._update(kind, ids, lambda _: fields)

    def _update(self, kind: str, ids: Iterable[str], patch: Callable[[Row], Row]) -> Change:
        wanted = dict.fromkeys(ids)
        with self._state.change(kind) as change:
            if len(wanted) > 1:
                change.read(TABLE, wanted)
            for id in wanted:
                row = change.row(TABLE, id)
                if row is None:
                    raise NotFound(id)
                change.put(TABLE, id, {**row, **patch(row)})
        return change.made

    def _row(self, id: str) -> Row:
        row = self._state.row(TABLE, id)
        if row is None:
            raise NotFound(id)
        return row


def _most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
