from __future__ import annotations

from threading import Thread

import pytest

from reader.reading.piping import Pipe


def test_a_command_reads_the_text_and_what_it_says_is_safe() -> None:
    assert Pipe("tr a-z A-Z").run("one two").output == "ONE TWO"
    assert Pipe(r"printf '\033[31mred'").run("").output == "\ufffd[31mred"
    assert Pipe(r"printf 'a\r\nb'").run("").output == "a\nb"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("echo no such thing >&2; exit 3", "exit status 3: no such thing"),
        ("exit 1", "exit status 1: exit 1"),
        ("kill -9 $$", "ended by SIGKILL: kill -9 $$"),
        ("sh -c 'kill -15 $$'; exit $?", "ended by SIGTERM: "),
    ],
)
def test_a_command_that_fails_is_one_clear_line(command: str, problem: str) -> None:
    said = Pipe(command).run("").problem
    assert said.startswith(problem)
    assert "\n" not in said


def test_a_command_that_is_not_there_is_said_by_its_name() -> None:
    assert "no-such-command" in Pipe("no-such-command").run("").problem


def test_a_command_that_hangs_is_stopped_and_what_it_said_is_kept() -> None:
    piped = Pipe("echo begun; sleep 600").run("", seconds=0.3)
    assert "stopped after" in piped.problem
    assert piped.output == "begun\n"


@pytest.mark.parametrize("command", ["yes", "yes | tr -d '\\n'"])
def test_a_command_without_end_is_stopped_when_it_said_enough(command: str) -> None:
    piped = Pipe(command).run("", most=5000)
    assert len(piped.output) == 5000
    assert "says more than" in piped.problem


def test_endless_complaints_do_not_fill_the_memory() -> None:
    piped = Pipe("yes complaint | head -c 3000000 >&2; exit 1").run("")
    assert piped.problem == "exit status 1: complaint"


def test_a_command_that_is_stopped_ends_with_all_that_it_started() -> None:
    piping = Pipe("sleep 600 | cat")
    piping.stop()  # before it began, as a quick hand does
    assert piping.run("").problem


def test_what_the_shell_left_running_ends_when_the_command_is_stopped() -> None:
    # The shell itself is done at once: what it left holds the pipe, and a program that waits for it.
    piping = Pipe("sleep 600 & echo begun")
    running = Thread(target=piping.run, args=("",), daemon=True)
    running.start()
    while running.is_alive():
        piping.stop()
        running.join(0.05)
