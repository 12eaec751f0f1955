"""Exports of services: by their header and content, whatever the order of their columns."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import UnreadablePage
from reader.formats.clippings import parse_lua_table
from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.formats.values import moment_of, share_of, words_of
from tests.formats import samples
from tests.formats.samples import URL, csv_bytes, json_bytes, zip_bytes

MOMENT = datetime(2024, 3, 3, 10, 0, tzinfo=UTC)


def pages(data: bytes, name: str = "export") -> list[Page]:
    found = list(pages_of_file(file_of_bytes(name, data)))
    assert all(isinstance(one, Page) for one in found), found
    return [one for one in found if isinstance(one, Page)]


TABLES: dict[str, list[dict[str, str]]] = {
    "pocket": [
        {"title": "The Ferry", "url": URL, "time_added": "1709460000", "tags": "sea|two words|küste", "status": "archive"},
        {"title": f"{URL}/b", "url": f"{URL}/b", "time_added": "1709460001", "tags": "", "status": "unread"},
    ],
    "instapaper": [
        {"URL": URL, "Title": "The Ferry", "Selection": "when the tide allows", "Folder": "Archive", "Timestamp": "1709460000", "Tags": '["sea", "two words", "küste"]'},
        {"URL": f"{URL}/b", "Title": "B", "Selection": "", "Folder": "Boats", "Timestamp": "1709460001", "Tags": "[]"},
    ],
    "readwise reader": [
        {"Title": "The Ferry", "URL": URL, "ID": "01", "Document tags": "['sea', 'two words', 'küste']", "Saved date": "2024-03-03 10:00:00+00:00", "Reading progress": "1", "Location": "archive", "Seen": "True"},
        {"Title": "From a feed", "URL": f"{URL}/feed", "ID": "02", "Document tags": "", "Saved date": "2024-03-03 10:00:00+00:00", "Reading progress": "0", "Location": "feed", "Seen": "False"},
    ],
    "raindrop": [
        {"id": "1", "title": "The Ferry", "note": "a note\nof two lines", "excerpt": "About a ferry.", "url": URL, "folder": "Boats", "tags": "sea, two words, küste", "created": "2024-03-03T10:00:00.000Z", "cover": "", "highlights": "Highlight:when the tide allows\nNote:ask Marta\n\nHighlight:the only clock", "favorite": "true"},
    ],
    "matter": [
        {"Title": "The Ferry", "Author": "Ines Marlow", "Publisher": "Harbour Post", "URL": URL, "Tags": "sea;two words;küste", "Word Count": "900", "In Queue": "False", "Favorited": "True", "Read": "False", "Highlight_Count": "0", "Last Interaction Date": "2024-03-03T10:00:00", "File Id": "x"},
    ],
}  # fmt: skip
REQUIRED = {
    "pocket": {"title", "url", "time_added"},
    "instapaper": {"URL", "Title", "Folder", "Selection"},
    "readwise reader": {"Title", "URL", "Location", "Saved date"},
    "raindrop": {"title", "url", "folder", "excerpt"},
    "matter": {"Title", "URL", "In Queue"},
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", TABLES)
def test_table_is_read_by_its_header_in_any_order(name: str, seed: int) -> None:
    rows = [{**row, "cursor": "", "Extra Column": "?"} for row in TABLES[name]]
    columns = list(rows[0])
    random.Random(seed).shuffle(columns)
    first = pages(csv_bytes(rows, columns))[0]
    assert (first.url, first.title, first.link_only) == (URL, "The Ferry", True)
    assert set(first.carried.tags) - {"Boats"} == {"sea", "two words", "küste"}
    assert first.saved == MOMENT
    if name != "raindrop":
        assert first.carried.state == "archive"


@pytest.mark.parametrize("name", TABLES)
def test_columns_that_are_missing_are_missed_and_nothing_else(name: str) -> None:
    for dropped in set(TABLES[name][0]) - REQUIRED[name]:
        columns = [column for column in TABLES[name][0] if column != dropped]
        assert pages(csv_bytes(TABLES[name], columns))[0].url == URL


def test_folders_stars_notes_and_highlights_come_along() -> None:
    instapaper = pages(csv_bytes(TABLES["instapaper"]))
    assert [one.quote for one in instapaper[0].carried.highlights] == ["when the tide allows"]
    assert instapaper[1].carried.tags == ("Boats",)
    (raindrop,) = pages(csv_bytes(TABLES["raindrop"]))
    assert raindrop.carried.starred
    assert raindrop.carried.note == "a note\nof two lines"
    assert [(one.quote, one.note) for one in raindrop.carried.highlights] == [
        ("when the tide allows", "ask Marta"),
        ("the only clock", ""),
    ]
    (matter,) = pages(csv_bytes(TABLES["matter"]))
    assert (matter.site, matter.byline, matter.carried.starred) == ("Harbour Post", "Ines Marlow", True)


def test_what_a_feed_brought_is_left_out() -> None:
    assert [one.url for one in pages(csv_bytes(TABLES["readwise reader"]))] == [URL]


def test_title_that_is_only_the_address_is_none() -> None:
    assert pages(csv_bytes(TABLES["pocket"]))[1].title is None


def test_highlights_of_one_document_are_one_article() -> None:
    rows = [
        {"Highlight": "when the tide allows", "Book Title": "The Ferry", "Book Author": "Ines Marlow", "Amazon Book ID": "", "Note": ".sea .tide\nask Marta", "Color": "pink", "Tags": "boats", "Location Type": "offset", "Location": "12", "Highlighted at": "2024-03-03 10:00:00+00:00", "Document tags": "isle"},
        {"Highlight": "the only clock", "Book Title": "The Ferry", "Book Author": "Ines Marlow"},
        {"Highlight": "ruft", "Book Title": "Der Fährmann", "Book Author": ""},
    ]  # fmt: skip
    first, second = pages(csv_bytes(rows))
    assert (first.title, first.byline, len(first.carried.highlights)) == ("The Ferry", "Ines Marlow", 2)
    one = first.carried.highlights[0]
    assert (one.note, one.tags, one.colour, one.created) == (
        "ask Marta",
        ("boats", "sea", "tide"),
        "pink",
        MOMENT,
    )
    assert second.title == "Der Fährmann"


def test_pocket_zip_brings_rows_and_annotations_together() -> None:
    annotations = [
        {
            "url": URL,
            "title": "The Ferry",
            "highlights": [{"quote": "the only clock", "created_at": 1709460000}],
        }
    ]
    data = zip_bytes(
        {
            "part_000000.csv": csv_bytes(TABLES["pocket"]),
            "annotations/part_000000.json": json_bytes(annotations),
            "collections/boats.json": json_bytes(
                [
                    {
                        "title": "Boats",
                        "slug": "boats",
                        "items": [{"url": URL, "title": "The Ferry", "note": "keep"}],
                    }
                ]
            ),
        }
    )
    found = {one.url: one for one in pages(data)}
    assert len(found) == 2
    carried = found[URL].carried
    assert set(carried.tags) == {"sea", "two words", "küste", "Boats"}
    assert carried.state == "archive"
    assert [one.quote for one in carried.highlights] == ["the only clock"]


def test_older_pocket_export_is_read_by_its_headings() -> None:
    data = (
        f"<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
        f'<li><a href="{URL}" time_added="1709460000" tags="sea,two words">The Ferry</a></li></ul>'
        f'<h1>Read Archive</h1><ul><li><a href="{URL}/b" time_added="1709460000" tags="">B</a></ul></body></html>'
    ).encode()
    first, second = pages(data)
    assert (first.carried.state, first.carried.tags, first.saved) == ("unread", ("sea", "two words"), MOMENT)
    assert second.carried.state == "archive"


def test_omnivore_brings_text_highlights_labels_and_notes() -> None:
    first, second = pages(zip_bytes(samples.OMNIVORE))
    assert not first.link_only
    assert "driftwood" in first.content
    assert (first.carried.state, first.carried.tags) == ("archive", ("sea", "two words"))
    one, other = first.carried.highlights
    assert one.quote == "Marta Quill has sold its tickets\nfor forty years"
    assert (one.tags, one.note) == (("ticket", "people"), "A note of mine\nin two lines")
    assert (other.quote, other.note) == ("the only clock on the island", "")
    assert (second.carried.state, second.carried.progress) == ("reading", 0.4)


def test_wallabag_flags_are_read_as_numbers_words_and_booleans() -> None:
    for yes, no in ((True, False), (1, 0), ("1", "0")):
        record = {
            "id": "7",
            "title": "The Ferry",
            "url": URL,
            "content": samples.ARTICLE,
            "is_archived": yes,
            "is_starred": no,
            "tags": ["sea"],
            "created_at": "2024-03-03T12:00:00+0200",
            "published_by": ["Ines Marlow"],
            "annotations": [{"text": "ask Marta", "quote": "the only clock", "ranges": []}],
        }
        (first,) = pages(json_bytes([record]))
        assert (first.carried.state, first.carried.starred, first.saved) == ("archive", False, MOMENT)
        assert first.carried.highlights[0].note == "ask Marta"
        assert first.byline == "Ines Marlow"
    stub = {**record, "content": "wallabag can't retrieve it."}
    assert pages(json_bytes([stub]))[0].link_only
    older = {
        "title": "The Ferry",
        "url": URL,
        "is_read": "1",
        "is_fav": "1",
        "tags": "sea,two words",
        "content": samples.ARTICLE,
        "0": "x",
    }
    (first,) = pages(json_bytes([older]))
    assert (first.carried.state, first.carried.starred, first.carried.tags) == (
        "archive",
        True,
        ("sea", "two words"),
    )


def test_karakeep_and_linkwarden_bring_lists_and_folders_as_tags() -> None:
    karakeep = {
        "bookmarks": [
            {"createdAt": 1709460000, "title": None, "tags": ["sea"], "lists": ["l1"], "content": {"type": "link", "url": URL, "title": "The Ferry"}, "note": "keep", "archived": True},
            {"createdAt": 1709460000, "title": "Mine", "tags": [], "content": {"type": "text", "text": "\n\n".join(samples.PARAGRAPHS)}},
        ],
        "lists": [{"id": "l1", "name": "Boats"}],
    }  # fmt: skip
    first, second = pages(json_bytes(karakeep))
    assert (first.title, first.carried.tags, first.carried.note, first.carried.state) == (
        "The Ferry",
        ("sea", "Boats"),
        "keep",
        "archive",
    )
    assert (second.kind, second.link_only) == ("text", False)
    linkwarden = {
        "collections": [
            {"id": 1, "name": "Isles", "parentId": None, "links": []},
            {"id": 2, "name": "Boats", "parentId": 1, "links": [{"name": "The Ferry", "url": URL, "tags": [{"name": "sea"}], "createdAt": "2024-03-03T10:00:00Z"}]},
        ]
    }  # fmt: skip
    (first,) = pages(json_bytes(linkwarden))
    assert (first.carried.tags, first.saved) == (("sea", "Isles/Boats"), MOMENT)


def test_hypothesis_rows_are_gathered_by_page() -> None:
    def row(quote: str | None, text: str) -> dict[str, object]:
        selectors = (
            [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": quote}] if quote else []
        )
        return {"uri": URL, "text": text, "tags": ["sea"], "created": "2024-03-03T10:00:00+00:00", "user": "acct:a", "target": [{"source": URL, "selector": selectors}], "document": {"title": ["The Ferry"]}}  # fmt: skip

    rows = [row("the only clock", "ask"), row("tide allows", ""), row(None, "about all of it")]
    for value in (rows, {"rows": rows, "total": 3}):
        (first,) = pages(json_bytes(value))
        assert (first.title, first.carried.note) == ("The Ferry", "about all of it")
        assert [(one.quote, one.note, one.tags) for one in first.carried.highlights] == [
            ("the only clock", "ask", ("sea",)),
            ("tide allows", "", ("sea",)),
        ]


def test_bookmarks_have_folders_dates_tags_and_notes() -> None:
    found = {one.url: one for one in pages(samples.NETSCAPE)}
    first = found[URL]
    assert first.title == "The Ferry & the Tide"
    assert set(first.carried.tags) == {"sea", "two words", "Boats"}
    assert (first.carried.state, first.carried.note) == ("unread", "read before the trip")
    assert {one.saved for one in found.values() if one.url} == {MOMENT}
    assert found[f"{URL}/16"].carried.state == "archive"
    assert found[f"{URL}/16"].carried.tags == ()
    assert not any("javascript" in (one.url or "") for one in found.values())


def test_browsers_json_and_pinboard() -> None:
    chrome = {
        "roots": {
            "bookmark_bar": {
                "name": "Bookmarks bar",
                "type": "folder",
                "children": [
                    {
                        "name": "Boats",
                        "type": "folder",
                        "children": [
                            {
                                "type": "url",
                                "name": "The Ferry",
                                "url": URL,
                                "date_added": "13353933600000000",
                            }
                        ],
                    }
                ],
            }
        }
    }
    (first,) = pages(json_bytes(chrome))
    assert (first.title, first.carried.tags, first.saved) == ("The Ferry", ("Boats",), MOMENT)
    firefox = {
        "guid": "root________",
        "title": "",
        "children": [
            {
                "guid": "m",
                "title": "menu",
                "children": [
                    {"title": "The Ferry", "uri": URL, "dateAdded": 1709460000000000, "tags": "sea,isle"}
                ],
            }
        ],
    }
    (first,) = pages(json_bytes(firefox))
    assert (first.carried.tags, first.saved) == (("sea", "isle"), MOMENT)
    pinboard = [
        {
            "href": URL,
            "description": "The Ferry",
            "extended": "a note",
            "time": "2024-03-03T10:00:00Z",
            "toread": "yes",
            "tags": "sea isle",
        }
    ]
    (first,) = pages(json_bytes(pinboard))
    assert (first.carried.tags, first.carried.note, first.carried.state) == (
        ("sea", "isle"),
        "a note",
        "unread",
    )


@pytest.mark.parametrize(
    "change", [lambda data: data, lambda data: data.replace(b"\r\n", b"\n").removeprefix("\ufeff".encode())]
)
def test_clippings_keep_the_longest_and_join_notes(change) -> None:  # type: ignore[no-untyped-def]
    first, second = pages(change(samples.CLIPPINGS), "My Clippings.txt")
    assert (first.title, first.byline) == ("Island Tales", "Marlow, Ines")
    (one,) = first.carried.highlights
    assert one.quote == "The ferry leaves when the tide allows, and not a minute before"
    assert one.note == "ask Marta"
    assert one.created == datetime(2024, 3, 3, 10, 12, tzinfo=UTC)
    assert [mark.quote for mark in second.carried.highlights] == ["Wer über den Fluss will, ruft."]


@pytest.mark.parametrize(
    ("meta", "made"),
    [
        (
            "- Ihre Markierung bei Position 7-8 | Hinzugefügt am Montag, 4. März 2024 08:00:00",
            (2024, 3, 4, 8),
        ),
        ("- Votre surlignement sur la page 4 | Ajouté le lundi 4 mars 2024 18:00:00", (2024, 3, 4, 18)),
        ("- La subrayado en la página 5 | Añadido el lunes, 4 de marzo de 2024 18:00:00", (2024, 3, 4, 18)),
        ("- 您在位置 #7-8的标注 | 添加于 2024年3月4日星期一 下午6:00:00", (2024, 3, 4, 18)),
        ("- Your Highlight on Location 7 | Added on Monday, March 4, 2024 12:00:00 AM", (2024, 3, 4, 0)),
    ],
)
def test_clippings_keep_their_moment_in_the_language_of_the_device(
    meta: str, made: tuple[int, int, int, int]
) -> None:
    text = f"A book (Some One)\r\n{meta}\r\n\r\nA passage.\r\n==========\r\n"
    (book,) = pages(text.encode(), "My Clippings.txt")
    (mark,) = book.carried.highlights
    assert mark.created == datetime(*made, tzinfo=UTC)


def test_list_of_addresses_has_remarks_and_titles_behind_a_blank() -> None:
    text = "# my list\r\nhttps://tide.example/1\r\nhttps://tide.example/2 The second story\r\n\r\n"
    first, second = pages(text.encode(), "urls.txt")
    assert (first.url, first.title) == ("https://tide.example/1", None)
    assert (second.url, second.title) == ("https://tide.example/2", "The second story")


def test_the_oldest_sidecars_have_several_highlights_of_a_page() -> None:
    pages_of = '[3] = { [1] = { ["text"] = "one" }, [2] = { ["text"] = "two" } }, [9] = { [1] = { ["text"] = "three" } }'
    table = f'return {{ ["highlight"] = {{ {pages_of} }}, ["doc_path"] = "/books/tales.epub" }}'
    (book,) = pages(table.encode(), "metadata.epub.lua")
    assert [mark.quote for mark in book.carried.highlights] == ["one", "two", "three"]


def test_sidecar_is_read_and_never_run() -> None:
    (first,) = pages(samples.SIDECAR, "metadata.epub.lua")
    (one,) = first.carried.highlights
    assert (first.title, first.byline) == ("Island Tales", "Ines Marlow")
    assert (one.quote, one.note, one.colour) == (
        "The ferry leaves\nwhen the tide allows",
        'ask "Marta"',
        "red",
    )
    assert parse_lua_table("{ os.execute('x') }") is None
    json_form = {
        "title": "Island Tales",
        "author": "Ines Marlow",
        "entries": [
            {
                "text": "the tide",
                "note": "n",
                "chapter": "One",
                "page": 3,
                "drawer": "lighten",
                "time": 1709460000,
            }
        ],
    }
    (first,) = pages(json_bytes(json_form))
    assert (first.carried.highlights[0].quote, first.carried.highlights[0].created) == ("the tide", MOMENT)


def test_lists_of_addresses() -> None:
    lines = f"{URL} | The Ferry\n\n{URL}/b\n- [Third]({URL}/c)\n".encode()
    assert [(one.url, one.title) for one in pages(lines)] == [
        (URL, "The Ferry"),
        (f"{URL}/b", None),
        (f"{URL}/c", "Third"),
    ]
    essay = f"{URL}\n\n" + "\n\n".join(samples.PARAGRAPHS)
    assert len(pages(essay.encode())) == 1
    assert not pages(essay.encode())[0].link_only


def test_tables_and_records_of_unknown_programs_are_read_by_their_names() -> None:
    (first,) = pages(
        csv_bytes(
            [
                {
                    "Link": URL,
                    "Name": "The Ferry",
                    "Labels": "sea, isle",
                    "Date added": "2024-03-03T10:00:00Z",
                    "Starred": "yes",
                }
            ]
        )
    )
    assert (first.title, first.carried.tags, first.saved, first.carried.starred) == (
        "The Ferry",
        ("sea", "isle"),
        MOMENT,
        True,
    )
    (first,) = pages(
        json_bytes(
            {
                "items": [
                    {
                        "url": URL,
                        "title": "The Ferry",
                        "html": samples.ARTICLE,
                        "highlights": [{"text": "the tide"}],
                    }
                ]
            }
        )
    )
    assert (first.link_only, first.carried.highlights[0].quote) == (False, "the tide")


def test_unknown_json_and_csv_are_no_articles() -> None:
    for data, name in (
        (b'{"name": "package", "version": "1"}', "package.json"),
        (b"a,b\n1,2\n", "table.csv"),
    ):
        with pytest.raises(UnreadablePage, match="no export that is known"):
            list(pages_of_file(file_of_bytes(name, data)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1709460000", MOMENT),
        (1709460000000, MOMENT),
        ("2024-03-03T11:00:00+0100", MOMENT),
        ("2024-03-03T10:00:00.000Z", MOMENT),
        ("2024-03-03 10:00:00", MOMENT),
        ("yesterday", None),
        (None, None),
        ("99999999999999999999", None),
    ],
)
def test_moments_in_their_many_forms(value: object, expected: datetime | None) -> None:
    assert moment_of(value) == expected


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none(), st.lists(st.text())))
def test_values_are_read_or_left(value: object) -> None:
    assert moment_of(value) is None or moment_of(value).tzinfo is not None  # type: ignore[union-attr]
    assert all(isinstance(word, str) for word in words_of(value))
    share = share_of(value)
    assert share is None or 0 <= share <= 1 or share != share


def test_a_page_with_a_list_of_terms_is_no_bookmark_file() -> None:
    data = samples.page(f"{samples.ARTICLE}<dl><dt>Tide</dt><dd>Water.</dd></dl>").encode()
    (page,) = pages(data, "terms.html")
    assert not page.link_only
    assert "driftwood" in page.content


def test_a_table_with_highlights_and_document_columns_keeps_the_highlights() -> None:
    row = {
        "Highlight": "the tide",
        "Title": "The Ferry",
        "URL": URL,
        "Location": "3",
        "Document tags": "sea",
        "Note": "mine",
    }
    (page,) = pages(csv_bytes([row]))
    assert [(one.quote, one.note) for one in page.carried.highlights] == [("the tide", "mine")]


@pytest.mark.parametrize(
    "header",
    [
        "Titel;Adresse;Schlagwörter;Hinzugefügt;Status",
        "titre;lien;étiquettes;date d'ajout;Status",
        "TÍTULO;Enlace;Etiquetas;Guardado;STATUS",
        "Заголовок;Ссылка;Теги;Добавлено;status",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_headers_of_other_languages_are_read(header: str, ending: str, mark: str) -> None:
    line = f'The Ferry;{URL};"sea, two words";03.03.2024 10:00;archiv'.replace("archiv", "archived")
    (page,) = pages(f"{mark}{header}{ending}{line}{ending}".encode())
    assert (page.title, page.url, page.saved) == ("The Ferry", URL, MOMENT)
    assert (page.carried.tags, page.carried.state) == (("sea", "two words"), "archive")


@pytest.mark.parametrize(
    "written",
    [
        "3/3/2024 10:00 AM",
        "March 3, 2024 10:00 AM",
        "Mar 3, 2024 10:00 AM",
        "Sun Mar 3 2024 10:00:00",
        "3.3.2024 10:00:00",
    ],
)
def test_moments_are_read_as_people_write_them(written: str) -> None:
    assert moment_of(written) == MOMENT


def test_day_in_words_is_a_moment_and_words_without_a_day_are_none() -> None:
    assert moment_of("3 mars 2024") == datetime(2024, 3, 3, tzinfo=UTC)
    assert moment_of("the day before") is None


def test_highlights_one_a_line_belong_to_their_article() -> None:
    row = {"Title": "The Ferry", "URL": URL, "Created Date": "2024-03-03 10:00:00"}
    marks = [
        {"Highlighted Text": "the tide", "Note": "ask"},
        {"Highlighted Text": "the only clock", "Note": ""},
    ]
    (page,) = pages(csv_bytes([{**row, **mark} for mark in marks]))
    assert [(one.quote, one.note) for one in page.carried.highlights] == [
        ("the tide", "ask"),
        ("the only clock", ""),
    ]
    assert page.carried.highlights[0].created == MOMENT


def test_note_of_a_document_comes_along() -> None:
    row = {**TABLES["readwise reader"][0], "Document note": "keep", "Published date": "2024-01-02"}
    (page,) = pages(csv_bytes([row]))
    assert page.carried.note == "keep"
    assert page.published is not None
    assert page.published.startswith("2024-01-02")


def test_list_of_no_articles_is_no_export() -> None:
    with pytest.raises(UnreadablePage):
        pages(json_bytes({"images": [{"url": "https://a.example/1.png", "width": 3}]}), "a.json")


def test_annotations_one_a_line_have_their_notes_and_tags() -> None:
    row = {"id": "1", "created": "2024-03-03T10:00:00Z", "url": URL, "title": "The Ferry"}
    (page,) = pages(csv_bytes([{**row, "quote": "the tide", "comment": "ask", "tags": "sea"}]))
    (mark,) = page.carried.highlights
    assert (mark.quote, mark.note, mark.tags, mark.created) == ("the tide", "ask", ("sea",), MOMENT)


def test_list_under_headings_is_no_article() -> None:
    lists = (
        f"<h1>Unread</h1><ol><li><a href='{URL}'>A</a></ol><h1>Liked</h1><ol><li><a href='{URL}/b'>B</a></ol>"
    )
    lists += f"<h1>Archive</h1><ol><li><a href='{URL}/c'>C</a></ol><h1>Boats</h1><ol><li><a href='{URL}/d'>D</a></ol>"
    found = pages(f"<!doctype html><title>Instapaper: Export</title>{lists}".encode())
    said = [(one.title, one.carried.state, one.carried.starred, one.carried.tags) for one in found]
    assert said == [
        ("A", "unread", False, ()),
        ("B", "unread", True, ()),
        ("C", "archive", False, ()),
        ("D", "unread", False, ("Boats",)),
    ]


def test_bookmark_has_its_star_and_all_lines_of_its_note() -> None:
    line = f'<DT><A HREF="{URL}" ADD_DATE="1709460000" DATA-IMPORTANT="true">F</A><DD>one<br>two\n<DT><A HREF="{URL}/b">G</A>'
    first, second = pages(f"<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>{line}</DL>".encode())
    assert (first.carried.starred, first.carried.note) == (True, "one\ntwo")
    assert (second.carried.starred, second.carried.note) == (False, "")


def test_share_may_be_written_with_a_comma() -> None:
    assert share_of("0,5") == 0.5
    assert share_of("55 %") == 0.55
