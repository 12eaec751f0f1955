"""How often Python looks for circles of garbage while pages are cleaned."""

from __future__ import annotations

import gc

_OBJECTS = 100_000
"""A page makes some 10,000 objects that stay until its end, and next to no circles (2026-11)."""


def collect_seldom() -> None:
    """Let the collector run seldom; for processes that clean pages one after the other and then end.

    What one page leaves is freed without it. Looking through the nodes and blocks of each page, and through
    all that was imported, was an eighth of the time of cleaning.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS, 20, 20)
