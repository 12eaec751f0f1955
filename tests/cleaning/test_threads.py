"""Pages of several hands: every post stays, and says who wrote it and when."""

import pytest

from reader.cleaning.pipeline import clean
from reader.formats.page import Page, Source
from tests.cleaning.test_company import LONG, OTHER

POSTS = [LONG, OTHER, "I would ring it.", LONG[::-1]]


def markdown(body: str) -> str:
    page = f"<html><head><title>The book of boats</title></head><body>{body}</body></html>"
    return clean(Page("html", page, Source("page.html"))).markdown


def thread(post: str, texts: list[str] = POSTS) -> str:
    """A thread of posts made by a template with the fields `n` and `text`."""
    posts = "".join(post.format(n=n, text=text) for n, text in enumerate(texts))
    return markdown(f"<h1>The book of boats</h1><div>{posts}</div>")


def test_the_shortest_answer_stays_and_the_counts_between_posts_go() -> None:
    found = thread(
        '<div class="who">rower_{n}, 4 May, {n} Likes</div><div class="postbody"><p>{text}</p></div>'
    )
    assert "I would ring it." in found
    assert "Likes" not in found


@pytest.mark.parametrize(
    "post",
    [
        # In a head within the box of the post, the time in a table cell of its own, the name in an attribute,
        # in a signature under the text, side by side with the text.
        '<div class="post"><p class="author">by <a class="username">rower_{n}</a> » 4 May 2021 17:1{n}</p>'
        '<div class="postbody"><p>{text}</p></div></div>',
        '<table><tr><td class="thead">4 May 2021 17:1{n}</td></tr>'
        '<tr><td><a class="bigusername">rower_{n}</a>'
        '<div>Posts: 12</div></td></tr><tr><td><div id="post_message_{n}">{text}</div></td></tr></table>',
        '<article data-author="rower_{n}"><div class="when"><time>4 May 2021 17:1{n}</time></div>'
        '<div class="message-body"><p>{text}</p></div></article>',
        '<div class="answer-cell"><div class="s-prose"><p>{text}</p></div><div class="post-signature">'
        '<div class="user-action-time">answered 4 May 2021 17:1{n}</div>'
        '<div class="user-details"><a href="/u/{n}">rower_{n}</a><div>41{n}</div></div></div></div>',
        '<dt class="comment-author"><a href="/u">rower_{n}</a> said:</dt>'
        '<dd class="comment-date">4 May 2021 17:1{n}</dd><dd class="comment-body"><p>{text}</p></dd>',
    ],
)
def test_a_line_before_each_post_says_who_wrote_it_and_when(post: str) -> None:
    found = thread(post)
    for n, text in enumerate(POSTS):
        assert f"**rower\\_{n}** · 4 May 2021 17:1{n}\n\n{text}" in found.replace("rower_", "rower\\_")


def test_the_day_is_told_as_machines_read_it_where_the_page_says_only_how_long_ago() -> None:
    found = thread(
        '<div><a rel="author" href="/u">Ann</a> <time datetime="2021-05-04T17:12:00Z">3 years ago</time>'
        '<div class="postbody"><p>{text}</p></div></div>'
    )
    assert f"**Ann** · 2021-05-04\n\n{LONG}" in found
    assert "years ago" not in found


def test_a_time_that_passed_since_the_visit_is_not_told() -> None:
    found = thread(
        '<div><a class="username" href="/u">Ann</a> <span class="time">5h</span>'
        '<div class="postbody"><p>{text}</p></div></div>'
    )
    assert f"**Ann**\n\n{LONG}" in found


def test_the_writer_of_a_quoted_post_does_not_speak_for_the_one_who_quotes() -> None:
    quote = '<aside data-username="Bee"><blockquote>They may not touch it</blockquote></aside>'
    found = thread(
        '<div><span class="username">Ann</span><div class="cooked">{text}</div></div>',
        [f"<p>{LONG}</p>", f"{quote}<p>{OTHER}</p>", f"<p>{LONG[::-1]}</p>"],
    )
    assert found.count("**Ann**") == 3
    assert "**Bee**" not in found


def test_entries_of_a_live_report_say_their_hour() -> None:
    found = thread(
        '<div class="live-blog-entry"><time>1{n}:05</time><h3>Hour {n}</h3><p>{text}</p></div>',
        [LONG, OTHER, LONG[::-1], OTHER[::-1]],
    )
    assert found.count("11:05") == 1
    assert found.index("11:05") < found.index("### Hour 1") < found.index(OTHER)


