from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any as Any_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import QueryError
from reader.library.library import Library
from reader.library.search.query import All, Any, Condition, Not, Term, parse_query
from tests.library.samples import add, draft

ARTICLES = {
    "ferry": ("The Ferry Waits", "Marta Quill has sold tickets for forty years from a hut of driftwood."),
    "goat": ("The Keeper's Goat", "Nobody asked the keeper, who kept a goat and sold no tickets at all."),
    "fähre": ("Der letzte Fährmann", "Wer über den Fluss will, ruft. Die Straße endet am Wasser."),
    "灯台": ("灯台が動いた日", "灯台は砂の上に建てられた。誰もがそれを知っていた。"),
    "bread": ("Bread with Little Water", "Flour, water and time. " + "Wait and wait. " * 300),
}

FIELDS: dict[str, dict[str, Any_]] = {
    "ferry": {
        "site": "Harbour Post",
        "byline": "Ines Marlow",
        "published": "2024-03-03",
        "tags": ("sea",),
    },
    "goat": {
        "site": "Harbour Post",
        "published": "2023-11-05T10:00:00Z",
        "tags": ("sea", "two words"),
    },
    "fähre": {"language": "de", "url": "https://talbote.example/faehrmann"},
    "灯台": {"language": "ja", "published": "2022-01-01"},
    "bread": {"saved": datetime(2020, 5, 6, tzinfo=UTC)},
}


@pytest.fixture
def ids(library: Library) -> dict[str, str]:
    made = {}
    for name, (title, text) in ARTICLES.items():
        made[name] = add(library, title, text, **FIELDS[name]).id
    library.entries.star([made["goat"]])
    library.entries.set_state([made["bread"]], "archive")
    library.entries.set_note(made["goat"], "Ask about the lamp.")
    library.highlights.add(made["ferry"], Range(0, 11), note="a lantern of a person")
    library.search.refresh()
    return made


def found(library: Library, ids: dict[str, str], query: str, *, typing: bool = False) -> set[str]:
    names = {id: name for name, id in ids.items()}
    return {names[entry.id] for entry in library.search.find(query, typing=typing)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"ferry", "goat", "fähre", "灯台", "bread"}),
        ("tickets", {"ferry", "goat"}),
        ("TICKETS sold", {"ferry", "goat"}),
        ("tickets -goat", {"ferry"}),
        ("tickets not goat", {"ferry"}),
        ('"sold tickets"', {"ferry"}),
        ('"tickets sold"', set()),
        ("drift*", {"ferry"}),
        ("drift", set()),
        ("hut or flour", {"ferry", "bread"}),
        ("(hut or flour) -water", {"ferry"}),
        ("fahrmann", {"fähre"}),
        ("Fährmann", {"fähre"}),
        ("strasse", {"fähre"}),
        ("砂の上", {"灯台"}),
        ("砂は", set()),
        ("灯台", {"灯台"}),
        ("keeper's", {"goat"}),
        ("title:goat", {"goat"}),
        ("title:tickets", set()),
        ("site:harbour", {"ferry", "goat"}),
        ('site:"harbour post" -is:starred', {"ferry"}),
        ("site:talbote", {"fähre"}),
        ("author:marlow", {"ferry"}),
        ("tag:sea", {"ferry", "goat"}),
        ('tag:"two words"', {"goat"}),
        ("tag:se*", {"ferry", "goat"}),
        ("tag:se", set()),
        ("url:faehr", {"fähre"}),
        ("lang:de or lang:ja", {"fähre", "灯台"}),
        ("is:starred", {"goat"}),
        ("is:archived", {"bread"}),
        ("-is:unread", {"bread"}),
        ("is:highlighted", {"ferry"}),
        ("is:noted", {"ferry", "goat"}),
        ("is:lost", set()),
        ("lantern", {"ferry"}),
        ("in:notes lantern", {"ferry"}),
        ("in:notes lamp", {"goat"}),
        ("in:notes tickets", set()),
        ("in:highlights marta", {"ferry"}),
        ("in:highlights driftwood", set()),
        ("before:2024", {"goat", "灯台"}),
        ("after:2023", {"ferry"}),
        ("after:2023-10 before:2024-01", {"goat"}),
        ("saved:2020", {"bread"}),
        ("saved:2020-05-06", {"bread"}),
        ("saved:<2021", {"bread"}),
        ("saved:1d", {"ferry", "goat", "fähre", "灯台"}),
        ("saved:>1y", {"bread"}),
        ("words:>500", {"bread"}),
        ("words:5..15 lang:de", {"fähre"}),
        ("minutes:<2", {"ferry", "goat", "fähre", "灯台"}),
        ("highlighted:7d", {"ferry"}),
        ("progress:100", {"bread"}),
        ("tickets tag:sea -title:ferry", {"goat"}),
        ("(tickets site:harbour) or (water is:archived)", {"ferry", "goat", "bread"}),
        ("???", {"ferry", "goat", "fähre", "灯台", "bread"}),
    ],
)
def test_query_finds(library: Library, ids: dict[str, str], query: str, expected: set[str]) -> None:
    assert found(library, ids, query) == expected


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("colour:red", "0"),
        ("sea is:blue", "4"),
        ("words:many", "0"),
        ("saved:yesterday", "0"),
        ("sea (tide", "4"),
        ("sea) tide", "3"),
        ("tag: sea", "0"),
    ],
)
def test_a_wrong_query_says_where(library: Library, query: str, place: str) -> None:
    with pytest.raises(QueryError, match=place):
        library.search.find(query)


