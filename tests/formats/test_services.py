# ruff: noqa: E501  # records as services write them, one a line
"""Exports of services as nobody saw them: keys in any order, keys more, keys less, values that are none."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.page import Page
from reader.formats.reading import pages_of_file
from reader.formats.saved_file import file_of_bytes
from reader.importing.preparing import prepare_page
from tests.formats import samples
from tests.formats.samples import URL, json_bytes, zip_bytes

MOMENT = datetime(2024, 3, 3, 10, 0, tzinfo=UTC)
ISO = "2024-03-03T10:00:00Z"


@dataclasses.dataclass(frozen=True)
class Service:
    """A service's export of one article, and what of it has to arrive."""

    record: Mapping[str, Any]
    wrap: Callable[[Any], Any] = lambda record: [record]
    """The whole export around a record."""
    named: str = "url"
    """The key without which there is no article."""
    tags: frozenset[str] = frozenset({"sea", "two words"})
    state: str | None = None
    starred: bool = False
    note: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    saved: datetime | None = MOMENT
    has_text: bool = False


def hypothesis_row(quote: str, text: str) -> dict[str, Any]:
    target = {"source": URL, "selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": quote, "prefix": "x"}]}  # fmt: skip
    return {"uri": URL, "text": text, "tags": ["mark"], "created": ISO, "updated": ISO, "user": "acct:a", "target": [target], "document": {"title": ["The Ferry"]}}  # fmt: skip


