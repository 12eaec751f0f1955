"""An article as one HTML file that needs no network."""

from __future__ import annotations

from base64 import b64encode

from reader.exporting.item import Item, language_tag, link_address
from reader.exporting.rendering import document_xhtml, xml_text
from reader.library.kept import Picture

STYLE = """
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 Georgia, serif; color: #222; }
header p, footer { color: #666; font-size: .9em; }
blockquote { border-left: 3px solid #ccc; margin-left: 0; padding-left: 1em; }
pre { overflow: auto; background: #f2f0ea; padding: 1em; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: left; }
figure, .picture, .caption { color: #666; font-style: italic; } img { display: block; max-width: 100%; }
mark { color: inherit; } mark.yellow { background: #fbeea0; } mark.green { background: #cdeebf; }
mark.blue { background: #c9e3f7; } mark.pink { background: #f9d1de; } mark.purple { background: #e2d4f5; }
"""
# Nothing may be fetched or run by the file.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_ATTRIBUTES = {
    "a": {"href", "id"},
    "aside": {"id", "role"},
    "code": {"class"},
    "img": {"src", "alt"},
    "li": {"id"},
    "mark": {"class", "id"},
    "ol": {"start"},
    "section": {"class"},
    "span": {"class"},
    "sup": {"class"},
    "p": {"class"},
}


def article_html(item: Item) -> str:
    """Render an article as a self-contained HTML page, with its highlights, their notes and its own note."""
    entry = item.entry
    header = f"<header><h1>{xml_text(entry.title)}</h1>{source_line(item)}</header>\n"
    pictures = {one.address: _data_url(one, data) for one in item.pictures if (data := item.read(one))}
    body = f"{document_xhtml(item.document, item.placed, pictures)}{notes_xhtml(item)}"
    return html_page(entry.title, header + body, language=language_tag(entry.language))


def html_page(title: str, body: str, *, language: str = "") -> str:
    """A whole page around a body.

    The body goes through nh3, so that no markup of a saved page can come alive in a browser.

    Args:
        title: plain text.
        body: HTML.
        language: BCP 47 tag; empty when unknown.
    """
    import nh3

    clean = nh3.clean(
        body,
        tags=nh3.ALLOWED_TAGS | {"section"},
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )
    attribute = f' lang="{xml_text(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{attribute}><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{xml_text(title)}</title><style>{STYLE}</style></head>\n"
        f"<body><article>\n{clean}</article></body></html>\n"
    )


def _attribute(element: str, name: str, value: str) -> str | None:
    """Addresses with data in them are for pictures, and pictures have no others: none is fetched."""
    if name not in ("src", "href"):
        return value
    is_picture = value.startswith("data:image/")
    return (
        value if is_picture == (element == "img") and (is_picture or not value.startswith("data:")) else None
    )


def _data_url(picture: Picture, data: bytes) -> str:
    return f"data:{picture.media_type};base64,{b64encode(data).decode('ascii')}"


def source_line(item: Item) -> str:
    """Byline, site and date as one XHTML paragraph; the site is a link to the page. Empty without any."""
    entry = item.entry
    site = xml_text(entry.site or item.address)
    address = link_address(entry.url)
    if address:
        site = f'<a href="{xml_text(address)}">{site}</a>'
    parts = [xml_text(entry.byline), site, xml_text((entry.published or "")[:10] or entry.age or "")]
    line = " · ".join(part for part in parts if part)
    return f"<p>{line}</p>" if line else ""


def notes_xhtml(item: Item) -> str:
    """The notes as XHTML: the article's own, then those of its highlights, and the lost highlights."""
    parts = [_paragraphs(item.entry.note)] if item.entry.note else []
    for one in item.highlights:
        if one.note and one.state != "lost":
            back = f'<p><a href="#hl-{one.id}">✎</a></p>'
            parts.append(
                f'<aside id="note-{one.id}" role="doc-footnote">{back}{_paragraphs(one.note)}</aside>'
            )
        elif one.state == "lost":
            quote = f"<blockquote>{_paragraphs(one.anchor.exact)}</blockquote>"
            parts.append(f"{quote}{_paragraphs(one.note)}")
    if not parts:
        return ""
    joined = "\n".join(parts)
    return f'<section class="notes"><h2>Notes</h2>\n{joined}</section>\n'


def _paragraphs(text: str) -> str:
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{xml_text(part)}</p>".replace("\n", "<br/>") for part in paragraphs)
