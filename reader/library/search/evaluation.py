"""A query tried on the articles of a shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import UTC, datetime
from functools import cached_property

from reader.library.entries import stands_on
from reader.library.kept import Shelf
from reader.library.lines import Row
from reader.library.search.conditions import Marks, condition_test, folded, marks_by_entry
from reader.library.search.expressions import expression_of
from reader.library.search.query import All, Any, Condition, Node, Not, Term

Matcher = Callable[[str], Iterable[str]]
"""Takes an FTS5 expression, gives the ids that it finds."""


class Evaluation:
    """One query. What it needs of the library is collected when it is needed."""

    def __init__(
        self,
        rows: Mapping[str, Row],
        untrashed: frozenset[str],
        marks: Callable[[], Iterable[Row]],
        shelf: Shelf,
        match: Matcher | None,
    ) -> None:
        """Prepare.

        Args:
            rows: the articles by id.
            untrashed: those that are not in the trash.
            marks: gives the rows of all highlights.
            shelf: where to look.
            match: asks the index; None while there is none: then titles and notes are looked through.
        """
        self._rows = rows
        self._untrashed = untrashed
        self._mark_rows = marks
        self._shelf = shelf
        self._match = match
        self._now = datetime.now(UTC)

    def find(self, node: Node) -> Set[str]:
        """Ids of the articles for which a query holds."""
        self._with_trash = self._shelf == "all" and _mentions_trash(node)
        return self._evaluate(node, None)

    @cached_property
    def _whole(self) -> Set[str]:
        return self._on_shelf(self._rows)

    @cached_property
    def _marks(self) -> Mapping[str, Marks]:
        return marks_by_entry(self._mark_rows())

    def _on_shelf(self, ids: Iterable[str]) -> Set[str]:
        rows = self._rows
        if self._with_trash:
            return {id for id in ids if id in rows}
        if self._shelf == "all":  # nearly every query: without a call an article
            return self._untrashed.intersection(ids)
        return {id for id in ids if (row := rows.get(id)) is not None and stands_on(row, self._shelf)}

    def _evaluate(self, node: Node, within: Set[str] | None) -> Set[str]:
        """Ids for which a node holds, among some, or on the whole shelf when None."""
        match node:
            case Condition():
                return self._filtered([node], within)
            case Not(part):
                among = self._whole if within is None else within
                return among - self._evaluate(part, among)
            case Any(parts):
                return set[str]().union(*(self._evaluate(part, within) for part in parts))
            case Term():
                return self._matched(node, within)
            case All(parts):
                return self._all_of(parts, within)

    def _all_of(self, parts: Sequence[Node], within: Set[str] | None) -> Set[str]:
        """Words first, since the index narrows the most; then the fields, on what is left."""
        texts = tuple(part for part in parts if expression_of(part) is not None)
        conditions = [part for part in parts if isinstance(part, Condition)]
        found = self._matched(All(texts), within) if texts else within
        if conditions:
            found = self._filtered(conditions, found)
        for part in parts:
            if part not in texts and part not in conditions:
                found = self._evaluate(part, found)
        return self._whole if found is None else found

    def _filtered(self, conditions: Sequence[Condition], within: Set[str] | None) -> Set[str]:
        tests = [condition_test(one, lambda: self._marks, self._now) for one in conditions]
        among = self._whole if within is None else within
        return {id for id in among if all(test(id, self._rows[id]) for test in tests)}

    def _matched(self, node: Node, within: Set[str] | None) -> Set[str]:
        expression = expression_of(node)
        if expression is not None and self._match is not None:
            found = self._match(expression)
            return self._on_shelf(found) if within is None else within & set(found)
        among = self._whole if within is None else within
        return {id for id in among if _stands_in_row(node, self._rows[id])}


def _mentions_trash(node: Node) -> bool:
    match node:
        case Condition(field, value, _):
            return (field, value.lower()) == ("is", "trashed")
        case All(parts) | Any(parts):
            return any(map(_mentions_trash, parts))
        case Not(part):
            return _mentions_trash(part)
        case _:
            return False


def _stands_in_row(node: Node, row: Row) -> bool:
    """What can be said without the index: titles, bylines, sites, tags and notes."""
    match node:
        case Term(text, _, scope):
            parts = {
                "title": (row["title"],),
                "notes": (row["note"],),
                "highlights": (),
                "any": (row["title"], row["byline"], row["site"], *row["tags"], row["note"]),
            }[scope]
            return any(folded(text) in folded(part) for part in parts)
        case All(nodes):
            return all(_stands_in_row(part, row) for part in nodes)
        case Any(nodes):
            return any(_stands_in_row(part, row) for part in nodes)
        case Not(part):
            return not _stands_in_row(part, row)
        case _:
            return True
