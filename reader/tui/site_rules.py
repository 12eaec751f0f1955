"""The user's rules for sites, as the screens ask the program for them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from reader.settings.sites import NO_SITES, Sites


@runtime_checkable
class HasSites(Protocol):
    """A program that knows where the user says how the pages of sites are cleaned."""

    sites_file: Path | None


def sites_file_of(app: object) -> Path | None:
    """Where the rules are kept; None when nowhere."""
    return app.sites_file if isinstance(app, HasSites) else None


def sites_of(app: object) -> Sites:
    """The rules as they are now; they may have changed since the program started."""
    path = sites_file_of(app)
    if path is None:
        return NO_SITES
    from reader.cleaning.site_rules import read_sites

    return read_sites(path)
