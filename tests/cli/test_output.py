"""Tables, as people and scripts see them."""

from __future__ import annotations

import sys

import pytest

from reader.cli.output import print_records

_COLUMNS = ("id", "title", "published", "progress", "highlights")
_RECORDS = (
    {
        "id": "7kq2",
        "title": "Low tide",
        "published": "2024-03-02T09:10:11+01:00",
        "progress": 0.0,
        "highlights": 0,
    },
    {"id": "9abc", "title": "High tide", "published": "2023", "progress": 0.5, "highlights": 2},
)


def test_a_table_has_days_and_nothing_for_none(capsys: pytest.CaptureFixture[str]) -> None:
    print_records(_RECORDS, "table", _COLUMNS)
    assert capsys.readouterr().out.splitlines() == [
        "7kq2  Low tide   2024-03-02",
        "9abc  High tide  2023        50%  2",
    ]


def test_a_table_has_a_head_in_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_records(_RECORDS, "table", _COLUMNS)
    assert capsys.readouterr().out.splitlines()[0] == "ID    TITLE      PUBLISHED   PROGRESS  HIGHLIGHTS"


def test_a_column_of_nothing_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    print_records(_RECORDS[:1], "table", _COLUMNS)
    assert capsys.readouterr().out == "7kq2  Low tide  2024-03-02\n"


def test_records_for_scripts_keep_every_value(capsys: pytest.CaptureFixture[str]) -> None:
    print_records(_RECORDS[:1], "jsonl", _COLUMNS)
    assert (
        '"published": "2024-03-02T09:10:11+01:00", "progress": 0.0, "highlights": 0'
        in capsys.readouterr().out
    )
