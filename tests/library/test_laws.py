"""Laws of the library: whatever is done, undone and reopened."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.library.addresses import normal_address
from reader.library.kept import Colour, State
from reader.library.library import Library
from reader.library.lines import make_line, read_lines
from tests.library.samples import TIDE, add, draft, everything, exported

_TAGS = st.lists(st.sampled_from(["sea", "later", "Ärger", "長い"]), min_size=1, max_size=3)
_TEXTS = st.sampled_from([TIDE, TIDE[80:], "Another story.\n\n" + TIDE, "Nothing is left of it."])


class Edits(RuleBasedStateMachine):
    """Any sequence of edits: undoing all of it gives the library as it was, doing it again as it became."""

    entries: Bundle[str] = Bundle("entries")
    marks: Bundle[str] = Bundle("marks")

    @initialize(target=entries)
    def open(self) -> str:
        self.made = tempfile.TemporaryDirectory()
        self.folder = Path(self.made.name) / "library"
        self.library = Library.open(self.folder)
        self.first = add(self.library).id
        self.before = everything(self.library)
        self.zip = Path(self.made.name) / "all.zip"
        self.rows, self.files = exported(self.library, self.zip)
        self.steps = len(self.library.log())
        return self.first

    @rule(target=entries, title=st.text(max_size=12))
    def add(self, title: str) -> str:
        return add(self.library, title).id

    @rule(id=entries, tags=_TAGS)
    def tag(self, id: str, tags: list[str]) -> None:
        self.library.entries.tag([id], tags)

    @rule(id=entries, tags=_TAGS)
    def untag(self, id: str, tags: list[str]) -> None:
        self.library.entries.untag([id], tags)

    @rule(id=entries, action=st.sampled_from(["star", "unstar", "trash", "restore"]))
    def act(self, id: str, action: str) -> None:
        getattr(self.library.entries, action)([id, self.first])

    @rule(id=entries, title=st.text(min_size=1, max_size=9), published=st.sampled_from([None, "2024-03-03"]))
    def correct(self, id: str, title: str, published: str | None) -> None:
        self.library.entries.edit(id, title=title, byline=title, site="", published=published)

    @rule(id=entries, state=st.sampled_from(["unread", "reading", "archive"]))
    def move(self, id: str, state: State) -> None:
        self.library.entries.set_state([id, self.first], state)

    @rule(id=entries, note=st.text(max_size=20))
    def note(self, id: str, note: str) -> None:
        self.library.entries.set_note(id, note)

    @rule(id=entries, text=_TEXTS)
    def import_again(self, id: str, text: str) -> None:
        self.library.entries.replace_text(id, draft(markdown=text), parse_markdown(text))

    @rule(target=marks, id=entries, start=st.integers(0, 20))
    def highlight(self, id: str, start: int) -> str:
        length = self.library.entries.get(id).length
        return self.library.highlights.add(id, Range(min(start, length - 1), length)).id

    @rule(id=marks, note=st.text(max_size=9))
    def edit(self, id: str, note: str) -> None:
        self.library.highlights.edit(id, note=note, colour="blue")

    @rule(id=marks, colour=st.sampled_from(["green", "pink"]), tags=_TAGS)
    def recolour(self, id: str, colour: Colour, tags: list[str]) -> None:
        self.library.highlights.edit(id, colour=colour, tags=tags)

    @rule(id=marks, end=st.integers(1, 40))
    def put_elsewhere(self, id: str, end: int) -> None:
        entry = self.library.entries.get(self.library.highlights.get(id).entry)
        self.library.highlights.edit(id, place=Range(0, min(end, entry.length)))

    @rule(id=consumes(marks))
    def remove(self, id: str) -> None:
        self.library.highlights.remove(id)

    @rule()
    def undo_and_redo_is_nothing(self) -> None:
        now = everything(self.library)
        if len(self.library.log()) > self.steps:
            self.library.undo()
            self.library.redo()
            assert everything(self.library) == now

    def teardown(self) -> None:
        if not hasattr(self, "library"):
            return
        with self.made, self.library:
            after = everything(self.library)
            with Library.open(self.folder) as reopened:
                assert everything(reopened) == after
                assert reopened.check().problems == ()
            done = len(self.library.log()) - self.steps
            for _ in range(done):
                self.library.undo()
            assert everything(self.library) == self.before
            rows, files = exported(self.library, self.zip)
            assert rows == self.rows
            assert files.items() >= self.files.items()  # texts of what was undone wait for a redo
            for _ in range(done):
                self.library.redo()
            assert everything(self.library) == after


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)

_ROWS: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.text(max_size=5), st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text(max_size=20))
)


@given(st.lists(_ROWS, max_size=5), st.binary(max_size=30))
def test_journal_lines_come_back_whatever_stands_after_them(rows: list[dict[str, Any]], tail: bytes) -> None:
    data = b"".join(make_line(n, {"entries": {"1": row}}) for n, row in enumerate(rows))
    found = [line for line in read_lines(data + tail) if line.sequence is not None]
    assert [line.changes["entries"]["1"] for line in found] == rows
    assert (
        b"".join(line.raw for line in read_lines(data + tail))
        == (data + tail)[: (data + tail).rfind(b"\n") + 1]
    )


@given(st.text(alphabet=st.characters(categories=None), max_size=30))
def test_no_text_of_a_page_or_user_stops_a_write(text: str) -> None:
    with tempfile.TemporaryDirectory() as made, Library.open(Path(made)) as library:
        entry = add(library, text, url=text, byline=text, age=text, topics=(text,), source_path=text)
        library.entries.set_note(entry.id, text)
        library.entries.edit(entry.id, title=text, site=text, url=text)
        library.entries.tag([entry.id], [text])
        library.highlights.add(entry.id, Range(0, 3), note=text, tags=[text])
        library.links.add(text, text)
        kept = everything(library)
        with Library.open(Path(made)) as reopened:
            assert everything(reopened) == kept


@pytest.mark.parametrize(
    "same",
    [
        "http://www.tide.example/ferry",
        "https://tide.example/ferry/",
        "https://m.tide.example/ferry?utm_source=letter&fbclid=1",
        "https://tide.example:443/ferry/amp#top",
        "https://TIDE.example/ferry/index.html",
    ],
)
def test_addresses_of_one_page_are_equal(same: str) -> None:
    assert normal_address(same) == normal_address("https://tide.example/ferry")


@pytest.mark.parametrize("other", ["/ferry?id=2", "/Ferry", "/ferry/2", ":8080/ferry"])
def test_addresses_of_other_pages_differ(other: str) -> None:
    assert normal_address("https://tide.example" + other) != normal_address("https://tide.example/ferry")


@given(st.text())
def test_normal_address_never_raises(url: str) -> None:
    normal_address(url)
    normal_address("https://" + url)