def test_a_sign_alone_is_only_the_beginning_of_a_query() -> None:
    assert parse_query("sea -") == Term("sea")


def test_while_typing_the_last_word_is_a_beginning(library: Library, ids: dict[str, str]) -> None:
    assert found(library, ids, "sold driftw", typing=True) == {"ferry"}
    assert found(library, ids, "driftw ", typing=True) == set()
    assert found(library, ids, '"sold tick', typing=True) == {"ferry"}


def test_words_of_the_title_count_most(library: Library, ids: dict[str, str]) -> None:
    other = add(library, "Something Else", "The goat, the goat and the goat, and other goats.").id
    library.search.refresh()
    assert [entry.id for entry in library.search.find("goat")] == [ids["goat"], other]


def test_titles_are_found_before_the_index_is_there(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        entry = add(library, "Der letzte Fährmann", "Text.")
        assert not library.search.is_ready()
        assert list(library.search.find("fahrmann")) == [entry]


def test_what_changes_is_found_as_it_is_now(library: Library, ids: dict[str, str]) -> None:
    text = "Quite another text about a lantern."
    library.entries.replace_text(ids["goat"], draft("The Keeper's Goat", text), parse_markdown(text))
    library.highlights.remove(library.highlights.of(ids["ferry"])[0].id)
    library.entries.trash([ids["bread"]])
    library.search.refresh()
    assert found(library, ids, "lantern") == {"goat"}
    assert found(library, ids, "flour") == set()
    assert [entry.id for entry in library.search.find("flour", shelf="trash")] == [ids["bread"]]
    assert found(library, ids, "flour is:trashed") == {"bread"}


def test_what_another_process_wrote_is_found(library: Library, ids: dict[str, str], folder: Path) -> None:
    assert library.search.is_ready()
    with Library.open(folder) as other:
        made = add(other, "From elsewhere", "A heron stood in the reeds.")
    library.refresh()
    assert not library.search.is_ready()
    library.search.refresh()
    assert [entry.id for entry in library.search.find("heron")] == [made.id]
    assert ids


def test_a_damaged_or_missing_index_is_made_again(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    with Library.open(folder, cache) as library:
        add(library)
        library.search.refresh()
    (file,) = (cache / "search").glob("*.sqlite")
    for damage in (b"", b"not a database" * 1000, file.read_bytes()[:4096], None):
        for beside in (cache / "search").glob("*.sqlite-*"):
            beside.unlink()
        file.unlink() if damage is None else file.write_bytes(damage)
        with Library.open(folder, cache) as library:
            library.search.refresh()
            assert len(library.search.find("driftwood")) == 1


def add_many(library: Library, count: int) -> None:
    for number in range(count):
        add(library, f"Heron {number}", f"A heron stood in reed bed {number}.")


def test_an_index_that_is_half_made_is_not_called_whole_by_another_thread(library: Library) -> None:
    add_many(library, 3)

    def meanwhile(_: int, __: int) -> bool:
        other = Thread(target=lambda: asked.append(library.search.refresh(lambda _, __: False)))
        other.start()
        other.join()
        asked.append(library.search.is_ready())
        return True

    asked: list[bool] = []
    assert library.search.refresh(meanwhile)
    assert asked == [False, False]
    assert library.search.is_ready()


def test_indexing_that_was_stopped_goes_on_from_there(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.search.search._BATCH", 2)
    add_many(library, 5)
    assert not library.search.refresh(lambda done, _: done < 4)
    assert not library.search.is_ready()
    assert library.search.refresh(lambda _, left: left == 1)
    assert len(library.search.find("heron reed")) == 5


def test_an_unwritable_cache_still_finds(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    with Library.open(folder, tmp_path / "cache") as library:
        add(library)
        library.search.refresh()
        assert len(library.search.find("driftwood")) == 1


def test_snippet_is_where_the_words_stand_together(library: Library) -> None:
    text = (
        "The lamp is lit.\n\n" + "Filler goes here. " * 40 + "\n\nThe lamp of the ferry was blue.\n\nThe end."
    )
    entry = add(library, "Lamps", text)
    snippet = library.search.snippet("ferry lamp", entry)
    assert snippet is not None
    assert snippet.text.startswith("The lamp of the ferry was blue.")
    assert [snippet.text[start:end] for start, end in snippet.hits] == ["lamp", "ferry"]
    assert library.entries.document(entry.id).text[snippet.offset :].startswith("lamp of the ferry")
    assert library.search.snippet("is:unread", entry) is None
    assert library.search.snippet("heron", entry) is None


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("title", "bread"),
        ("site", "bread"),
        ("minutes", "灯台"),
        ("published", "ferry"),
        ("progress", "bread"),
    ],
)
def test_sorts(library: Library, ids: dict[str, str], sort: str, first: str) -> None:
    library.entries.set_position(ids["bread"], 0, 500)
    entries = library.search.find("", sort=sort)  # type: ignore[arg-type]
    assert len(entries) == len(ids)
    if sort == "minutes":
        assert entries[0].words == min(entry.words for entry in entries)
    else:
        assert entries[0].id == ids[first]


NODES = st.recursive(
    st.sampled_from(
        [Term("tickets"), Term("goat"), Condition("is", "starred", 0), Condition("words", ">20", 0)]
    ),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
    ),
    max_leaves=6,
)


def written(node: object) -> str:
    match node:
        case Term(text):
            return text
        case Condition(field, value, _):
            return f"{field}:{value}"
        case Not(part):
            return f"-({written(part)})"
        case All(parts):
            return "(" + " ".join(map(written, parts)) + ")"
        case Any(parts):
            return "(" + " or ".join(map(written, parts)) + ")"
    raise AssertionError(node)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search") / "library") as library:
        for title, text in ARTICLES.values():
            add(library, title, text)
        goat = next(entry for entry in library.entries.all() if "Goat" in entry.title)
        library.entries.star([goat.id])
        library.search.refresh()
        yield library


@settings(deadline=None)
@given(NODES)
def test_any_query_is_the_logic_of_its_parts(shared: Library, node: object) -> None:
    def holds(node: object, id: str) -> bool:
        match node:
            case Term(text):
                entry = shared.entries.get(id)
                words = (
                    f"{entry.title} {shared.entries.document(id).text}".lower()
                    .replace(",", " ")
                    .replace(".", " ")
                )
                return text in words.replace("'", " ").split()
            case Condition("is", _, _):
                return shared.entries.get(id).starred
            case Condition():
                return shared.entries.get(id).words > 20
            case Not(part):
                return not holds(part, id)
            case All(parts):
                return all(holds(part, id) for part in parts)
            case Any(parts):
                return any(holds(part, id) for part in parts)
        raise AssertionError(node)

    expected = {entry.id for entry in shared.entries.all() if holds(node, entry.id)}
    assert {entry.id for entry in shared.search.find(written(node))} == expected


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from('ab é漢"()-*: or is:notword<>7d'), max_size=30), st.booleans())
def test_any_text_is_a_query_or_a_clear_error(shared: Library, query: str, typing: bool) -> None:
    try:
        found = shared.search.find(query, typing=typing)
    except QueryError:
        return
    assert {entry.id for entry in found} <= {entry.id for entry in shared.entries.all()}


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "edit", "mark", "note", "trash", "purge", "undo"]), st.integers(0, 9)
        ),
        max_size=12,
    )
)
def test_index_after_any_changes_is_a_fresh_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    base = tmp_path_factory.mktemp("steps")
    with Library.open(base / "library") as library:
        first = add(library, "Nought", "nought text here").id
        library.search.refresh()
        for step, number in steps:
            entries = [*library.entries.all(), *library.entries.listing("trash")]
            id = entries[number % len(entries)].id if entries else first
            _do(library, step, number, id)
            if number % 2:
                library.search.refresh()
        library.search.refresh()
        with Library.open(base / "library", base / "fresh") as other:
            other.search.refresh()
            for word in ("text", "three", "newly", "noted", "nought", "edited"):
                for shelf in ("all", "trash"):
                    mine = {entry.id for entry in library.search.find(word, shelf=shelf)}
                    fresh = {entry.id for entry in other.search.find(word, shelf=shelf)}
                    assert mine == fresh, word


