from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.document.document import Range
from reader.formats.page import Page, Source
from reader.importing.bringing import import_page, import_paths
from reader.importing.recleaning import reclean, rewrite
from reader.library.kept import Entry
from reader.library.library import Library
from reader.settings.keeping import keep_site
from reader.settings.sites import load_sites

STORY = (
    "<p>The ferry stopped at noon, and the captain, who had not been told why, walked home by the dike.</p>"
    "<p>Nobody in the harbour office could say who had given the order, or whether it had been given.</p>"
)
URL = "https://harbour.example/ferry"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", tmp_path / "cache") as opened:
        yield opened


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "ferry.html"
    file.write_text(f"<title>The ferry</title><nav>Menu</nav><h1>The ferry</h1><article>{STORY}</article>")
    return file


@pytest.fixture
def ferry(library: Library, page: Path) -> Entry:
    (result,) = import_paths(library, [str(page)], url=URL)
    assert result.entry is not None
    return result.entry


def text_of(library: Library, entry: Entry) -> str:
    return library.entries.document(entry.id).text


def test_an_edited_text_keeps_highlights_and_original_and_undo_brings_the_old_one_back(
    library: Library, ferry: Entry, page: Path
) -> None:
    before = text_of(library, ferry)
    start = before.index("walked home")
    mark = library.highlights.add(ferry.id, Range(start, start + 11))
    library.entries.star([ferry.id])
    markdown = library.entries.markdown(ferry.id)
    done = rewrite(library, ferry.id, f"## A new day\n\n{markdown}\n")
    assert (done.outcome, dict(done.marks)) == ("updated", {"exact": 1})
    after = text_of(library, ferry)
    moved = library.highlights.get(mark.id).range
    assert after[moved.start : moved.end] == "walked home"
    entry = library.entries.get(ferry.id)
    assert (entry.title, entry.starred, entry.url, entry.rewritten) == ("The ferry", True, URL, True)
    assert library.entries.original(ferry.id) == page.read_bytes()
    library.undo()
    assert text_of(library, ferry) == before
    assert not library.entries.get(ferry.id).rewritten


def test_a_text_that_comes_back_as_it_was_has_its_lost_highlights_again(
    library: Library, ferry: Entry
) -> None:
    before, markdown = text_of(library, ferry), library.entries.markdown(ferry.id)
    start = before.index("walked home")
    mark = library.highlights.add(ferry.id, Range(start, start + 11))
    assert dict(rewrite(library, ferry.id, "My own words, and none of theirs.").marks) == {"lost": 1}
    assert dict(rewrite(library, ferry.id, markdown).marks) == {"exact": 1}
    assert library.highlights.get(mark.id).range == mark.range


def test_a_changed_passage_that_was_lost_in_between_is_not_taken_for_the_one_that_was_marked(
    library: Library, ferry: Entry
) -> None:
    markdown = library.entries.markdown(ferry.id)
    changed = markdown.replace("had not been told why, walked home", "had not been told why, strolled home")
    start = text_of(library, ferry).index("who had not")
    mark = library.highlights.add(
        ferry.id, Range(start, start + len("who had not been told why, walked home"))
    )
    assert dict(rewrite(library, ferry.id, changed).marks) == {"changed": 1}
    assert dict(rewrite(library, ferry.id, "My own words, and none of theirs.").marks) == {"lost": 1}
    assert dict(rewrite(library, ferry.id, changed).marks) == {"changed": 1}
    assert library.highlights.get(mark.id).anchor.exact == mark.anchor.exact
    assert dict(rewrite(library, ferry.id, markdown).marks) == {"exact": 1}


def test_an_edited_text_outlives_a_new_copy_of_the_page_but_not_a_cleaning_that_is_asked_for(
    library: Library, ferry: Entry, page: Path
) -> None:
    rewrite(library, ferry.id, "My own words.")
    page.write_text(page.read_text() + "<!-- saved again -->" + STORY)
    (again,) = import_paths(library, [str(page)], url=URL)
    assert again.outcome == "same"
    assert text_of(library, ferry) == "My own words."
    assert reclean(library, ferry.id).outcome == "updated"
    assert "walked home" in text_of(library, ferry)
    assert not library.entries.get(ferry.id).rewritten


@pytest.mark.parametrize(("markdown", "outcome"), [(" \n\n", "skipped"), (None, "same")])
def test_an_empty_text_is_refused_and_an_unchanged_one_is_no_change(
    library: Library, ferry: Entry, markdown: str | None, outcome: str
) -> None:
    revision = library.revision
    text = library.entries.markdown(ferry.id) if markdown is None else markdown
    assert rewrite(library, ferry.id, text).outcome == outcome
    assert library.revision == revision


def test_control_characters_that_were_pasted_do_not_get_into_a_text(library: Library, ferry: Entry) -> None:
    rewrite(library, ferry.id, "Red \x1b[31malert\x07 and a word.")
    assert not {"\x1b", "\x07"} & set(text_of(library, ferry) + library.entries.markdown(ferry.id))


def test_pages_come_in_as_the_rule_of_their_site_says_also_when_there_are_many(
    library: Library, tmp_path: Path
) -> None:
    rules = tmp_path / "sites.toml"
    keep_site(rules, "harbour.example", None, {"strip": ("article > p:last-child",)})
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(26):
        link = f"<link rel=canonical href='{URL}/{number}'>"
        (folder / f"{number}.html").write_text(
            f"{link}<title>Day {number}</title><article><p>Day {number} was long.</p>{STORY}</article>"
        )
    results = list(import_paths(library, [str(folder)], sites=load_sites(rules)))
    assert len(results) == 26
    for result in results:
        assert result.entry is not None
        assert "captain" in text_of(library, result.entry)
        assert "harbour office" not in text_of(library, result.entry)


def test_a_page_in_hand_comes_in_as_the_rule_of_its_site_says(library: Library, tmp_path: Path) -> None:
    rules = tmp_path / "sites.toml"
    rules.write_text('["harbour.example"]\nstrip = "p.notice"\n')
    notice = '<p class="notice">The ferry office is closed today, because nobody has the key to it.</p>'
    html = f"<title>The ferry</title><article>{STORY}{notice}{STORY}</article>"
    result = import_page(library, Page("html", html, Source("f.html"), url=URL), sites=load_sites(rules))
    assert result.entry is not None
    assert "has the key" not in text_of(library, result.entry)
