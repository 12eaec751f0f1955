"""Which articles a query finds, and in which order."""

from __future__ import annotations

import dataclasses
import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from reader.library.kept import Shelf
from reader.library.lines import Row
from reader.library.search.bits import Bits
from reader.library.search.briefs import MarkBriefs
from reader.library.search.catalogue import Catalogue
from reader.library.search.evaluation import Evaluation, Known
from reader.library.search.expressions import expression_of, terms_of, without_begun_letter
from reader.library.search.index import Index
from reader.library.search.query import Any, Node
from reader.library.search.sorting import Sort
from reader.library.shelving import Shelving
from reader.library.state import State

_LOG = logging.getLogger(__name__)
_MANY = 20_000  # in so many, a single letter that a word may begin with takes long, and finds nearly all
_MOST_RANKED = 2000  # BM25 reads the places of every hit: some microseconds an article
_MOST_TITLES = 200  # with so many titles that fit, the newest are as good as the best: more is typed yet


class Finder:
    """Asks the index, the columns and the shelves of one library."""

    def __init__(self, state: State, shelving: Shelving, index: Index) -> None:
        self._state = state
        self._shelving = shelving
        self._index = index
        self._numbering = threading.Lock()
        self._catalogue = self._new_catalogue()
        self._marks = MarkBriefs(state)

    def _new_catalogue(self) -> Catalogue:
        return Catalogue(self._state, self._shelving, self._index.generation)

    def update(self, number: str, after: Row | None) -> None:
        """Follow the change of an article's row."""
        self._catalogue.briefs.update(number, after)

    def update_marks(self, entry_id: str) -> None:
        """The highlights of an article changed."""
        self._marks.update(entry_id)

    def reset(self) -> None:
        """Rows changed that nobody named."""
        self._catalogue.briefs.reset()
        self._marks.reset()

    def find(
        self,
        node: Node,
        shelf: Shelf,
        sort: Sort | None,
        *,
        typing: bool,
        unindexed: AbstractSet[str] | None,
        tagged: Callable[[Callable[[str], bool]], AbstractSet[str]],
    ) -> Sequence[str]:
        """The ids of the articles that a query finds; see `Search.find`.

        Args:
            node: the query.
            shelf: where to look.
            sort: the order; None for relevance where the query has words, else the newest first.
            typing: the last word is not finished.
            unindexed: articles for which the index does not stand; None when it cannot be asked at all.
            tagged: gives the articles with a tag for which a test holds.
        """
        catalogue = self._catalogue if unindexed is None else self._numbered()
        if typing and catalogue.standing(None).bit_count() > _MANY:
            node = without_begun_letter(node)
        known = Known(
            catalogue.numbers,
            catalogue.briefs,
            catalogue.standing,
            self._marks.all,
            tagged,
            None if unindexed is None else lambda expression: self._match(catalogue, expression),
            unindexed or frozenset(),
        )
        found = Evaluation(known, shelf).find(node)
        is_whole = unindexed is not None and not unindexed
        if is_whole and sort in (None, "relevance") and terms_of(node):
            return self._by_relevance(catalogue, node, found)
        return catalogue.in_order(found, sort or "saved")

    def _numbered(self) -> Catalogue:
        """The catalogue, with the numbers of what the index has got since."""
        with self._numbering:
            catalogue = self._catalogue
            if catalogue.generation != self._index.generation or catalogue.numbers.is_astray:
                catalogue = self._catalogue = self._new_catalogue()
            try:
                catalogue.numbers.learn(self._index.texts_after(catalogue.numbers.last_text))
            except sqlite3.Error as error:
                _LOG.warning("the search index cannot be read: %s", error)
            return catalogue

    def _match(self, catalogue: Catalogue, expression: str) -> Bits:
        try:
            return catalogue.numbers.of_texts(self._index.match(expression))
        except sqlite3.Error as error:
            _LOG.warning("the search index cannot be asked: %s", error)
            return 0

    def _by_relevance(self, catalogue: Catalogue, node: Node, found: Bits) -> Sequence[str]:
        """Those that the words fit best first; of too many to look through, those with words in the title."""
        if found.bit_count() <= _MOST_RANKED:
            expression = expression_of(node) or expression_of(Any(tuple(terms_of(node))))
            return catalogue.ranked(found, first=self._ranked(catalogue, expression, found))
        titles = Any(tuple(dataclasses.replace(term, scope="title") for term in terms_of(node)))
        expression = expression_of(titles)
        titled = found & self._match(catalogue, expression or "")
        if titled.bit_count() > _MOST_TITLES:
            return catalogue.ranked(found, preferred=titled)
        return catalogue.ranked(found, first=self._ranked(catalogue, expression, titled))

    def _ranked(self, catalogue: Catalogue, expression: str | None, among: Bits) -> Sequence[int]:
        by_text = catalogue.numbers.by_text(among)
        try:
            ranks = self._index.ranks(expression, by_text.keys()) if expression else {}
        except sqlite3.Error:
            return ()
        names = catalogue.numbers.ids
        best_first = sorted(ranks, key=lambda text: (ranks[text], names[by_text[text]]))
        return [by_text[text] for text in best_first]
