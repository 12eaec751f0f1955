"""What the options before the subcommand say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Context:
    """What the options before the subcommand say."""

    library: Path | None
    """Folder named by --library; None for the usual one."""
