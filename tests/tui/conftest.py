from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.parse import parse_markdown
from reader.library.kept import Draft, RelatedStory
from reader.library.library import Library

TEXT = """\
The tower was built on sand. Everyone knew it.

## Bricks

They counted **twice**, and [wrote it down](https://harbourpost.example/ledger).

- one cart
- two carts

> A wall remembers.

## Light

""" + "\n\n".join(f"Paragraph {number} speaks of the lantern and of the tide." for number in range(1, 60))


@pytest.fixture(autouse=True)
def all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens look as in a terminal of all colours and signs, whatever the tests run in."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("reader.tui.app.knows_signs", lambda: True)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        stories = (
            RelatedStory(
                "Storm takes the pier",
                source="Daily Tide",
                age="2 hours ago",
                text="It fell.\n\nNobody was hurt.",
            ),
            RelatedStory("Who pays for the coast?", "https://harbourpost.example/coast", kind="inline"),
        )
        draft = Draft(
            "The Lighthouse That Moved",
            TEXT,
            byline="Ines Marlow",
            site="Harbour Post",
            published="2024-03-03",
            url="https://harbourpost.example/tower",
            stories=stories,
        )
        opened.entries.add(draft, parse_markdown(TEXT))
        for title in ("Moving a church on rails", "Four bells"):
            opened.entries.add(
                Draft(title, f"{title}, in few words.", site="Field Notes"), parse_markdown(title)
            )
        yield opened


@pytest.fixture
def tower(library: Library) -> str:
    return next(entry.id for entry in library.entries.all() if entry.title.startswith("The Lighthouse"))