def _do(library: Library, step: str, number: int, id: str) -> None:
    match step:
        case "add":
            add(library, f"Title {number}", f"text number three {number}")
        case "undo":
            library.undo()
        case _ if id not in {
            entry.id for entry in (*library.entries.all(), *library.entries.listing("trash"))
        }:
            return
        case "edit":
            library.entries.edit(id, title=f"edited {number}")
        case "mark":
            library.highlights.add(id, Range(0, 4), note="newly")
        case "note":
            library.entries.set_note(id, "noted")
        case "trash":
            library.entries.trash([id])
        case "purge":
            library.entries.purge([id])


def test_index_is_one_file_that_sqlite_opens(library: Library, ids: dict[str, str], folder: Path) -> None:
    (file,) = (folder / "cache" / "search").glob("*.sqlite")
    connection = sqlite3.connect(file)
    assert connection.execute("SELECT count(*) FROM docs WHERE live").fetchone()[0] == len(ids)
    connection.close()
    assert library.search.is_ready()


def test_doubles_and_the_trash_are_no_neighbours(library: Library, ids: dict[str, str]) -> None:
    double = add(library, "The Ferry Waits Again", ARTICLES["ferry"][1]).id
    gone = add(library, "Tickets of driftwood", "Marta Quill sold tickets of driftwood in her hut once.").id
    near = add(library, "Huts", "A hut of driftwood, and who sold it. Tickets were forty.").id
    library.entries.trash([gone])
    library.search.refresh()
    found = [neighbour.entry.id for neighbour in library.likeness.near(ids["ferry"])]
    assert near in found
    assert not {double, gone, ids["ferry"]} & set(found)


