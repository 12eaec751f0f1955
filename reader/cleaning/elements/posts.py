"""Posts and recordings of other services that a page shows in a frame: a link to the place itself.

A script fills in what the services ask a page to write: an empty quote with the address of the post in an
attribute, or already a frame. Saved, there is nothing to read in either; the reader gets the address.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from reader.cleaning.elements.dom import ByName, text_content
from reader.terminal import safe_line

_ATTRIBUTES: Final = ("data-instgrm-permalink", "data-bluesky-uri", "data-href", "cite")
_CALLED = re.compile(r"(?:^|[\s_-])(?:media|embed|tweet|post|parse-ignore)(?:$|[\s_-])", re.IGNORECASE)
_AT_ADDRESS = re.compile(r"at://([\w:.-]+)/[\w.]+/(\w+)")
_SERVICES: Final = tuple(
    (re.compile(pattern), address)
    for pattern, address in (
        (r"(www\.instagram\.com/(?:p|reel|tv)/[\w-]+)", r"https://\1/"),
        (r"www\.tiktok\.com/embed/(?:v\d/)?(\d+)", r"https://www.tiktok.com/embed/\1"),
        (r"www\.tiktok\.com/(@[\w.]+/video/\d+)", r"https://www.tiktok.com/\1"),
        (
            r"embed\.bsky\.app/embed/([\w:.-]+)/app\.bsky\.feed\.post/(\w+)",
            r"https://bsky.app/profile/\1/post/\2",
        ),
        (
            r"open\.spotify\.com/embed/((?:track|album|playlist|episode|show)/\w+)",
            r"https://open.spotify.com/\1",
        ),
        (r"embed\.(podcasts|music)\.apple\.com/([^?]+)", r"https://\1.apple.com/\2"),
        (r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})$", r"https://www.youtube.com/watch?v=\1"),
        (r"player\.vimeo\.com/video/(\d+)", r"https://vimeo.com/\1"),
        (r"([\w.-]+/@[\w.-]+/\d+)/embed", r"https://\1"),  # Mastodon and its like, on any host
    )
)
"""Addresses for frames, without scheme and query, and where people look at the same."""
_QUERIES: Final = {
    "platform.twitter.com/embed/Tweet.html": ("id", "https://twitter.com/i/status/{}"),
    "www.facebook.com/plugins/post.php": ("href", "{}"),
    "www.facebook.com/plugins/video.php": ("href", "{}"),
    "w.soundcloud.com/player": ("url", "{}"),
}
"""The same for services that have the address, or the number, in the query."""
_LONG = 2000
_SAYS_NOTHING = 12


def stand_in_for_posts(named: ByName) -> None:
    """Put a frame into every quote of a service that says nothing but where its post is, in place."""
    for quote in named.of("blockquote"):
        if (
            not _CALLED.search(quote.get("class", ""))
            or len(quote) > 1
            or next(quote.iter("p"), None) is not None
        ):
            continue
        address = next((value for name in _ATTRIBUTES if (value := quote.get(name))), "")
        if address and len(text_content(quote).strip()) <= _SAYS_NOTHING:
            for child in list(quote):
                quote.remove(child)
            quote.text = None
            quote.tag = "div"
            quote.attrib.pop("class", None)
            quote.append(quote.makeelement("iframe", src=address))


def post_address(address: str) -> str:
    """Where people look at what a frame shows; empty when it is no post and no recording of a service."""
    if len(address) > _LONG:
        return ""
    if found := _AT_ADDRESS.fullmatch(address):
        return f"https://bsky.app/profile/{found[1]}/post/{found[2]}"
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    place = f"{parts.netloc}{parts.path}".rstrip("/")
    if place in _QUERIES:
        name, shown = _QUERIES[place]
        value = next(iter(query.get(name, ())), "")
        return shown.format(value) if value.startswith("https://") or value.isalnum() else ""
    return next((found.expand(shown) for pattern, shown in _SERVICES if (found := pattern.match(place))), "")


def post_name(address: str) -> str:
    """What a link to a post is called where the frame has no title."""
    host = urlsplit(address).netloc.removeprefix("www.").removeprefix("api.")
    if re.search(r"youtube|vimeo", host):
        return "Video"
    kind = "Recording" if re.search("soundcloud|spotify|apple", host) else "Post"
    return f"{kind} on {safe_line(host)}"
