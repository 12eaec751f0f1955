"""Exports against the standards that others read them by."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reader.document.document import Range
from reader.document.parse import parse_markdown
from reader.errors import ExportError
from reader.exporting.annotations import annotation_collection, hypothesis_json
from reader.exporting.export import Options, export
from reader.exporting.item import items_of, language_tag, link_address
from reader.formats.pictures import picture_kind
from reader.library.kept import Draft, Picture
from reader.library.library import Library
from tests.exporting.test_export import TEXT
from tests.painting import picture

# Everything that a page may bring, and what it should not.
HARD = f"""{TEXT}
![A lamp](https://harbour.example/lamp.png "t") ![](data:image/png;base64,xx)

# Again a first heading

1. one

   a paragraph in an item

   > a quote in an item

   ```
   code & <b>
   ```
2. two
   1. nested

| a | b |
|---|---|
| **x** | `y` [z](mailto:a@b.example) |

<script>alert(1)</script> <u>raw</u> &nbsp; \x01 \ufffe \u202eRTL\u202c 漢字 🙂
[rel](../x y.html) [bad](http://[::1) [blank](https://a.example/a b?x="y") [js](javascript:alert(1))

~~gone~~ line  \nbreak, a note[^2], again[^1], and one that is not there[^nope].

[^2]: two *em* [l](https://x.example)

    second paragraph

- [ ] open
- [x] done
"""
ADDRESSES = ("https://a.example/a b", "javascript:x", None, "https://ü.example/ö?x=1&y=2")
LANGUAGES = ("en", "not a language", "zh-Hans", "en_US")
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")  # where Debian puts it


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        for title, url, language in zip(("A & B <c>", "", "同じ", "\x01"), ADDRESSES, LANGUAGES, strict=True):
            draft = Draft(title=title, markdown=HARD, url=url, language=language, byline="X & <Y>")
            entry = opened.entries.add(draft, parse_markdown(HARD))
            length = opened.entries.get(entry.id).length
            for start in range(0, length - 70, 45):
                note = "n & <b>\n\nsecond *x*" if start % 2 else ""
                opened.highlights.add(entry.id, Range(start, start + 60), note=note, tags=("t & u",))
            opened.highlights.add_lost(entry.id, "lost & <q>", note="x")
            opened.entries.set_note(entry.id, "note & <x>\n\n- a")
        yield opened


def test_web_annotations_are_those_of_the_data_model(library: Library) -> None:
    schema = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    collection = json.loads(json.dumps(annotation_collection(items_of(library, library.entries.all()))))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(collection)] == []
    found = collection["first"]["items"]
    assert collection["total"] == len(found) > 20
    assert len({one["id"] for one in found}) == len(found)
    lost = [one for one in found if one["target"]["selector"][0]["exact"] == "lost & <q>"]
    assert [len(one["target"]["selector"]) for one in lost] == [1] * 4  # it has no place


# Of the terms of http://www.w3.org/ns/anno.jsonld, those that an export needs: nothing is fetched.
OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF, DC = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/terms/"
_MOMENT = "http://www.w3.org/2001/XMLSchema#dateTime"
_PLAIN = {
    **{
        name: OA + name for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")
    },
    **{name: OA + name for name in ("exact", "prefix", "suffix", "start", "end")},
    **{name: AS + name for name in ("startIndex",)},
    **{"AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage"},
    **{
        "value": RDF + "value",
        "format": "http://purl.org/dc/elements/1.1/format",
        "total": AS + "totalItems",
    },
    **{"commenting": OA + "commenting", "highlighting": OA + "highlighting", "tagging": OA + "tagging"},
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}
_LINKS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
CONTEXT = {
    "id": "@id",
    "type": "@type",
    **_PLAIN,
    **{term: {"@type": "@id", "@id": OA + name} for term, name in _LINKS.items()},
    **{term: {"@type": "@id", "@id": AS + term} for term in ("first", "partOf")},
    "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
    **{term: {"@id": DC + term, "@type": _MOMENT} for term in ("created", "modified")},
}


def test_web_annotations_mean_in_linked_data_what_they_say(library: Library) -> None:
    jsonld = pytest.importorskip("pyld.jsonld")

    def load(url: str, _: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}

    made = json.loads(json.dumps(annotation_collection(items_of(library, library.entries.all()))))
    (collection,) = jsonld.expand(made, {"documentLoader": load, "base": ""})
    assert collection["@type"] == [f"{AS}OrderedCollection"]
    (page,) = collection[f"{AS}first"]
    found = page[f"{AS}items"][0]["@list"]
    assert len(found) == made["total"]
    for one, plain in zip(found, made["first"]["items"], strict=True):
        assert one["@type"] == [f"{OA}Annotation"]
        assert one[f"{OA}motivatedBy"] == [{"@id": OA + plain["motivation"]}]
        assert len(one.get(f"{OA}hasBody", ())) == len(plain.get("body", ()))
        (target,) = one[f"{OA}hasTarget"]
        hashed = plain["target"].get("reader:textHash")  # none of a highlight that never had a place
        assert target.get("urn:nightstand:textHash") == (hashed and [{"@value": hashed}])
        assert len(target[f"{OA}hasSelector"]) == len(plain["target"]["selector"])
        assert target[f"{OA}hasSelector"][0][f"{OA}exact"] == [
            {"@value": plain["target"]["selector"][0]["exact"]}
        ]


def test_hypothesis_annotations_come_in_again(library: Library, tmp_path: Path) -> None:
    from reader.importing.bringing import import_paths

    made = hypothesis_json(items_of(library, library.entries.all()))
    path = tmp_path / "hypothesis.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    with Library.open(tmp_path / "other") as other:
        list(import_paths(other, [str(path)]))
        assert {one.anchor.exact for one in other.highlights.all()} >= {"lost & <q>"}


def _with_pictures(library: Library) -> None:
    """An article with pictures of each kind that a book may hold, one of them twice."""
    kept = []
    for kind in ("png", "jpeg", "gif", "webp"):
        data = picture(kind)
        address = f"https://harbour.example/{kind} of & <boats>"
        kept.append((Picture(address, f"image/{kind}", 320, 200, sha256(data).hexdigest()), data))
    text = "\n\n".join(f"![A {one.media_type} & more](<{one.address}>)" for one, _ in (*kept, kept[0]))
    markdown = f"Boats.\n\n{text}"
    library.entries.add(
        Draft(title="Pictures", markdown=markdown, pictures=tuple(kept)), parse_markdown(markdown)
    )


@pytest.mark.skipif(not (EPUBCHECK.exists() and shutil.which("java")), reason="epubcheck is not here")
def test_book_is_clean_under_epubcheck(library: Library, tmp_path: Path) -> None:
    _with_pictures(library)
    book = tmp_path / "book.epub"
    export(library, library.entries.all(), "epub", book, Options(title="T & <x>"))
    with zipfile.ZipFile(book) as made:
        assert sum(picture_kind(made.read(name)) is not None for name in made.namelist()) >= 3
    command = ["java", "-jar", str(EPUBCHECK), str(book)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in checked.stdout, checked.stderr


def test_a_book_of_nothing_does_not_replace_the_last_one(library: Library, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    export(library, library.entries.all(), "epub", book)
    before = book.read_bytes()
    with pytest.raises(ExportError, match="no article"):
        export(library, [], "epub", book)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://a.example/a%20b?x=1&y=2#z", "https://a.example/a%20b?x=1&y=2#z"),
        ('https://a.example/a b?x="y"', "https://a.example/a%20b?x=%22y%22"),
        ("https://ü.example:80/ö", "https://xn--tda.example:80/%C3%B6"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("http://[::1", ""),
        ("https://a b.example/", ""),
        ("https:///x", ""),
        ("javascript:x", ""),
        (None, ""),
    ],
)
def test_links_are_uris(address: str | None, made: str) -> None:
    assert link_address(address) == made


@pytest.mark.parametrize(
    ("language", "tag"), [("en", "en"), ("en_US", "en-US"), ("zh-Hans", "zh-Hans"), ("english please", "")]
)
def test_languages_are_tags(language: str, tag: str) -> None:
    assert language_tag(language) == tag