def test_times_count_back_from_now(library: Library) -> None:
    old = add(library, "Old", "Old text.", saved=datetime.now(UTC) - timedelta(days=20)).id
    new = add(library, "New", "New text.", saved=datetime.now(UTC) - timedelta(days=2)).id
    assert [entry.id for entry in library.search.find("saved:1w")] == [new]
    assert [entry.id for entry in library.search.find("saved:>1w")] == [old]
    assert {entry.id for entry in library.search.find("saved:1m")} == {old, new}


def test_while_an_index_is_made_titles_are_found_and_it_is_not_taken_for_whole(folder: Path) -> None:
    with Library.open(folder) as library:
        for number in range(3):
            add(library, f"Ferry {number}")
        seen = []

        def look(_: int, __: int) -> bool:
            seen.append((library.search.is_ready(), len(library.search.find("title:ferry"))))
            raise KeyboardInterrupt  # the program is left while it works

        with pytest.raises(KeyboardInterrupt):
            library.search.refresh(look)
        assert seen == [(False, 3)]
    with Library.open(folder) as library:
        assert not library.search.is_ready()
        library.search.refresh()
        assert len(library.search.find("driftwood")) == 3


def test_what_came_in_last_is_found_by_its_title_among_what_the_index_has(library: Library) -> None:
    add(library, "Ferry")
    library.search.refresh()
    new = add(library, "Another ferry", "Nothing of the sea.")
    assert not library.search.is_ready()
    assert {entry.title for entry in library.search.find("ferry")} == {"Ferry", "Another ferry"}
    assert [entry.title for entry in library.search.find("driftwood")] == ["Ferry"]
    library.entries.trash([new.id])
    assert [entry.title for entry in library.search.find("ferry")] == ["Ferry"]


