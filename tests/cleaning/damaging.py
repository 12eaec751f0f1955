"""Saved pages, damaged as disks, scripts and ill will damage them; one seed, one damage."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

PAGES = Path(__file__).parent / "pages"

_FRAGMENTS = (
    b"\0",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xc3(",
    b"&#0;",
    b"&#x1b;",
    b"&#xD800;",
    b"&#99999999999;",
    b"&nosuch;",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>&c;",
    b"<meta charset='utf-7'>",
    b"<meta charset='no-such-charset'>",
    b"<base href='http://[::1'>",
    b"<a href='http://[broken/'>x</a>",
    b"<table><tr><td colspan='999999999' rowspan='-1'>",
    b"<ol start='99999999999999999999'><li value='x'>",
    b"<script>",
    b"<textarea>",
    b"<svg><style>",
    b"<template>",
    b"<plaintext>",
    b"<frameset>",
    b"</body></html>",
    b"<pre>",
    b"<sup><a href='#a'>1</a></sup><p id='a'><a id='a'>",
    b'<script type="application/ld+json">{"@graph":[[[{"@type":"Article","headline":{}}]]]}</script>',
    b"<img src='data:image/png;base64,AAAA' srcset=',,, 1w , 2x'>",
    "\u202e\u200b\u2028\ufeff".encode(),
    "\u0085\u009b31m".encode(),
)


def damaged(data: bytes, seed: int) -> bytes:
    """One page with one to six kinds of damage."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_DAMAGES)(data, chance)
    return data


def hostile_pages() -> Iterator[tuple[str, bytes]]:
    """Pages that no accident makes, by name."""
    story = b"<p>The harbour was quiet, and the boats lay on the sand until the tide came in again.</p>" * 4
    yield "a million attributes", b"<p %s>" % b" ".join(b"a%d=1" % n for n in range(1_000_000)) + story
    yield "deep nesting", b"<div>" * 200_000 + story
    yield "deep lists", b"<ul><li>" * 50_000 + story
    yield "deep emphasis", b"<p>" + b"<b><i>" * 50_000 + story
    yield "a picture of 50 MB", b"<img src='data:image/png;base64,%s'>" % (b"A/+9" * 13_000_000) + story
    yield "no end of entities", b"<p>" + b"&amp;" * 300_000 + story
    yield "one word of a megabyte", b"<p>" + b"x" * 1_000_000 + story
    yield "brackets", b"<p>" + b"[" * 50_000 + b"](" * 50_000 + b"</p>" + story
    yield "nothing", b""
    yield "only zeros", b"\0" * 100_000
    yield "utf-16 that says utf-8", b"<meta charset=utf-8>" + story.decode().encode("utf-16")
    yield (
        "entities of entities",
        b"<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY c '&b;&b;&b;'>]><p>&c;</p>" + story,
    )


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(2_000) :]


def _double(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    part = data[start : start + chance.randrange(2_000)]
    return data[:start] + part * chance.randint(2, 9) + data[start:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(_FRAGMENTS) * chance.choice((1, 1, 1, 40)) + data[start:]


def _flip(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(chance.randrange(60)):
        if flipped:
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


def _swap_tags(data: bytes, chance: random.Random) -> bytes:
    names = (b"div", b"p", b"table", b"td", b"li", b"ul", b"pre", b"a", b"b", b"blockquote", b"span", b"h2")
    old, new = chance.choice(names), chance.choice(names)
    return data.replace(b"<" + old + b">", b"<" + new + b">", chance.randint(1, 20))


def _unclose(data: bytes, chance: random.Random) -> bytes:
    return data.replace(chance.choice((b">", b'"', b"</p>", b"</div>", b"</")), b"", chance.randint(1, 30))


def _other_charset(data: bytes, chance: random.Random) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "cp1252", "shift_jis")), "replace")


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _drop,
    _double,
    _insert,
    _insert,
    _flip,
    _swap_tags,
    _unclose,
    _other_charset,
)
