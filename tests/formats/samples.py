"""Invented exports and saved pages in the documented shapes, as bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import plistlib
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

PARAGRAPHS = [
    "The ferry to Skerry Holm leaves when the tide allows, and not a minute before, whatever the clock says.",
    "Marta Quill has sold its tickets for forty years from a hut of driftwood, and knows every passenger.",
    "Nobody asked the harbour master, who keeps the only clock on the island and winds it every Sunday.",
    "In winter the ferry stays away for weeks, and the island reads whatever the last boat has brought.",
]
ARTICLE = "<h1>The Ferry Waits</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
URL = "https://harbour.example/2024/ferry"


def page(body: str = ARTICLE, head: str = "", title: str = "The Ferry Waits") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article>{body}</article></body></html>"
    )


def csv_bytes(rows: Sequence[Mapping[str, str]], columns: Sequence[str] | None = None) -> bytes:
    out = io.StringIO()
    names = list(columns or dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def json_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def zip_bytes(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def mhtml(body: str = "", *, folded: bool = False) -> bytes:
    """As Chrome saves it: no charset in the parts; `folded` breaks a header without the blank."""
    subject = "Subject: The Ferry\nWaits" if folded else "Subject: The Ferry Waits"
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\n{subject}\r\n"
        "Date: Sun, 3 Mar 2024 10:11:12 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n'
        f"------part\r\nContent-Type: text/html\r\nContent-Location: {URL}\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{body or page()}\r\n"
        "------part\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n"
        f"<html><body>{'<p>Buy a boat today, and a second one tomorrow.</p>' * 40}</body></html>\r\n"
        "------part\r\nContent-Type: image/png\r\nContent-Location: https://harbour.example/a.png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------part--\r\n"
    ).encode()


def letter(subject: str = "The Ferry Waits") -> bytes:
    return (
        f"From: Harbour Post <news@harbour.example>\nTo: reader@example.org\nSubject: {subject}\n"
        "Date: Tue, 05 Mar 2024 07:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n'
        "--b\nContent-Type: text/plain; charset=utf-8\n\nRead this in a browser.\n"
        "--b\nContent-Type: text/html; charset=utf-8\n\n"
        f'<html><body><a href="{URL}?utm=mail">View in your browser</a>{ARTICLE}</body></html>\n--b--\n'
    ).encode()


def webarchive() -> bytes:
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": page().encode(),
                "WebResourceURL": URL,
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": "ISO-2022-JP",  # it may lie
            },
            "WebSubresources": [
                {
                    "WebResourceURL": f"{URL}/a.png",
                    "WebResourceMIMEType": "image/png",
                    "WebResourceData": b"\x89PNG",
                }
            ],
        },
        fmt=plistlib.FMT_BINARY,
    )


def warc(*, packed: bool = True, pages: int = 1) -> bytes:
    records = [
        (
            f"{URL}/{number}",
            "text/html; charset=utf-8",
            gzip.compress(page(ARTICLE.replace("Waits", f"Waits {number}")).encode()),
        )
        for number in range(pages)
    ]
    return warc_of(*records, (f"{URL}/style.css", "text/css", b"p { color: red }" * 50), packed=packed)


def warc_of(*records: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """Responses of a crawl: address, media type, and body as it came, packed or not."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, media_type, body in records:
        headers = [("Content-Type", media_type)]
        if body.startswith(b"\x1f\x8b"):
            headers.append(("Content-Encoding", "gzip"))
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2024-03-03T09:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(archives: Mapping[str, bytes] | None = None, *, url: str = f"{URL}/1") -> bytes:
    pages = json.dumps({"url": url, "title": "The Ferry Waits 1"})
    return zip_bytes(
        {
            "datapackage.json": "{}",
            "pages/pages.jsonl": f'{{"format": "json-pages-1.0"}}\n{pages}\n',
            **{
                f"archive/{name}": data
                for name, data in (archives or {"data.warc.gz": warc(pages=2)}).items()
            },
        }
    )


