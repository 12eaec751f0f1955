"""Articles of the library that are like another one, with the words that they share."""

from __future__ import annotations

from collections.abc import Mapping

from reader.library.entries import Entries
from reader.library.kept import Entry, Neighbour
from reader.library.search.search import Search
from reader.library.search.telling import Alike

# At 0.04 two in a hundred halves of an article missed the other half; below 0.03 nothing changed (2026-11).
_LEAST_LIKENESS = 0.03
_DOUBLE = 0.9
_SHOWN_TERMS = 3
_SPARE = 4  # few have so many doubles, or neighbours in the trash; for them, more are looked at
_MANY = 8


class Likeness:
    """Finds neighbours through the search index."""

    def __init__(self, entries: Entries, search: Search) -> None:
        self._entries = entries
        self._search = search

    def near(self, id: str, limit: int = 8) -> tuple[Neighbour, ...]:
        """The articles most like one, best first; never itself, its doubles, or what is in the trash.

        Reads the index as it is: an article that is not in it yet has no neighbours, see `Search.refresh`.

        Args:
            id: the article.
            limit: how many at the most.

        Raises:
            NotFound: no article has this id.
        """
        wanted = self._entries.get(id)
        near: tuple[Neighbour, ...] = ()
        for asked in (limit + _SPARE, _MANY * limit):
            like = {one.id: one for one in self._search.like(id, asked, _SHOWN_TERMS)}
            near = self._without_doubles(wanted, like, limit)
            if len(near) == limit or len(like) < asked:
                break
        return near

    def _without_doubles(self, wanted: Entry, like: Mapping[str, Alike], limit: int) -> tuple[Neighbour, ...]:
        ids, near = list(like), list[Entry]()
        for start in range(0, len(ids), limit):
            if len(near) >= limit:
                break
            # Without those gone since the index was made.
            entries = self._entries.lazily(ids[start : start + limit])
            near += [entry for entry in entries if self._is_near(entry, wanted, like[entry.id].score)]
        return tuple(Neighbour(entry, like[entry.id].words, like[entry.id].score) for entry in near[:limit])

    @staticmethod
    def _is_near(entry: Entry, wanted: Entry, score: float) -> bool:
        double = score > _DOUBLE or entry.title == wanted.title or entry.text_hash == wanted.text_hash
        return score >= _LEAST_LIKENESS and not entry.trashed and not double
