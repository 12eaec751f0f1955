"""Hosts of other letters are shown as people write them, unless the name could deceive."""

import pytest

from reader.hosts import shown_host


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--mnchen-3ya.example", "münchen.example"),
        ("WWW.xn--Mnchen-3ya.example", "WWW.münchen.example"),
        ("xn--80ak6aa92e.example", "xn--80ak6aa92e.example"),  # Cyrillic that reads as a fruit's company
        ("xn--h1alffa9f.xn--p1ai", "россия.рф"),
        ("xn--wgv71a119e.example", "日本語.example"),
        ("xn--pple-43d.example", "xn--pple-43d.example"),  # one Cyrillic letter in a Latin word
        ("xn--jxalpdlp.example", "δοκιμή.example"),
        ("xn--a.example", "xn--a.example"),  # no punycode
        ("xn--.example", "xn--.example"),
        ("harbourpost.example", "harbourpost.example"),
        ("The xn-- Post", "The xn-- Post"),
        ("", ""),
    ],
)
def test_host_is_shown_as_it_is_read_where_that_is_honest(host: str, shown: str) -> None:
    assert shown_host(host) == shown


@pytest.mark.parametrize("word", ["аррӏе", "pаypal", "g\u0131thub", "a\u2044b", "ÿ\u0338x", "ο"])
def test_word_that_looks_like_another_stays_as_it_is_written(word: str) -> None:
    host = "xn--" + word.encode("punycode").decode("ascii")
    assert shown_host(host) == host
