"""Reading aloud, with a stand-in for the program that speaks."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from threading import Thread

import pytest

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.reading.speech import Speaker, speech_command, spoken_text


def stand_in(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_sentence_is_given_to_the_program_and_waited_for(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    speaker = Speaker(stand_in(f"import sys; open({str(heard)!r}, 'a').write(sys.stdin.read() + '|')"))
    assert speaker.say("The goat says “no”.") == ""
    assert speaker.say("Again.") == ""
    assert heard.read_text("utf-8") == "The goat says “no”.|Again.|"


def test_what_goes_wrong_is_one_line() -> None:
    assert Speaker(["no-such-program-at-all"]).say("x").startswith("no-such-program-at-all: ")
    failing = Speaker(stand_in("import sys; sys.stderr.write('no voice\\n'); sys.exit(3)"))
    assert failing.say("x").endswith("no voice")


def test_stop_ends_the_sentence_and_all_that_follow(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    speaker = Speaker(stand_in(f"import time; open({str(begun)!r}, 'w').close(); time.sleep(600)"))
    said: list[str] = []
    thread = Thread(target=lambda: said.append(speaker.say("A long one.")))
    thread.start()
    while not begun.exists():
        thread.join(0.01)
    speaker.stop()
    thread.join()
    assert said == [""]
    begun.unlink()
    assert speaker.say("Never heard.") == ""
    assert not begun.exists()


def test_stop_takes_a_program_that_ends_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, killpg = tmp_path / "begun", os.killpg

    def ended_already(group: int, signal: int) -> None:
        killpg(group, signal)
        raise ProcessLookupError

    monkeypatch.setattr(os, "killpg", ended_already)
    speaker = Speaker(stand_in(f"import time; open({str(begun)!r}, 'w').close(); time.sleep(600)"))
    thread = Thread(target=lambda: speaker.say("A long one."))
    thread.start()
    while not begun.exists():
        thread.join(0.01)
    speaker.stop()
    thread.join()


def test_command_has_the_language_and_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert speech_command("speak -v {lang} 'a b'; rm x", "de-AT") == [
        "speak",
        "-v",
        "de-at",
        "a b;",
        "rm",
        "x",
    ]
    assert speech_command("speak 'open", "") == ["speak", "'open"]
    monkeypatch.setattr("shutil.which", lambda name: name if name == "espeak" else None)
    assert speech_command("", "") == shlex.split("espeak -v en --stdin")
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert speech_command("", "en") is None


def test_marks_of_footnotes_are_not_spoken() -> None:
    document = parse_markdown("Eels swim.[^1] It was\nin 1945[^b] or so.[^3]")
    (block,) = document.blocks
    assert spoken_text(document, block.range) == "Eels swim. It was in 1945 or so."
    assert spoken_text(document, Range(document.text.index("It"), block.range.end)) == "It was in 1945 or so."
