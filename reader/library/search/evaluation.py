"""A query tried on the articles of a shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from types import MappingProxyType

from reader.library.columns import Column
from reader.library.kept import Shelf
from reader.library.search.briefs import Briefs
from reader.library.search.conditions import ColumnTest, Marks, Test, folded, tag_test, tests_of
from reader.library.search.expressions import expression_of
from reader.library.search.query import All, Any, Condition, Node, Not, Scope, Term

Matcher = Callable[[str], Iterable[str]]
"""Takes an FTS5 expression, gives the ids that it finds."""


class Evaluation:
    """One query. What it needs of the library is collected when it is needed."""

    def __init__(
        self,
        briefs: Briefs,
        standing: Callable[[Shelf | None], frozenset[str]],
        marks: Callable[[], Mapping[str, Marks]],
        shelf: Shelf,
        tagged: Callable[[Callable[[str], bool]], AbstractSet[str]],
        match: Matcher | None,
        unindexed: AbstractSet[str] = frozenset(),
    ) -> None:
        """Prepare.

        Args:
            briefs: the columns of articles.
            standing: gives the ids of a shelf; of all articles, those in the trash too, for None.
            marks: gives what there is to know of highlights, by article.
            shelf: where to look.
            tagged: gives the articles with a tag for which a test holds.
            match: asks the index; None while there is none: then titles and notes are looked through.
            unindexed: articles for which it does not stand: theirs are looked through, too.
        """
        self._briefs = briefs
        self._standing = standing
        self._marks = marks
        self._shelf = shelf
        self._tagged = tagged
        self._match = match
        self._unindexed = unindexed
        self._now = datetime.now(UTC)

    def find(self, node: Node) -> AbstractSet[str]:
        """Ids of the articles for which a query holds."""
        self._with_trash = self._shelf == "all" and _mentions_trash(node)
        return self._evaluate(node, None)

    @property
    def _whole(self) -> AbstractSet[str]:
        return self._standing(None if self._with_trash else self._shelf)

    def _evaluate(self, node: Node, within: AbstractSet[str] | None) -> AbstractSet[str]:
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

    def _all_of(self, parts: Sequence[Node], within: AbstractSet[str] | None) -> AbstractSet[str]:
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

    def _filtered(self, conditions: Sequence[Condition], within: AbstractSet[str] | None) -> AbstractSet[str]:
        among = self._whole if within is None else within
        for one in conditions:
            among = self._for_which(one, among)
        return among

    def _for_which(self, condition: Condition, among: AbstractSet[str]) -> AbstractSet[str]:
        named = (condition.field, condition.value.lower())
        if named in _SHELF_OF and not self._with_trash:
            return among & self._standing(_SHELF_OF[named])
        if named in (("is", "highlighted"), ("in", "highlights")):
            return among & self._marks().keys()
        if condition.field == "tag":
            return among & self._tagged(tag_test(condition.value))
        tests = tests_of(condition, self._now)
        return set[str]().union(*(self._passing(test, among) for test in tests)) if tests else among

    def _passing(self, test: Test, among: AbstractSet[str]) -> AbstractSet[str]:
        holds = test.holds
        if not isinstance(test, ColumnTest):
            return among & {id for id, marks in list(self._marks().items()) if holds(marks)}
        values = self._briefs.of(test.column, among)
        if 2 * len(among) < len(values):
            return {id for id in among if id in values and holds(values[id])}
        # In the order of the column, which is that of memory: sets jump about, and each jump costs.
        found = {id for id, value in list(values.items()) if holds(value)}
        return found if len(among) == len(values) else among & found

    def _matched(self, node: Node, within: AbstractSet[str] | None) -> AbstractSet[str]:
        expression = expression_of(node)
        among = self._whole if within is None else within
        if expression is not None and self._match is not None:
            found = frozenset(among).intersection(self._match(expression))
            others = self._unindexed & among
            return found | self._named(node, others) if others else found
        return self._named(node, among)

    def _named(self, node: Node, among: AbstractSet[str]) -> AbstractSet[str]:
        """What can be said without the index: by titles, bylines, sites, tags and notes."""
        match node:
            case Term(text, _, scope):
                wanted = folded(text)
                tests = (ColumnTest(name, lambda value: wanted in folded(value)) for name in _NAMES[scope])
                found = set[str]().union(*(self._passing(test, among) for test in tests))
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
                return set[str]().union(*(self._named(part, among) for part in parts))
            case Not(part):
                return among - self._named(part, among)
            case _:
                return among


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