SERVICES = {
    "wallabag 2": Service(
        {
            "id": "7", "title": "The Ferry", "url": URL, "content": samples.ARTICLE, "is_archived": 1, "is_starred": True,
            "tags": ["sea", "two words"], "created_at": "2024-03-03T12:00:00+0200", "updated_at": ISO, "reading_time": 3,
            "language": "en", "mimetype": "text/html", "domain_name": "harbour.example", "published_by": ["Ines Marlow"],
            "annotations": [{"text": "ask", "quote": "the only clock", "ranges": [{"start": "/p[1]"}], "created_at": ISO}],
        },
        state="archive", starred=True, marks=(("the only clock", "ask"),), has_text=True,
    ),
    "wallabag 1": Service(
        {"title": "The Ferry", "url": URL, "is_read": "1", "is_fav": "1", "tags": "sea,two words", "content": samples.ARTICLE, "0": "7", "1": "x"},
        state="archive", starred=True, saved=None, has_text=True,
    ),
    "wallabag service": Service(
        {"title": "The Ferry", "url": URL, "is_archived": False, "is_starred": False, "tags": [{"label": "sea", "slug": "sea"}, {"label": "two words", "slug": "two-words"}], "content": samples.ARTICLE, "created_at": ISO},
        wrap=lambda record: {"page": 1, "limit": 30, "_embedded": {"items": [record]}},
        state="unread", has_text=True,
    ),
    "omnivore": Service(
        {
            "id": "1", "slug": "ferry-1", "title": "The Ferry", "author": "Ines Marlow", "url": URL, "state": "Archived",
            "readingProgress": 100, "thumbnail": "", "labels": ["sea", "two words"], "savedAt": ISO, "updatedAt": ISO,
            "description": "", "publishedAt": ISO,
        },
        state="archive",
    ),
    "karakeep": Service(
        {"createdAt": 1709460000, "title": None, "tags": ["sea", "two words"], "lists": ["l1"], "content": {"type": "link", "url": URL, "title": "The Ferry"}, "note": "keep", "archived": True, "favourited": True},
        wrap=lambda record: {"bookmarks": [record], "lists": [{"id": "l1", "name": "Boats"}]},
        named="content", tags=frozenset({"sea", "two words", "Boats"}), state="archive", starred=True, note="keep",
    ),
    "linkwarden": Service(
        {"id": 4, "name": "The Ferry", "url": URL, "tags": [{"name": "sea"}, {"name": "two words"}], "createdAt": ISO, "description": "", "type": "url"},
        wrap=lambda record: {"id": 1, "username": "a", "collections": [{"id": 1, "name": "Isles", "parentId": None, "links": []}, {"id": 2, "name": "Boats", "parentId": 1, "links": [record]}]},
        tags=frozenset({"sea", "two words", "Isles/Boats"}),
    ),
    "pinboard": Service(
        {"href": URL, "description": "The Ferry", "extended": "keep", "meta": "x", "hash": "y", "time": ISO, "shared": "no", "toread": "yes", "tags": "sea isle"},
        named="href", tags=frozenset({"sea", "isle"}), state="unread", note="keep",
    ),
    "readability": Service(
        {"article__url": URL, "article__title": "The Ferry", "article__excerpt": "About", "archive": True, "favorite": True, "date_added": ISO, "tags": ["sea", "two words"]},
        wrap=lambda record: {"bookmarks": [record], "recommendations": []},
        named="article__url", state="archive", starred=True,
    ),
    "pocket service": Service(
        {
            "item_id": "1", "resolved_url": URL, "given_url": f"{URL}?utm_source=x", "resolved_title": "The Ferry", "favorite": "1",
            "status": "1", "time_added": "1709460000", "tags": {"sea": {"item_id": "1", "tag": "sea"}, "two words": {"tag": "two words"}},
            "annotations": [{"quote": "the only clock", "created_at": ISO}],
        },
        wrap=lambda record: {"status": 1, "complete": 1, "list": {"1": record}},
        named="resolved_url", state="archive", starred=True, marks=(("the only clock", ""),),
    ),
    "feed reader": Service(
        {
            "id": "tag:google.com,2005:reader/item/1", "title": "The Ferry", "canonical": [{"href": URL}], "crawlTimeMsec": "1709460000000",
            "timestampUsec": "1709460000000000", "published": 1709400000, "author": "Ines Marlow", "summary": {"direction": "ltr", "content": samples.ARTICLE},
            "categories": ["user/1/state/com.google/read", "user/1/state/com.google/starred", "user/1/label/sea", "two words"],
            "annotations": [{"start": 0, "end": 9, "added_on": 1709460000, "text": "the only clock", "note": "ask"}], "origin": {"title": "Harbour Post"},
        },
        wrap=lambda record: {"id": "user/-/state/com.google/starred", "title": "Starred", "items": [record]},
        named="canonical", state="archive", starred=True, marks=(("the only clock", "ask"),), has_text=True,
    ),
    "linkding service": Service(
        {"id": 1, "url": URL, "title": "The Ferry", "description": "About", "notes": "keep", "is_archived": True, "unread": False, "shared": False, "tag_names": ["sea", "two words"], "date_added": ISO},
        wrap=lambda record: {"count": 1, "next": None, "results": [record]},
        state="archive", note="keep",
    ),
    "readeck service": Service(
        {"id": "x", "href": "https://readeck.example/api/x", "created": ISO, "url": URL, "title": "The Ferry", "labels": ["sea", "two words"], "is_marked": True, "is_archived": True, "read_progress": 40},
        state="archive", starred=True,
    ),
    "shiori": Service(
        {"id": 1, "url": URL, "title": "The Ferry", "excerpt": "About", "public": 0, "createdAt": "2024-03-03 10:00:00", "tags": [{"name": "sea"}, {"name": "two words"}]},
        wrap=lambda record: {"bookmarks": [record]},
    ),
    "capitals, under a name nobody knows": Service(
        {"Title": "The Ferry", "URL": URL, "Tags": ["sea", "two words"], "Created At": ISO, "Is Archived": True, "Favorite": True, "Note": "keep"},
        wrap=lambda record: {"generator": "x", "exportedAt": ISO, "saves": [record]},
        named="URL", state="archive", starred=True, note="keep",
    ),
    "readwise service": Service(
        {
            "user_book_id": 1, "title": "The Ferry", "author": "Ines Marlow", "source_url": URL, "book_tags": [{"id": 1, "name": "sea"}, {"name": "two words"}],
            "highlights": [{"text": "the only clock", "note": "ask", "color": "pink", "highlighted_at": ISO, "tags": [{"name": "x"}]}],
        },
        wrap=lambda record: {"count": 1, "nextPageCursor": None, "results": [record]},
        named="source_url", marks=(("the only clock", "ask"),), saved=None,
    ),
    "hypothesis": Service(
        hypothesis_row("the only clock", "ask"), wrap=lambda record: {"rows": [record], "total": 1},
        named="uri", tags=frozenset(), marks=(("the only clock", "ask"),),
    ),
    "chrome": Service(
        {"type": "url", "name": "The Ferry", "url": URL, "date_added": "13353933600000000", "guid": "g", "id": "9"},
        wrap=lambda record: {"checksum": "x", "version": 1, "roots": {"bookmark_bar": {"name": "Bookmarks bar", "type": "folder", "children": [{"name": "Boats", "type": "folder", "children": [record]}]}}},
        tags=frozenset({"Boats"}),
    ),
    "firefox": Service(
        {"guid": "z", "title": "The Ferry", "uri": URL, "dateAdded": 1709460000000000, "tags": "sea,two words", "typeCode": 1},
        wrap=lambda record: {"guid": "root________", "title": "", "children": [{"guid": "m", "title": "menu", "children": [record]}]},
        named="uri",
    ),
    "any program": Service(
        {
            "link": URL, "name": "The Ferry", "labels": [{"name": "sea"}, {"name": "two words"}], "saved_at": ISO, "archived": "true",
            "favorite": 1, "notes": "keep", "html": samples.ARTICLE, "highlights": [{"text": "the only clock", "note": "ask", "color": "red"}],
        },
        wrap=lambda record: {"version": 3, "articles": {"1": record}},
        named="link", state="archive", starred=True, note="keep", marks=(("the only clock", "ask"),), has_text=True,
    ),
}  # fmt: skip