def epub(chapters: int = 1, *, locked: bool = False) -> bytes:
    names = [f"c{number}.xhtml" for number in range(chapters)]
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(chapters))
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="O/b.opf"/></rootfiles></container>',
        "O/b.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Island Tales</dc:title><dc:creator>Ines Marlow</dc:creator><dc:source>{URL}</dc:source>"
        "<dc:date>2024-03-03</dc:date><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        "O/cover.xhtml": "<html><body><img src='x'/></body></html>",
    }
    for number, name in enumerate(names):
        members[f"O/{name}"] = page(
            ARTICLE.replace("The Ferry Waits", f"Chapter {number}"), title="Island Tales"
        )
    if locked:
        members["META-INF/encryption.xml"] = "<encryption><EncryptedData/></encryption>"
        members["META-INF/rights.xml"] = "<rights/>"
    return zip_bytes(members)


def pdf(text: str = "The ferry waits for the tide, and nobody minds.") -> bytes:
    """The smallest PDF with a text layer."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


OMNIVORE = {
    "metadata_0_to_20.json": json_bytes(
        [
            {
                "id": "1",
                "slug": "ferry-1",
                "title": "The Ferry Waits",
                "author": "Ines Marlow",
                "url": URL,
                "state": "Archived",
                "readingProgress": 100,
                "labels": ["sea", "two words"],
                "savedAt": "2024-03-03T10:00:00.000Z",
                "publishedAt": "2024-02-01T00:00:00.000Z",
            },
            {
                "id": "2",
                "slug": "pier-2",
                "title": "The Pier",
                "url": f"{URL}/pier",
                "state": "Active",
                "readingProgress": 40,
                "labels": [],
                "savedAt": "2024-03-04T10:00:00Z",
            },
        ]
    ),
    "content/ferry-1.html": ARTICLE.encode(),
    "content/pier-2.html": page(ARTICLE.replace("ferry", "pier")).encode(),
    "highlights/ferry-1.md": (
        b"> Marta Quill has sold its tickets\n> for forty years\n\n#ticket #people\n\nA note of mine\nin two lines\n\n"
        b"> the only clock on the island\n"
    ),
}
CLIPPINGS = (
    "\ufeffIsland Tales (Marlow, Ines)\r\n- Your Highlight on page 3 | Location 40-42 | Added on Sunday, March 3, 2024 10:11:12 AM\r\n\r\n"
    "The ferry leaves when the tide allows\r\n==========\r\n"
    "Island Tales (Marlow, Ines)\r\n- Your Highlight on page 3 | Location 40-43 | Added on Sunday, March 3, 2024 10:12:00 AM\r\n\r\n"
    "The ferry leaves when the tide allows, and not a minute before\r\n==========\r\n"
    "Island Tales (Marlow, Ines)\r\n- Your Note on page 3 | Location 43 | Added on Sunday, March 3, 2024 10:13:00 AM\r\n\r\n"
    "ask Marta\r\n==========\r\n"
    "Island Tales (Marlow, Ines)\r\n- Your Bookmark on page 9 | Location 90 | Added on Sunday, March 3, 2024 10:14:00 AM\r\n\r\n\r\n==========\r\n"
    "Der Fährmann (Jette Brahms)\r\n- Ihre Markierung bei Position 7-8 | Hinzugefügt am Montag, 4. März 2024 08:00:00\r\n\r\n"
    "Wer über den Fluss will, ruft.\r\n==========\r\n"
).encode()
SIDECAR = b"""-- we can read Lua syntax here!
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "One",
            ["color"] = "red",
            ["datetime"] = "2024-03-03 10:11:12",
            ["note"] = "ask \\"Marta\\"",
            ["page"] = "/body/p[3]",
            ["text"] = "The ferry leaves\\
when the tide allows",
        },
    },
    ["doc_props"] = { ["title"] = "Island Tales", ["authors"] = "Ines Marlow", },
    ["percent_finished"] = 0.4,
}
"""
NETSCAPE = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
  <DT><H3>Bookmarks bar</H3>
  <DL><p>
    <DT><H3>Boats</H3>
    <DL><p>
      <DT><A HREF="{URL}" ADD_DATE="1709460000" TAGS="sea,two words" TOREAD="1">The Ferry &amp; the Tide</A>
      <DD>read before the trip
      <DT><A HREF="{URL}/13" ADD_DATE="1709460000000">Thirteen digits</A>
    </DL><p>
    <DT><A HREF="{URL}/16" ADD_DATE="1709460000000000" TOREAD="0">Sixteen digits</A>
    <DT><A HREF="javascript:alert(1)">A bookmarklet</A>
  </DL><p>
</DL><p>
""".encode()
