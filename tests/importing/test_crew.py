"""Processes that prepare pages: one that dies costs what it had in hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.importing.crew import Crew


def work(chunk: list[int]) -> list[str]:
    if 13 in chunk:
        os._exit(9)  # as the kernel does when the memory is full
    return [f"done {one}" for one in chunk]


def lost(one: int) -> str:
    return f"lost {one}"


def test_a_dead_process_costs_one_piece_of_work_and_no_order() -> None:
    with Crew(2, work, lost) as crew:
        tasks = [crew.begin(chunk) for chunk in ([1, 2], [3, 13, 4], [5], [6, 7])]
        found = [one for task in tasks for one in crew.result(task)]
    assert found == [f"{'lost' if one == 13 else 'done'} {one}" for one in (1, 2, 3, 13, 4, 5, 6, 7)]


def test_work_is_done_here_when_no_process_can_start(monkeypatch: pytest.MonkeyPatch) -> None:
    # A program read from standard input cannot be read again by its children.
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "/nowhere/<stdin>", raising=False)
    with Crew(1, work, lost) as crew:
        tasks = [crew.begin(chunk) for chunk in ([1], [2, 3])]
        assert [one for task in tasks for one in crew.result(task)] == ["done 1", "done 2", "done 3"]


def test_what_nobody_waits_for_is_not_done() -> None:
    with Crew(1, work, lost) as crew:
        tasks = [crew.begin([number]) for number in range(20)]
        assert list(crew.result(tasks[0])) == ["done 0"]
    assert any(task.future is not None and task.future.cancelled() for task in tasks)


UNDER_A_SCREEN = """
import sys
from pathlib import Path
from tests.importing.test_crew import lost, work
from reader.importing.crew import Crew

class Taken:
    '''What a program that draws the screen leaves in the place of standard error.'''
    def write(self, text): ...
    def flush(self): ...
    def fileno(self): return -1

if __name__ == "__main__":
    sys.stderr = Taken()
    with Crew(1, work, lost) as crew:
        print(*crew.result(crew.begin([1])))
"""


def test_processes_start_while_the_screen_is_taken(tmp_path: Path) -> None:
    script = tmp_path / "program.py"  # a process of its own: here the tracker may run already
    script.write_text(UNDER_A_SCREEN)
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": root}, capture_output=True, text=True
    )
    assert done.stdout == "done 1\n"