def test_index_that_was_whole_at_the_start_stays_so_while_one_reads(folder: Path) -> None:
    with Library.open(folder) as library:
        entry = add(library)
        library.search.refresh()
    with Library.open(folder) as library:
        assert library.search.is_ready()
        library.entries.set_position(entry.id, 10, 40)
        library.entries.star([entry.id])
        assert library.search.is_ready()
    with Library.open(folder) as library:
        assert library.search.is_ready()


def test_a_field_leaves_the_order_of_what_it_leaves(library: Library) -> None:
    for number in range(16):
        text = f"{'The tide comes. ' * (number % 7 + 1)}{'Sand and stones. ' * (number % 5 * 9 + 3)}"
        add(library, f"Day {number}", text, tags=("few",) if number % 8 == 3 else ())
    library.search.refresh()
    order = [entry.title for entry in library.search.find("tide")]
    assert len(order) == 16
    assert order != sorted(order)
    few = [entry.title for entry in library.search.find("tide tag:few")]
    assert few == [title for title in order if title in few]
    assert sorted(few) == ["Day 11", "Day 3"]


def test_a_query_asked_again_finds_what_is_there_by_then(library: Library, ids: dict[str, str]) -> None:
    assert found(library, ids, "tickets") == {"ferry", "goat"}
    text = "Quite another text about a lantern."
    library.entries.replace_text(ids["goat"], draft("The Keeper's Goat", text), parse_markdown(text))
    new = add(library, "Booth", "More tickets.").id
    library.search.refresh()
    assert [entry.id for entry in library.search.find("tickets", sort="saved")] == [new, ids["ferry"]]
    library.search.rebuild()
    assert [entry.id for entry in library.search.find("tickets", sort="saved")] == [new, ids["ferry"]]
    assert found(library, ids, "lantern") == {"ferry", "goat"}


def test_fields_hold_for_what_another_index_numbers_otherwise(library: Library) -> None:
    first = add(library, "Ferry one", "A ferry.", tags=("sea",))
    assert len(library.search.find("words:<9")) == 1  # numbered before the index has it
    second = add(library, "Ferry two", "A ferry, and another ferry too.")
    library.entries.edit(first.id, title="Ferry three")
    library.search.refresh()
    library.entries.edit(second.id, title="Ferry four")
    library.search.refresh()
    assert [entry.title for entry in library.search.find("ferry words:<4")] == ["Ferry three"]
    assert [entry.title for entry in library.search.find("ferry -tag:sea")] == ["Ferry four"]
    assert [entry.title for entry in library.search.find("", sort="title")] == ["Ferry four", "Ferry three"]
    library.entries.edit(first.id, title="Ferry")
    assert [entry.title for entry in library.search.find("", sort="title")] == ["Ferry", "Ferry four"]
