from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import ExportError, SettingsError
from reader.exporting.annotations import annotation_collection, hypothesis_json
from reader.exporting.export import FORMATS, Options, export
from reader.exporting.filenames import file_stem, free_name
from reader.exporting.html import article_html
from reader.exporting.item import Item, items_of
from reader.exporting.notes import note_text, reader_id
from reader.exporting.readwise import readwise_csv
from reader.exporting.rendering import document_xhtml
from reader.library.kept import Draft
from reader.library.library import Library

TEXT = """Marta Quill keeps the *only* lamp on the island, and a [ledger](https://ledger.example/a?b=1&c=2).[^1]

## The goat

- first
- second
  - deeper

1. one
2. two

> Nobody asked the keeper.

| Year | Ships |
| --- | --- |
| 1901 | 12 |

```python
if a < b: print("&")
```

[^1]: Kept since 1901.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def item(library: Library) -> Item:
    draft = Draft(
        title='The Lamp: "A/B" & more',
        markdown=TEXT,
        byline="Ines Marlow and Theo Brandt",
        site="Harbour Post",
        url="https://harbour.example/lamp?x=1&y=2",
        published="2024-03-03T08:00:00+01:00",
        language="en",
        tags=("sea side", "keepers"),
    )
    entry = library.entries.add(draft, parse_markdown(TEXT))
    text = library.entries.document(entry.id).text
    start = text.index("only")
    library.highlights.add(entry.id, Range(start - 4, start + 9), note="=which lamp?", tags=("light house",))
    library.highlights.add(entry.id, Range(start, text.index("The goat") + 3), colour="blue")
    library.entries.set_note(entry.id, "compare with the pier")
    return only_item(library)


def only_item(library: Library) -> Item:
    (item,) = items_of(library, library.entries.all())
    return item


def parsed(xhtml: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<body>{xhtml}</body>")


def test_every_letter_of_the_document_is_in_the_page_in_order(item: Item) -> None:
    letters = iter("".join(parsed(document_xhtml(item.document)).itertext()))
    wanted = "".join(item.document.text.split())
    assert [letter for letter in wanted if letter not in letters] == []


def test_structure_of_the_document_is_structure_of_the_page(item: Item) -> None:
    root = parsed(document_xhtml(item.document))
    assert [part.text for part in root.findall(".//ul/li/ul/li")] == ["deeper"]
    assert len(root.findall("./ol/li")) == 2
    assert [part.text for part in root.findall(".//blockquote/p")] == ["Nobody asked the keeper."]
    assert [part.text for part in root.findall(".//th")] == ["Year", "Ships"]
    assert [part.text for part in root.findall(".//td")] == ["1901", "12"]
    assert root.find(".//pre/code[@class='language-python']") is not None
    assert root.find(".//a[@href='https://ledger.example/a?b=1&c=2']") is not None
    assert root.find(".//aside[@id='fn-1']") is not None


def test_highlights_are_marked_where_they_stand_even_when_they_overlap(item: Item) -> None:
    root = parsed(document_xhtml(item.document, item.placed))
    for one in item.placed:
        marks = [part for part in root.iter("mark") if part.get("class") == one.colour]
        marked = "".join("".join(part.itertext()) for part in marks).replace("✎", "")
        assert "".join(marked.split()) == "".join(one.anchor.exact.split())
        assert sum(part.get("id") == f"hl-{one.id}" for part in marks) == 1
    assert root.find(f".//a[@href='#note-{item.placed[0].id}']") is not None


def test_a_page_cannot_bring_a_script_into_its_export(library: Library) -> None:
    hostile = "[a](javascript:alert(1)) <script>x</script> <b onclick=y>z</b> \x01"
    library.entries.add(Draft(title="<script>t</script>", markdown=hostile), parse_markdown(hostile))
    page = article_html(only_item(library))
    assert "<script" not in page
    assert 'href="javascript:' not in page
    assert "onclick=" not in page


def test_note_has_front_matter_that_a_safe_loader_reads(item: Item) -> None:
    note = note_text(item)
    _, front, _ = note.split("---\n", 2)
    fields = yaml.safe_load(front)
    assert fields["title"] == 'The Lamp: "A/B" & more'
    assert fields["author"] == ["[[Ines Marlow]]", "[[Theo Brandt]]"]
    assert fields["tags"] == ["sea-side", "keepers"]
    assert fields["published"] == date(2024, 3, 3)
    assert fields["highlights"] == 2
    assert reader_id(note) == item.entry.id
    for one in item.highlights:
        assert f"\n^hl-{one.id}\n" in note


def test_a_second_export_renews_its_own_part_and_leaves_the_users_words(
    library: Library, item: Item, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    export(library, library.entries.all(), "markdown", vault)
    (path,) = vault.glob("*.md")
    moved = vault / "sub" / "renamed.md"
    moved.parent.mkdir()
    own = path.read_text("utf-8").replace("created:", "rating: 5\ncreated:").replace("lang: en\n", "")
    moved.write_text(own + "\nMy own words.\n", "utf-8")
    path.unlink()
    library.highlights.remove(item.highlights[1].id)
    library.entries.set_state([item.entry.id], "archive")
    result = export(library, library.entries.all(), "markdown", vault)
    assert [(one.outcome, one.path) for one in result.written] == [("updated", moved)]
    renewed = moved.read_text("utf-8")
    assert renewed.endswith("\nMy own words.\n")
    assert "rating: 5\n" in renewed
    assert "lang:" not in renewed
    assert "status: archive\n" in renewed
    assert "highlights: 1\n" in renewed
    assert f"^hl-{item.highlights[1].id}" not in renewed
    again = export(library, library.entries.all(), "markdown", vault)
    assert [one.outcome for one in again.written] == ["same"]


def test_a_file_without_our_comments_is_never_overwritten(
    library: Library, item: Item, tmp_path: Path
) -> None:
    taken = tmp_path / f"{file_stem(item.entry.title)}.md"
    taken.write_text("mine", "utf-8")
    export(library, library.entries.all(), "markdown", tmp_path)
    assert taken.read_text("utf-8") == "mine"
    assert (tmp_path / f"{file_stem(item.entry.title)}-2.md").exists()


def test_a_page_that_holds_our_comments_does_not_end_our_part(library: Library, tmp_path: Path) -> None:
    entry = library.entries.add(Draft(title="T", markdown="x"), parse_markdown("x"))
    library.entries.set_note(entry.id, f"<!-- nightstand:end {entry.id} --> tail")
    for _ in range(2):
        export(library, library.entries.all(), "markdown", tmp_path)
        library.entries.set_state([entry.id], "archive")
    assert (tmp_path / "T.md").read_text("utf-8").count("tail") == 1


def test_readwise_csv_has_the_header_and_reads_back(item: Item) -> None:
    rows = list(csv.DictReader(io.StringIO(readwise_csv([item]))))
    assert readwise_csv([item]).splitlines()[0] == "Highlight,Title,Author,URL,Note,Location,Date"
    assert [row["Highlight"] for row in rows] == [one.anchor.exact for one in item.highlights]
    assert rows[0]["Note"] == ".lighthouse\n=which lamp?"
    assert rows[0]["Location"] == "1"
    assert len(rows[0]["Date"]) == len("2024-03-03 08:00:00")


def test_spreadsheet_cells_cannot_be_formulas(library: Library) -> None:
    entry = library.entries.add(Draft(title="T", markdown="=1+1 is two"), parse_markdown("=1+1 is two"))
    library.highlights.add(entry.id, Range(0, 4))
    assert "\r\n'=1+1," in readwise_csv([only_item(library)], for_spreadsheets=True)
    assert "\r\n=1+1," in readwise_csv([only_item(library)])


def test_web_annotations_select_the_passage_they_were_made_on(item: Item) -> None:
    collection = annotation_collection([item])
    assert collection["total"] == 2
    for made, one in zip(collection["first"]["items"], item.highlights, strict=True):
        quote, position = made["target"]["selector"]
        assert item.document.text[position["start"] : position["end"]] == quote["exact"] == one.anchor.exact
        assert made["target"]["reader:textHash"] == item.entry.text_hash
    first, second = collection["first"]["items"]
    assert [body["purpose"] for body in first["body"]] == ["commenting", "tagging"]
    assert (first["motivation"], second["motivation"]) == ("commenting", "highlighting")
    assert "body" not in second


def test_hypothesis_rows_have_short_contexts(item: Item) -> None:
    (first, _) = hypothesis_json([item])
    assert first["uri"] == item.entry.url
    assert first["tags"] == ["light house"]
    quote = first["target"][0]["selector"][1]
    assert len(quote["prefix"]) <= 32
    assert len(quote["suffix"]) == 32


def test_book_is_well_formed_and_names_every_chapter(library: Library, item: Item, tmp_path: Path) -> None:
    export(library, library.entries.all(), "epub", tmp_path / "book.epub", Options(title="A & B"))
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        pages = [name for name in book.namelist() if name.endswith((".xhtml", ".opf", ".xml"))]
        texts = {name: book.read(name).decode("utf-8") for name in pages}
        for text in texts.values():
            ElementTree.fromstring(text)
    assert "article-0001.xhtml" in texts["EPUB/nav.xhtml"]
    assert f'id="note-{item.highlights[0].id}"' in texts["EPUB/article-0001.xhtml"]


def test_since_last_leaves_out_what_did_not_change(library: Library, item: Item, tmp_path: Path) -> None:
    target, options = tmp_path / "new.csv", Options(since_last=True)
    assert export(library, library.entries.all(), "readwise", target, options).highlights == 2
    assert export(library, library.entries.all(), "readwise", target, options).highlights == 0
    library.entries.set_position(item.entry.id, 5, 10)
    library.highlights.edit(item.highlights[0].id, note="this one")
    assert export(library, library.entries.all(), "readwise", target, options).highlights == 1
    assert export(library, library.entries.all(), "readwise", tmp_path / "other.csv", options).highlights == 2


def test_templates_see_the_article_and_cannot_reach_the_machine(
    library: Library, item: Item, tmp_path: Path
) -> None:
    template = tmp_path / "mine.liquid"
    template.write_text(
        "{{ article.title }}\n{% for h in highlights %}{{ h.quoted }} ({{ h.note }})\n{% endfor %}", "utf-8"
    )
    vault = tmp_path / "vault"
    export(library, library.entries.all(), "markdown", vault, Options(template=template))
    note = next(vault.glob("*.md")).read_text("utf-8")
    assert "> the only lamp (=which lamp?)" in note
    assert reader_id(note) == item.entry.id
    template.write_text("one\n{% for %}", "utf-8")
    with pytest.raises(SettingsError, match=r"mine\.liquid:2: "):
        export(library, library.entries.all(), "markdown", vault, Options(template=template))
    template.write_text("{% include 'x' %}{{ article.__class__ }}", "utf-8")
    with pytest.raises(SettingsError):
        export(library, library.entries.all(), "markdown", vault, Options(template=template))


def test_pages_are_renewed_whatever_became_of_them(library: Library, item: Item, tmp_path: Path) -> None:
    def outcome() -> str:
        (written,) = export(library, [library.entries.get(item.entry.id)], "html", tmp_path / "out").written
        return written.outcome

    assert [outcome(), outcome()] == ["new", "same"]
    (page,) = (tmp_path / "out").iterdir()
    page.write_bytes(b"<p>caf\xe9")  # no UTF-8: somebody's editor was at it
    assert [outcome(), outcome()] == ["updated", "same"]
    library.entries.edit(item.entry.id, title=item.entry.title.upper())
    assert outcome() != "same"  # the name differs in the case of its letters alone


def test_what_is_no_file_in_a_folder_of_notes_is_left_alone(
    library: Library, item: Item, tmp_path: Path
) -> None:
    (tmp_path / "out" / "old notes.md").mkdir(parents=True)
    (written,) = export(library, [item.entry], "markdown", tmp_path / "out").written
    assert written.outcome == "new"


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize("form", [name for name in FORMATS if name not in ("markdown", "html")])
def test_a_target_that_cannot_be_written_is_one_clear_error(
    library: Library, tmp_path: Path, form: str
) -> None:
    missing = tmp_path / "no" / "such" / "folder.x"
    with pytest.raises(ExportError, match=re.escape(f"{missing}: cannot be written")):
        export(library, library.entries.all(), form, missing)
    with pytest.raises(ExportError):
        export(library, library.entries.all(), form, tmp_path)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize("form", [name for name in FORMATS if name != "epub"])
def test_every_text_format_can_go_to_standard_output(library: Library, form: str) -> None:
    shown: list[str] = []
    export(library, library.entries.all(), form, None, show=shown.append)
    assert "harbour.example/lamp" in "".join(shown)
    if form in ("annotations", "hypothesis"):
        json.loads("".join(shown))


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("a/b: c?", "a b c"),
        ("  ..hidden. ", "hidden"),
        ("CON", "CON_"),
        ("", "untitled"),
        ("漢" * 200, "漢" * 80),
    ],
)
def test_file_names_are_taken_by_every_system(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_double_names_are_numbered_without_regard_to_case() -> None:
    assert free_name("The Lamp", ".md", {"the lamp.md", "the lamp-2.md"}) == "The Lamp-3.md"


def test_raised_characters_are_not_raised_twice() -> None:
    document = parse_markdown("10<sup>8</sup> m, the 3<sup>rd</sup> time")
    root = parsed(document_xhtml(document))
    assert "".join(root.itertext()).strip() == "10⁸ m, the 3rd time"
    assert [part.text for part in root.iter("sup")] == ["rd"]