def pages(value: Any) -> list[Page]:
    found = list(pages_of_file(file_of_bytes("export.json", json_bytes(value))))
    assert all(isinstance(one, Page) for one in found), found
    return [one for one in found if isinstance(one, Page)]


def shuffled(value: Any, chance: random.Random) -> Any:
    """The same with keys in another order, and keys that nobody knows."""
    if isinstance(value, Mapping):
        items = [(key, shuffled(one, chance)) for key, one in value.items()]
        if not all(isinstance(one, Mapping) for one in value.values()):  # else its keys are data
            items += [(f"x_{chance.randrange(99)}", chance.choice([None, 7, "?", [], {"a": [1]}]))]
        chance.shuffle(items)
        return dict(items)
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", SERVICES)
def test_everything_arrives_whatever_the_order_of_the_keys(name: str, seed: int) -> None:
    service = SERVICES[name]
    (page,) = pages(shuffled(service.wrap(service.record), random.Random(seed)))
    carried = page.carried
    assert (page.url, page.title or "", page.saved) == (URL, "The Ferry", service.saved)
    assert set(carried.tags) == service.tags
    assert (carried.state, carried.starred, carried.note) == (service.state, service.starred, service.note)
    assert tuple((one.quote, one.note) for one in carried.highlights) == service.marks
    assert page.link_only != service.has_text


@pytest.mark.parametrize("name", SERVICES)
def test_a_key_that_is_missing_is_missed_and_nothing_else(name: str) -> None:
    service = SERVICES[name]
    (whole,) = pages(service.wrap(service.record))
    for dropped in set(service.record) - {service.named}:
        less = {key: value for key, value in service.record.items() if key != dropped}
        (page,) = pages(service.wrap(less))
        assert page.url == URL, dropped
        lost = [
            field.name
            for field in dataclasses.fields(page.carried)
            if getattr(page.carried, field.name) != getattr(whole.carried, field.name)
        ]
        # A Hypothesis annotation without its place becomes the note of the page; feed readers keep labels
        # and states in one list.
        assert len(lost) <= (2 if dropped in ("target", "categories") else 1), (dropped, lost)


@pytest.mark.parametrize("name", SERVICES)
def test_records_that_are_none_do_not_stop_the_others(name: str) -> None:
    service = SERVICES[name]
    if name in ("any program", "pocket service"):
        pytest.skip("its records stand in an object")
    wrapped = _with_others(service.wrap(service.record), service.record)
    assert URL in [page.url for page in pages(wrapped)]


