"""Where everything is kept, in the folders that the system has for it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_NAME = "nightstand"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user. Asking for them makes none."""

    library: Path
    """State, originals and texts: what must not be lost."""
    cache: Path
    """Indexes and kept documents: may be deleted at any time."""
    config: Path
    """`config.toml` and `sites.toml`."""
    state: Path
    """The log file."""
    data: Path
    """Parent of the usual library."""

    @property
    def sites_file(self) -> Path:
        """Where the user says how the pages of a site are cleaned."""
        return self.config / "sites.toml"


def at_home(path: str | Path) -> Path:
    """A path as a user writes it: `~` is the home folder; it stays as it is where there is no such home."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def find_folders(library: Path | None = None) -> Folders:
    """The folders in use.

    Args:
        library: another library folder, else that of the environment variable NIGHTSTAND_LIBRARY; its
            derived files go to a cache folder of their own, so that two libraries never share an index.
    """
    if library is None and (named := os.environ.get("NIGHTSTAND_LIBRARY")):
        library = Path(named)
    data = Path(platformdirs.user_data_dir(_NAME, appauthor=False))
    cache = Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
    if library is not None:
        library = at_home(library).absolute()
        cache = cache / "libraries" / _folder_key(library)
    return Folders(
        library=library or data / "library",
        cache=cache,
        config=Path(platformdirs.user_config_dir(_NAME, appauthor=False)),
        state=Path(platformdirs.user_state_dir(_NAME, appauthor=False)),
        data=data,
    )


def _folder_key(folder: Path) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(folder)).hexdigest()[:16]
