"""nightstand: a terminal reader for saved articles.

Its parts serve as a library, too; the README has an example. Each name is loaded when it is asked for:
what opens a kept article never pays for a parser, and what cleans a page never for a screen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.cleaning.article import Article, Story
    from reader.cleaning.pipeline import clean
    from reader.document.document import Document, Range
    from reader.errors import ReaderError, UnreadablePage
    from reader.exporting.export import export, export_highlights
    from reader.formats.page import Page
    from reader.formats.reading import read_pages
    from reader.importing.bringing import import_paths
    from reader.importing.results import ImportResult
    from reader.library.kept import Entry, Highlight
    from reader.library.library import Library

_HOMES = {
    "Article": "cleaning.article",
    "Document": "document.document",
    "Entry": "library.kept",
    "Highlight": "library.kept",
    "ImportResult": "importing.results",
    "Library": "library.library",
    "Page": "formats.page",
    "Range": "document.document",
    "ReaderError": "errors",
    "Story": "cleaning.article",
    "UnreadablePage": "errors",
    "clean": "cleaning.pipeline",
    "export": "exporting.export",
    "export_highlights": "exporting.export",
    "import_paths": "importing.bringing",
    "read_pages": "formats.reading",
}

__all__ = [
    "Article",
    "Document",
    "Entry",
    "Highlight",
    "ImportResult",
    "Library",
    "Page",
    "Range",
    "ReaderError",
    "Story",
    "UnreadablePage",
    "clean",
    "export",
    "export_highlights",
    "import_paths",
    "read_pages",
]


def __getattr__(name: str) -> Any:
    """Load a name of the public face (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
