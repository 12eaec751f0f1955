"""Pages written for `nightstand demo`: invented people, places and sites."""

from __future__ import annotations

from importlib.resources import files

# The first one is what the demo opens.
_NAMES = (
    "the-lighthouse-that-moved.html",
    "church-on-rails.html",
    "keeping-time-with-bells.html",
    "storm-pier.txt",
    "notes-on-plain-text.md",
    "der-letzte-faehrmann.html",
    "the-keepers-goat.txt",
)


def sample_paths() -> tuple[str, ...]:
    """The sample pages as file names, in the order that the demo shows them."""
    folder = files(__package__) / "pages"
    return tuple(str(folder / name) for name in _NAMES)
