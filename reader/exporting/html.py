"""An article as one HTML file that needs no network."""

from __future__ import annotations

from html import escape

_STYLE = """
body { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 Georgia, serif; color: #222; }
blockquote { border-left: 3px solid #ccc; margin-left: 0; padding-left: 1em; }
pre { overflow: auto; background: #f2f0ea; padding: 1em; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: left; }
img { max-width: 100%; }
"""
# Nothing may be fetched or run by the file: pictures that are not part of it stay as their address.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def article_html(title: str, markdown: str, *, language: str = "") -> str:
    """Render an article as a self-contained HTML page.

    Raw HTML within the Markdown is escaped, not passed through.

    Args:
        title: printed as the heading.
        markdown: the article's Markdown, without the title.
        language: BCP 47 tag for the `lang` attribute; empty when unknown.
    """
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).render(markdown)
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{lang}><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><article><h1>{escape(title)}</h1>\n{body}</article></body></html>"
    )
