"""A query tried on the articles of a shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from types import MappingProxyType

from reader.library.columns import Column
from reader.library.kept import Shelf
from reader.library.search.bits import Bits
from reader.library.search.briefs import Briefs
from reader.library.search.conditions import ColumnTest, Marks, Test, folded, tag_test, tests_of
from reader.library.search.expressions import expression_of
from reader.library.search.numbers import Numbers
from reader.library.search.query import All, Any, Condition, Node, Not, Scope, Term


@dataclass(frozen=True, slots=True)
class Known:
    """What a query may ask of the library; each part is collected when it is needed."""

    numbers: Numbers
    """By which the articles of all the sets are known."""
    briefs: Briefs
    standing: Callable[[Shelf | None], Bits]
    """Gives the articles of a shelf; all of them, those in the trash too, for None."""
    marks: Callable[[], Mapping[str, Marks]]
    """Gives what there is to know of highlights, by article."""
    tagged: Callable[[Callable[[str], bool]], AbstractSet[str]]
    """Gives the articles with a tag for which a test holds."""
    match: Callable[[str], Bits] | None
    """Asks the index with an FTS5 expression; None while there is none: then titles and notes are looked
    through."""
    unindexed: AbstractSet[str]
    """Articles for which the index does not stand: theirs are looked through, too."""


class Evaluation:
    """One query on one shelf."""

    def __init__(self, known: Known, shelf: Shelf) -> None:
        """Look at nothing yet."""
        self._known = known
        self._shelf = shelf
        self._now = datetime.now(UTC)

    def find(self, node: Node) -> Bits:
        """The articles for which a query holds."""
        self._with_trash = self._shelf == "all" and _mentions_trash(node)
        return self._evaluate(node, None)

    @property
    def _whole(self) -> Bits:
        return self._known.standing(None if self._with_trash else self._shelf)

    def _evaluate(self, node: Node, within: Bits | None) -> Bits:
        """The articles for which a node holds, among some, or on the whole shelf when None."""
        match node:
            case Condition():
                return self._filtered([node], within)
            case Not(part):
                among = self._whole if within is None else within
                return among & ~self._evaluate(part, among)
            case Any(parts):
                return _joined([self._evaluate(part, within) for part in parts])
            case Term():
                return self._matched(node, within)
            case All(parts):
                return self._all_of(parts, within)

    def _all_of(self, parts: Sequence[Node], within: Bits | None) -> Bits:
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

    def _filtered(self, conditions: Sequence[Condition], within: Bits | None) -> Bits:
        among = self._whole if within is None else within
        for one in conditions:
            among = self._for_which(one, among)
        return among

    def _for_which(self, condition: Condition, among: Bits) -> Bits:
        named = (condition.field, condition.value.lower())
        if named in _SHELF_OF and not self._with_trash:
            return among & self._known.standing(_SHELF_OF[named])
        if named in (("is", "highlighted"), ("in", "highlights")):
            return among & self._known.numbers.bits(list(self._known.marks()))
        if condition.field == "tag":
            return among & self._tagged(tag_test(condition.value))
        tests = tests_of(condition, self._now)
        return _joined([self._passing(test, among) for test in tests]) if tests else among

    def _tagged(self, holds: Callable[[str], bool]) -> Bits:
        return self._known.numbers.bits(self._known.tagged(holds))

    def _passing(self, test: Test, among: Bits) -> Bits:
        if isinstance(test, ColumnTest):
            return self._known.briefs.passing(test.column, test.holds, among)
        marks = list(self._known.marks().items())
        return among & self._known.numbers.bits([id for id, of in marks if test.holds(of)])

    def _matched(self, node: Node, within: Bits | None) -> Bits:
        expression = expression_of(node)
        among = self._whole if within is None else within
        if expression is not None and self._known.match is not None:
            found = among & self._known.match(expression)
            others = among & self._known.numbers.bits(self._known.unindexed)
            return found | self._named(node, others) if others else found
        return self._named(node, among)

    def _named(self, node: Node, among: Bits) -> Bits:
        """What can be said without the index: by titles, bylines, sites, tags and notes."""
        match node:
            case Term(text, _, scope):
                wanted = folded(text)
                tests = (ColumnTest(name, lambda value: wanted in folded(value)) for name in _NAMES[scope])
                found = _joined([self._passing(test, among) for test in tests])
                return (
                    found | (among & self._tagged(lambda tag: wanted in folded(tag)))
                    if scope == "any"
                    else found
                )
            case All(parts):
                for part in parts:
                    among = self._named(part, among)
                return among
            case Any(parts):
                return _joined([self._named(part, among) for part in parts])
            case Not(part):
                return among & ~self._named(part, among)
            case _:
                return among


def _joined(sets: Sequence[Bits]) -> Bits:
    return reduce(or_, sets, 0)


_NAMES: Mapping[Scope, Sequence[Column]] = MappingProxyType(
    {"title": ("title",), "notes": ("note",), "highlights": (), "any": ("title", "byline", "site", "note")}
)
# Conditions that a shelf answers, without a look at each article.
_SHELF_OF: Mapping[tuple[str, str], Shelf] = MappingProxyType(
    {
        ("is", "unread"): "unread",
        ("is", "reading"): "reading",
        ("is", "read"): "archive",
        ("is", "archived"): "archive",
        ("is", "starred"): "starred",
    }
)


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