def _with_others(value: Any, record: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        if any(one is record for one in value):
            return [None, 7, "text", [], {}, {"url": 5}, *value, {"tags": {"a": 1}}]
        return [_with_others(one, record) for one in value]
    if isinstance(value, Mapping) and value is not record:
        return {key: _with_others(one, record) for key, one in value.items()}
    return value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("name", SERVICES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_value_under_any_key_is_read_or_left(name: str, data: st.DataObject) -> None:
    service = SERVICES[name]
    key = data.draw(st.sampled_from(sorted(service.record)))
    strange = {**service.record, key: data.draw(JSON)}
    other = {**service.record, service.named: service.record[service.named]}
    try:
        found = list(pages_of_file(file_of_bytes("export.json", json_bytes(service.wrap(strange)))))
    except Exception as error:  # only a file as a whole may be refused, and in our words
        assert type(error).__name__ == "UnreadablePage"  # noqa: PT017
        found = []
    for page in found:
        if isinstance(page, Page):
            prepare_page(page)
    assert pages(service.wrap(other))


def test_omnivore_is_whole_in_a_zip_in_a_folder_of_a_zip_and_in_any_order() -> None:
    for folder in ("", "omnivore/"):
        members = {f"{folder}{name}": data for name, data in samples.OMNIVORE.items()}
        for order in (list(members), list(reversed(members))):
            found = list(
                pages_of_file(file_of_bytes("o.zip", zip_bytes({name: members[name] for name in order})))
            )
            assert [(page.url, page.link_only) for page in found if isinstance(page, Page)] == [
                (URL, False),
                (f"{URL}/pier", False),
            ]


def test_omnivore_text_that_is_a_pdf_is_read() -> None:
    members = {name: data for name, data in samples.OMNIVORE.items() if not name.startswith("content")}
    text = "The ferry waits for the tide, and nobody on the island minds that very much at all."
    found = list(
        pages_of_file(
            file_of_bytes("o.zip", zip_bytes({**members, "content/ferry-1.pdf": samples.pdf(text)}))
        )
    )
    first = found[0]
    assert isinstance(first, Page)
    assert (first.kind, first.link_only) == ("text", False)
    assert "nobody on the island" in first.content


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (f"URL: {URL}\n\n", URL),
        (f"The Ferry\n{URL}\n\n", URL),
        (f"The Ferry\nby Ines Marlow\nSource: <{URL}>\n\n", URL),
        (f"The Ferry\n\nby Ines Marlow\n\n{URL}\n\n", None),
        ("", None),
    ],
)
def test_address_at_the_head_of_a_text(head: str, url: str | None) -> None:
    data = (head + "\n\n".join(samples.PARAGRAPHS)).encode()
    (page,) = pages_of_file(file_of_bytes("ferry.txt", data))
    assert isinstance(page, Page)
    assert page.url == url


def test_places_of_old_devices_are_read_although_they_shorten_them() -> None:
    data = (
        b"Island Tales (Ines Marlow)\n- Highlight Loc. 187-89 | Added on Friday, March 1, 2024, 10:11 AM\n\nThe tide.\n"
        b"==========\nIsland Tales (Ines Marlow)\n- Note Loc. 189 | Added on Friday, March 1, 2024, 10:12 AM\n\nask\n==========\n"
    )
    (page,) = pages_of_file(file_of_bytes("My Clippings.txt", data))
    assert isinstance(page, Page)
    (mark,) = page.carried.highlights
    assert (mark.quote, mark.note) == ("The tide.", "ask")


def test_bookmarks_of_pages_are_no_highlights() -> None:
    marks = [
        {"text": "in Chapter One", "page": 3, "datetime": "2024-03-03 10:00:00"},
        {
            "text": "The tide.",
            "page": 4,
            "pos0": "/p[1]",
            "pos1": "/p[1]",
            "drawer": "lighten",
            "color": "red",
        },
    ]
    (page,) = pages({"documents": [{"title": "Island Tales", "author": "Ines Marlow", "entries": marks}]})
    assert [one.quote for one in page.carried.highlights] == ["The tide."]
