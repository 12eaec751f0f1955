from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import mirroring
from reader.library.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened


@pytest.fixture(params=["in memory", "mirrored"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state in memory, and as a large one is kept: what is promised holds for both."""
    if request.param == "mirrored":
        monkeypatch.setattr(mirroring, "_LEAST_MIRRORED_BYTES", 0)
