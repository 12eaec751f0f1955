"""Small numbers for the articles of a library, so that sets of them are `bits`."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from reader.library.search.bits import Bits, bits_of, flags_of, numbers_in

_MOST_ASTRAY = 2000  # texts whose number is not their article's, looked at one by one at each question


class Numbers:
    """A number for each article, from 0 on. It stays, whatever becomes of the article.

    The index numbers texts, and an article that changes becomes another text. Where it can, an article has
    the number of its text: then what the index finds is a set of articles as it stands.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._growing = threading.Lock()
        self._straight: Bits = 0
        """Texts that have their article's number."""
        self._astray: dict[int, int] = {}
        """The other texts, by article."""
        self.last_text = 0
        """The newest text of the index that is known."""

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Sequence[str]:
        """The ids by number; empty where no article has it. The caller must not change them."""
        return self._ids

    @property
    def is_astray(self) -> bool:
        """Whether so many texts have other numbers than their articles that numbering anew pays."""
        return len(self._astray) > _MOST_ASTRAY

    def of(self, id: str) -> int:
        """The number of an article."""
        number = self._numbers.get(id)
        return self._add(id, len(self._ids)) if number is None else number

    def _add(self, id: str, wanted: int) -> int:
        """Number an article, as is wanted where that number is free."""
        with self._growing:
            if id in self._numbers:
                return self._numbers[id]
            if wanted < len(self._ids) and self._ids[wanted]:
                wanted = len(self._ids)
            self._ids.extend([""] * (wanted + 1 - len(self._ids)))
            self._ids[wanted] = id
            self._numbers[id] = wanted
            return wanted

    def all_of(self, ids: Iterable[str]) -> list[int]:
        """The numbers of some articles, in their order."""
        wanted = list(ids)
        try:
            return list(map(self._numbers.__getitem__, wanted))
        except KeyError:
            return [self.of(id) for id in wanted]

    def bits(self, ids: Iterable[str]) -> Bits:
        """Some articles as a set."""
        return bits_of(self.all_of(ids))

    def learn(self, texts: Sequence[tuple[int, str]]) -> None:
        """Take in which texts the index has got, and of which articles, in the order of the texts."""
        if texts and self._begin(texts):
            return
        straight, known = [], self._straight
        for text, id in texts:
            number = self._numbers.get(id)
            if number is None:
                number = self._add(id, text)
            elif known >> number & 1:
                known ^= 1 << number
            if number == text:
                straight.append(text)
                self._astray.pop(number, None)
            else:
                self._astray[number] = text
            self.last_text = text
        self._straight = known | bits_of(straight)

    def _begin(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Number everything as the index does: one by one, 100,000 take a fifth of a second (2026-11).

        False where articles have numbers already.
        """
        with self._growing:
            if self._ids:
                return False
            self.last_text = texts[-1][0]
            self._ids.extend([""] * (self.last_text + 1))
            for text, id in texts:
                self._ids[text] = id
            self._numbers.update((id, text) for text, id in texts)
            self._straight = bits_of([text for text, _ in texts])
            return True

    def of_texts(self, texts: Bits) -> Bits:
        """The articles of some texts of the index; without those whose text is another one now."""
        found = texts & self._straight
        if not self._astray:
            return found
        flags = flags_of(texts, self.last_text + 1)
        return found | bits_of([number for number, text in list(self._astray.items()) if flags[text]])

    def by_text(self, articles: Bits) -> dict[int, int]:
        """Some articles by their texts in the index; without those that are not in it."""
        found = {number: number for number in numbers_in(articles & self._straight)}
        flags = flags_of(articles, len(self._ids))
        found.update((text, number) for number, text in list(self._astray.items()) if flags[number])
        return found
