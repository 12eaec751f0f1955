"""The library and the settings that a command works on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.output import tell, warn
from reader.settings.folders import Folders, find_folders
from reader.terminal import safe_line

if TYPE_CHECKING:
    from reader.cli.context import Context
    from reader.library.library import Library
    from reader.settings.sites import Sites


def folders_of(context: Context) -> Folders:
    """Where this run of the program keeps everything."""
    return find_folders(library=context.library)


def sites_of(folders: Folders) -> Sites:
    """The user's rules for sites; what is wrong with them is said on standard error."""
    from reader.cleaning.site_rules import read_sites

    sites = read_sites(folders.sites_file)
    for problem in sites.problems:
        warn(str(problem))
    return sites


@contextmanager
def opened_library(context: Context) -> Iterator[Library]:
    """Open the library, and say on standard error what opening had to mend."""
    from reader.library.library import Library

    folders = folders_of(context)
    log_to(folders.state)
    if context.library is not None and not folders.library.exists():
        # A mistyped path would show an empty list, and leave one wondering.
        where = safe_line(str(context.library))
        warn(f"there was no library at {where}; a new one is made")
    with Library.open(folders.library, folders.cache, mirror_later=True) as library:
        if library.starts_slowly:
            tell("nightstand: the library is made ready for quick starts …")
            library.prepare_starts()
        for notice in library.notices:
            warn(str(notice))
        yield library
        tell_slow_end(library)


def tell_slow_end(library: Library) -> None:
    """Say on standard error what one waits for, where closing the library takes its time."""
    if library.closes_slowly:
        tell("nightstand: everything is kept; the files are made ready for the next start …")


def log_to(folder: Path) -> None:
    """Send diagnostics to a file in the state folder, never to the screen."""
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(folder / "nightstand.log", encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()  # a read-only home must not stop anyone from reading
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
