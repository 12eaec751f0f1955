"""Addresses of links: what is told of them in a short time agrees with what is read of them."""

from __future__ import annotations

import pytest

from reader.cleaning.related_links import AddressReader, may_be_of_article

_PAGE = "https://www.example.org/2024/03/on-the-tides.html"


@pytest.mark.parametrize(
    "href",
    [
        "/harbour/the-new-pier-opens",
        "/a-b_c",
        "/news?id=20240305",
        "https://example.com/p/%E6%B8%AF",
        "https://example.com/20240305/",
        "pier.html",
        "?page=2",
        "//example.com/the-new-pier",
    ],
)
def test_no_address_of_an_article_is_left_for_its_looks(href: str) -> None:
    address = AddressReader(_PAGE, ()).read(href)
    assert address is not None
    assert address.slug < 3 or may_be_of_article(href)


@pytest.mark.parametrize("href", ["#top", "/", "/politics", "https://www.example.org/long-reads/sea"])
def test_addresses_of_menus_are_told_by_their_looks(href: str) -> None:
    assert not may_be_of_article(href)


@pytest.mark.parametrize(
    ("href", "key", "host"),
    [
        ("https://www.example.com/a-b/?utm_source=x#c", "example.com/a-b", "example.com"),
        ("HTTPS://m.example.com/a-b", "example.com/a-b", "example.com"),
        ("/a-b?id=7", "example.org/a-b?id=7", "example.org"),
        ("other.html", "example.org/2024/03/other.html", "example.org"),
        ("https://user@example.com:8080/caf%C3%A9", "example.com/café", "example.com"),
        ("https://example.com/a\nb-c", "example.com/ab-c", "example.com"),
    ],
)
def test_every_spelling_of_an_address_has_one_key(href: str, key: str, host: str) -> None:
    address = AddressReader(_PAGE, ()).read(href)
    assert address is not None
    assert (address.key, address.host) == (key, host)


@pytest.mark.parametrize(
    "href", ["", "javascript:void(0)", "mailto:a@example.org", "https://[", "ftp://example.org/a-b"]
)
def test_what_leads_to_no_page_is_no_address(href: str) -> None:
    assert AddressReader(_PAGE, ()).read(href) is None
