"""Posts of other services that a page shows in frames or leaves to a script."""

from __future__ import annotations

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_body import STORY, page, sentence


def markdown_with(embed: str) -> str:
    html = page(f"<article>{STORY}{embed}<p>{sentence('well')}</p></article>")
    return clean(Page("html", html, Source("x.html"))).markdown


@pytest.mark.parametrize(
    ("embed", "link"),
    [
        (
            "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Ab_1/?x=1'>"
            "</blockquote><script async src='//www.instagram.com/embed.js'></script>",
            "[Post on instagram.com](https://www.instagram.com/p/Ab_1/)",
        ),
        (
            "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@goat/video/71'>"
            "<section></section></blockquote>",
            "[Post on tiktok.com](https://www.tiktok.com/@goat/video/71)",
        ),
        (
            "<blockquote class='bluesky-embed' data-bluesky-uri='at://did:plc:a1/app.bsky.feed.post/3k'>"
            "</blockquote>",
            "[Post on bsky.app](https://bsky.app/profile/did:plc:a1/post/3k)",
        ),
        (
            "<iframe src='https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=42'></iframe>",
            "[Post on twitter.com](https://twitter.com/i/status/42)",
        ),
        (
            "<iframe src='https://herd.example/@goat/1101/embed' class='mastodon-embed'></iframe>",
            "[Post on herd.example](https://herd.example/@goat/1101)",
        ),
        (
            "<iframe title='The goat sings' src='https://open.spotify.com/embed/episode/7x?theme=0'></iframe>",
            "[The goat sings](https://open.spotify.com/episode/7x)",
        ),
        (
            "<iframe src='https://www.youtube.com/embed/aBcDeFgHiJk?version=3&amp;rel=1'></iframe>",
            "[Video](https://www.youtube.com/watch?v=aBcDeFgHiJk)",
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/9'></iframe>",
            "[Recording on soundcloud.com](https://api.soundcloud.com/tracks/9)",
        ),
    ],
)
def test_a_post_without_text_is_a_link_to_it(embed: str, link: str) -> None:
    assert f"\n\n{link}\n\n" in markdown_with(embed)


@pytest.mark.parametrize(
    "source",
    [
        "https://ads.example/embed/frame.html",
        "javascript:alert(1)",
        "https://www.facebook.com/plugins/like.php?href=https%3A//x.example",
        "https://www.facebook.com/plugins/post.php?href=javascript:alert(1)",
        "https://[broken/@goat/1/embed",
    ],
)
def test_other_frames_are_no_part_of_a_text(source: str) -> None:
    text = markdown_with(f"<iframe src='{source}'></iframe>")
    assert "embed" not in text
    assert "alert" not in text
    assert "plugins" not in text


def test_a_post_with_its_text_is_still_a_quote() -> None:
    said = "<p>She is back. There are 140 people on this tram and nobody minds.</p>"
    embed = f"<blockquote class='instagram-media' cite='https://www.instagram.com/p/A/'>{said}</blockquote>"
    assert "> She is back. There are 140 people" in markdown_with(embed)
