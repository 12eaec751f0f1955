"""Queries as SQLite's FTS5 takes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reader.library.search.query import All, Any, Node, Not, Scope, Term
from reader.library.search.words import index_text, is_sign

_COLUMNS: Mapping[Scope, str] = MappingProxyType(
    {"title": "{title} : ", "notes": "{notes} : ", "highlights": "{marks} : ", "any": ""}
)


def expression_of(node: Node) -> str | None:
    """A query of words alone as an FTS5 expression; None when it asks for more, or only excludes."""
    match node:
        case Term(text, prefix, scope):
            quoted = '"{}"'.format(index_text(text).replace('"', " "))
            return f"{_COLUMNS[scope]}{quoted}{'*' if prefix else ''}"
        case Any(parts) if parts:
            found = [expression_of(part) for part in parts]
            return None if None in found else f"({' OR '.join(map(str, found))})"
        case All(parts) if parts:
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            found = [expression_of(part) for part in (*wanted, *unwanted)]
            if None in found or not wanted:
                return None
            head = f"({' AND '.join(map(str, found[: len(wanted)]))})"
            return "".join((head, *(f" NOT {one}" for one in found[len(wanted) :])))
        case _:
            return None


def terms_of(node: Node) -> list[Term]:
    """The words that are looked for, not those that must not be found."""
    match node:
        case Term():
            return [node]
        case All(parts) | Any(parts):
            return [term for part in parts for term in terms_of(part)]
        case _:
            return []


def without_begun_letter(node: Node) -> Node:
    """A query without a word of which only the first letter is typed; a sign that is a word stays."""
    match node:
        case Term(text, True) if len(text) == 1 and not is_sign(text):
            return All(())
        case All(parts):
            return All(tuple(without_begun_letter(part) for part in parts))
        case _:
            return node
