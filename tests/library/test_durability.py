from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.durability import (
    Tally,
    Work,
    cut_power,
    kill_writers,
    sweep_faults,
    write,
    write_and_compact,
    write_together,
    write_while_compacting,
)

pytestmark = pytest.mark.usefixtures("kept")

_WORK = (write, write_and_compact, write_while_compacting)


@pytest.mark.parametrize("work", _WORK)
def test_a_fault_at_any_call_loses_nothing(tmp_path: Path, work: Work) -> None:
    tally = Tally()
    sweep_faults(tmp_path, work, tally)
    assert tally.faults == []
    assert tally.cases > 10


@pytest.mark.parametrize("work", _WORK)
def test_a_power_cut_at_any_moment_loses_nothing(tmp_path: Path, work: Work) -> None:
    tally = Tally()
    cut_power(tmp_path, work, tally)
    assert tally.faults == []
    assert tally.cases > 10


@pytest.mark.parametrize("kind", ["journal", "file", "folder"])
def test_a_build_that_leaves_a_sync_out_is_caught(tmp_path: Path, kind: str) -> None:
    # The backup pair makes good a snapshot that was not synced; an article's files have no second copy.
    tally = Tally()
    for work in _WORK:
        cut_power(tmp_path / work.__name__, work, tally, blind_to=frozenset({kind}))
    assert tally.faults != []


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    tally = Tally()
    kill_writers(tmp_path, 10, tally)
    assert tally.faults == []


def test_four_processes_lose_none_of_their_writes(tmp_path: Path) -> None:
    tally = Tally()
    write_together(tmp_path, 4, 25, tally)
    assert tally.faults == []
