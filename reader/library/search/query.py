"""The query language: words, phrases, fields, `-not`, `or`, and parentheses.

::

    query     = all { "or" all }
    all       = part { ["and"] part }
    part      = ["-" | "not"] ( "(" query ")" | field ":" value | word | '"' phrase '"' ) ["*"]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reader.errors import QueryError

Scope = Literal["any", "title", "notes", "highlights"]

FIELDS = (
    "title",
    "site",
    "author",
    "tag",
    "url",
    "lang",
    "is",
    "in",
    "before",
    "after",
    "saved",
    "highlighted",
    "words",
    "minutes",
    "progress",
)

_LEAST_LETTERS = 3

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s)]))
      | (?P<field>[a-z]+):(?!//)(?:"(?P<quoted>[^"]*)(?P<shut>"?)|(?P<value>[^\s()"]*))
      | "(?P<phrase>[^"]*)"?(?P<star>\*?)
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that stands in the text."""

    text: str
    prefix: bool = False
    """Also words that begin so."""
    scope: Scope = "any"


@dataclass(frozen=True, slots=True)
class Condition:
    """A field with what it must be."""

    field: str
    value: str
    place: int
    """Where it stands in the query: characters from its start."""


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Everything of it holds; of nothing at all, that is true."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Something of it holds."""

    parts: tuple[Node, ...]


Node = Term | Condition | Not | All | Any


def parse_query(query: str, *, typing: bool = False) -> Node:
    """Parse a query.

    Args:
        query: as the user wrote it.
        typing: the last word is not finished: words that begin so are meant.

    Raises:
        QueryError: it cannot be understood; the message names the place.
    """
    parser = _Parser(_tokens(query))
    node = parser.any_of(frozenset())
    if parser.rest():
        raise QueryError(f'")" without "(" at {parser.rest()[0].place}')
    return _with_last_as_prefix(node) if typing and query[-1:] not in ('"', ")", " ", "*", "") else node


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int
    extra: str = ""


def _tokens(query: str) -> list[_Token]:
    tokens = []
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        place = found.end() - len(found[0].lstrip())
        if found["field"]:
            value = found["quoted"] if found["quoted"] is not None else found["value"]
            tokens.append(_field_token(found["field"], value, place))
        elif found["phrase"] is not None:
            tokens.append(_Token("phrase", found["phrase"], place, found["star"]))
        else:
            tokens.append(_Token(kind, found[kind], place))
    return tokens


def _field_token(field: str, value: str, place: int) -> _Token:
    if field not in FIELDS:
        raise QueryError(f'no field "{field}:" (at {place}); there are {", ".join(FIELDS)}')
    if not value:
        raise QueryError(f'"{field}:" at {place} needs a value')
    return _Token("field", value, place, field)


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def rest(self) -> list[_Token]:
        return self._tokens[self._next :]

    def any_of(self, scopes: frozenset[Scope]) -> Node:
        parts = [self._all_of(scopes)]
        while self._word("or"):
            parts.append(self._all_of(scopes))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all_of(self, scopes: frozenset[Scope]) -> Node:
        """Parts side by side; an `in:` among them says where the words of all of them are looked for."""
        own = scopes | self._scopes_ahead()
        parts: list[Node] = []
        while self._next < len(self._tokens) and not self._at("close") and not self._is_word("or"):
            if self._word("and"):
                continue
            part = self._part(own)
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _scopes_ahead(self) -> frozenset[Scope]:
        depth, found = 0, set[Scope]()
        for token in self.rest():
            depth += (token.kind == "open") - (token.kind == "close")
            if depth < 0 or (depth == 0 and token.kind == "word" and token.text.lower() == "or"):
                break
            if depth == 0 and token.kind == "field" and token.extra == "in":
                found.add(_scope(token))
        return frozenset(found)

    def _part(self, scopes: frozenset[Scope]) -> Node | None:
        if self._take("minus") or self._word("not"):
            if self._next >= len(self._tokens):
                raise QueryError("what must not be found is missing at the end")
            part = self._part(scopes)
            return None if part is None else Not(part)
        token = self._tokens[self._next]
        self._next += 1
        if token.kind == "open":
            inner = self.any_of(scopes)
            if not self._take("close"):
                raise QueryError(f'"(" at {token.place} is not closed')
            return inner
        if token.kind == "field":
            return _field(token)
        if token.kind in ("word", "phrase"):
            return _term(token, scopes)
        raise QueryError(f'"{token.text}" at {token.place} is not expected here')

    def _at(self, kind: str) -> bool:
        return self._next < len(self._tokens) and self._tokens[self._next].kind == kind

    def _take(self, kind: str) -> bool:
        taken = self._at(kind)
        self._next += taken
        return taken

    def _is_word(self, word: str) -> bool:
        return self._at("word") and self._tokens[self._next].text.lower() == word

    def _word(self, word: str) -> bool:
        taken = self._is_word(word)
        self._next += taken
        return taken


def _scope(token: _Token) -> Scope:
    if token.text == "notes":
        return "notes"
    if token.text == "highlights":
        return "highlights"
    if token.text == "title":
        return "title"
    raise QueryError(f'"in:{token.text}" at {token.place}: in:title, in:notes or in:highlights')


def _field(token: _Token) -> Node:
    if token.extra == "title":
        text, prefix = token.text.rstrip("*"), token.text.endswith("*")
        return Term(text, prefix, "title") if _has_letters(text) else All(())
    return Condition(token.extra, token.text, token.place)


def _term(token: _Token, scopes: frozenset[Scope]) -> Node | None:
    text = token.text.rstrip("*") if token.kind == "word" else token.text
    prefix = bool(token.extra) or (token.kind == "word" and token.text.endswith("*"))
    if not _has_letters(text):
        return None  # a sign alone is in no index, and while one types it is only the beginning of something
    terms = tuple(Term(text, prefix, scope) for scope in sorted(scopes)) or (Term(text, prefix),)
    return terms[0] if len(terms) == 1 else Any(terms)


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _is_short(text: str) -> bool:
    """Whether a beginning says little: words with it stand in nearly every text, so it waits for more."""
    return len(text) < _LEAST_LETTERS and text.isascii()


def _is_term(node: Node) -> bool:
    return isinstance(node, Term)


def _with_last_as_prefix(node: Node) -> Node:
    match node:
        case Term(text, _, scope):
            return Term(text, True, "title" if scope == "any" and _is_short(text) else scope)
        case All((*parts, Term(text, _, "any"))) if _is_short(text) and any(map(_is_term, parts)):
            return All(tuple(parts))
        case All(parts) if parts:
            return All((*parts[:-1], _with_last_as_prefix(parts[-1])))
        case Any(parts) if parts:
            return Any((*parts[:-1], _with_last_as_prefix(parts[-1])))
        case Not(part):
            return Not(_with_last_as_prefix(part))
        case _:
            return node
