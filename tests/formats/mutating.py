"""Saved files of every format, damaged by chance."""

from __future__ import annotations

import gzip
import random
from collections.abc import Mapping

from tests.formats import samples
from tests.formats.samples import csv_bytes, json_bytes, zip_bytes

ROW = {
    "title": "The Ferry",
    "url": samples.URL,
    "time_added": "1709460000",
    "tags": "sea|isle",
    "status": "archive",
}
RECORD = {"title": "The Ferry", "url": samples.URL, "is_archived": 1, "is_starred": 0, "tags": ["a"], "content": samples.ARTICLE, "annotations": [{"quote": "tide", "text": "n"}]}  # fmt: skip

KARAKEEP = {"createdAt": 1709460000, "tags": ["a"], "content": {"type": "link", "url": samples.URL}}
OWN = (
    "<!-- nightstand:begin 7kq2m4xa -->\nThe ferry waits.\n\n## Note\n\nmine\n\n^note-7kq2m4xa\n\n## Highlights\n\n"
    "> The ferry\n\nask\n\n^hl-aaaaaaaa\n<!-- nightstand:end 7kq2m4xa -->\n"
)


def every_format() -> Mapping[str, bytes]:
    """A sound file of each format, by the name that it has."""
    return {
        "page.html": samples.page().encode(),
        "notes.md": f"---\ntitle: x\ntags: [a]\n---\n\n{samples.PARAGRAPHS[0]}\n\n- a\n- b".encode(),
        "text.txt": "\n\n".join(samples.PARAGRAPHS).encode(),
        "ferry.mht": samples.mhtml(),
        "letter.eml": samples.letter(),
        "box.mbox": b"From a@b Tue Mar  5 07:00:00 2024\n" + samples.letter(),
        "ferry.webarchive": samples.webarchive(),
        "data.warc": samples.warc(packed=False, pages=2),
        "data.warc.gz": samples.warc(pages=2),
        "data.wacz": samples.wacz(),
        "book.epub": samples.epub(2),
        "file.pdf": samples.pdf(),
        "pages.zip": zip_bytes({"a.html": samples.page(), "b.csv": csv_bytes([ROW])}),
        "omnivore.zip": zip_bytes(samples.OMNIVORE),
        "pocket.csv": csv_bytes([ROW, ROW]),
        "wallabag.json": json_bytes([RECORD]),
        "bookmarks.html": samples.NETSCAPE,
        "clippings.txt": samples.CLIPPINGS,
        "metadata.epub.lua": samples.SIDECAR,
        "own.md": f"---\ntitle: x\nstarred: true\nread: 2024-03-03\n---\n\n{OWN}".encode(),
        "letter.eml.gz": gzip.compress(samples.letter()),
        "list.jsonl": b"\n".join([json_bytes(RECORD), json_bytes({"url": samples.URL, "tags": "a, b"})]),
        "karakeep.json": json_bytes({"bookmarks": [KARAKEEP], "lists": []}),
        "list.txt": f"{samples.URL} | a\n{samples.URL}/b\n".encode(),
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The file cut, with bytes changed, parts doubled, swapped or taken out, or with hostile ones put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((1, 2, 8, 100, 4000)))
        match chance.randrange(7):
            case 0:
                del made[start:]
            case 1:
                del made[start:end]
            case 2:
                made[start:start] = made[start:end]
            case 3:
                made[start:end] = bytes(chance.randrange(256) for _ in range(end - start))
            case 4:
                made[start:start] = chance.choice(_HOSTILE)
            case 5:
                made[start:end] = bytes(end - start)
            case _:
                for place in range(start, end):
                    made[place] ^= 1 << chance.randrange(8)
    return bytes(made)


_HOSTILE = (
    b"<div>" * 5000,
    b"\x1b]0;owned\x07\x1b[31m",
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>&b;',
    b"=1+1,@x,-2\n",
    "\u202egnp.exe\u2066".encode(),
    b"[" * 3000,
    b'{"a":' * 3000,
    b"\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n",
    b"\xff\xfe\x00\xd8",
    b"../../../../etc/passwd",
)