def test_a_page_where_every_post_is_called_a_comment_is_a_thread() -> None:
    found = thread(
        '<div class="comment"><h3><a class="author" href="/u">Ann</a> commented</h3>'
        '<div class="comment-body"><p>{text}</p></div></div>',
        [LONG, OTHER, LONG[::-1]],
    )
    assert LONG in found
    assert OTHER in found
    assert found.count("**Ann**") == 3


def test_an_article_by_one_hand_names_nobody_within() -> None:
    found = markdown(
        f'<h1>The book of boats</h1><div><a rel="author" href="/a">Ann Moor</a>'
        f'<div class="post-content"><p>{LONG}</p><p>{OTHER}</p></div></div>'
        f'<section class="comments"><div class="comment"><b class="fn">Bee</b>'
        f'<div class="comment-body"><p>Lovely, and what is on page nine?</p></div></div></section>'
    )
    assert "**" not in found
    assert LONG in found


def test_answers_within_the_box_of_a_post_are_quoted_under_it() -> None:
    post = (
        '<div class="comment"><p class="tagline"><a class="author" href="/u/{n}">rower_{n}</a></p>'
        '<div class="usertext-body"><p>{text}</p></div><div class="child">{answers}</div></div>'
    )
    answer = post.format(n=2, text="I would ring it.", answers="")
    rules = '<div class="side"><div class="usertext-body"><p>Be kind.</p></div></div>'
    posts = post.format(n=0, text=LONG, answers="") + post.format(n=1, text=OTHER, answers=answer)
    found = markdown(f'{rules}<h1>The book of boats</h1><div class="commentarea">{posts}</div>')
    assert found == (
        f"**rower_0**\n\n{LONG}\n\n**rower_1**\n\n{OTHER}\n\n> **rower_2**\n>\n> I would ring it."
    )


def test_comments_under_an_article_named_as_its_text_are_not_forced_in() -> None:
    article = "".join(f"<p>{text}</p>" for text in (LONG, OTHER, LONG[::-1], OTHER[::-1]))
    found = markdown(
        f'<h1>The book of boats</h1><div class="post-content">{article}</div>'
        '<div class="replies comments"><div class="post-content"><p>First!</p></div>'
        '<div class="post-content"><p>Ha, I was faster.</p></div></div>'
    )
    assert LONG in found
    assert "First!" not in found


def test_a_thread_of_the_pages_own_elements_says_who_answers_whom() -> None:
    post = (
        '<site-comment author="{who}" created="2024-03-0{n}T09:00:00Z"><div><a href="/u">{who}</a></div>'
        '<div slot="comment"><p>{text}</p></div><site-comment-action-row><div>Upvote</div><div>40</div>'
        "</site-comment-action-row>{more}</site-comment>"
    )
    answer = post.format(who="oar", n=2, text=OTHER, more="")
    found = markdown(
        "<h1>The book of boats</h1>"
        + post.format(who="keel", n=1, text=LONG, more=answer)
        + post.format(who="sail", n=3, text=LONG[::-1], more="")
    )
    assert found.startswith(
        f"**keel** · 2024-03-01\n\n{LONG}\n\n> **oar** · 2024-03-02\n>\n> {OTHER}\n\n**sail**"
    )
    assert "Upvote" not in found


def test_the_line_that_says_who_is_quoted_stays_in_a_post() -> None:
    quote = (
        "<blockquote><div class='title'><a href='/p/1'>oar said:</a></div><div>Ring it.</div></blockquote>"
    )
    found = thread('<div class="postbody"><div>{text}</div></div>', [LONG, f"{quote}{OTHER}", LONG[::-1]])
    assert "oar said:" in found


def test_the_day_on_which_a_writer_joined_is_not_that_of_the_thread() -> None:
    member = "<dl><dt>Joined</dt><dd>Mar 3, 2012</dd></dl>"
    link = "<a href='/p/1'><time datetime='2019-03-01T10:00:00Z'>Friday</time></a>"
    body = f"<h1>The book of boats</h1>{member}{link}<p>{LONG}</p>"
    page = Page("html", f"<html><body>{body}</body></html>", Source("page.html"))
    assert (clean(page).published or "")[:10] == "2019-03-01"
