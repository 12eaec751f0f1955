"""Words that are asked of a whole page first: whatever a pattern finds in a part holds one of them."""

from __future__ import annotations

import pytest
from lxml import html

from reader.cleaning.block_words import WALL_WORDS, is_wall
from reader.cleaning.blocks import read_blocks
from reader.cleaning.elements.callouts import is_callout, may_name_callout
from reader.cleaning.page_words import holds_any, names_on
from reader.cleaning.rights import leave_rights
from reader.cleaning.threads import posts_of_thread


@pytest.mark.parametrize(
    "names",
    [
        "paywall", "pay-wall", "regwall", "reg-wall", "subscriber-only", "subscribers-only",
        "abowall", "abo-wall", "paid-barrier", "premium-wall", "premium-barrier", "meter-wall",
        "meter-content", "metered-wall", "metered-content", "piano-offer",
    ],
)  # fmt: skip
def test_names_of_walls_hold_a_word_of_walls(names: str) -> None:
    assert is_wall(names)
    assert holds_any(names, WALL_WORDS)


@pytest.mark.parametrize(
    "names",
    [
        "admonition note", "admonitionblock tip", "callout-card", "my-callout warning", "markdown-alert info",
        "alert alert-danger", "custom-block tip", "Warning-aside note", "hint info", "notice tip",
        "confluence-information-macro warning",
    ],
)  # fmt: skip
def test_names_of_callouts_hold_a_word_of_callouts(names: str) -> None:
    assert is_callout(html.fragment_fromstring(f'<div class="{names}">Mind the gap.</div>'))
    assert may_name_callout(names.lower())


@pytest.mark.parametrize(
    "line",
    [
        "All rights reserved", "Alle Rechte vorbehalten", "Tous droits réservés",
        "Todos los derechos reservados", "Todos os direitos reservados", "Tutti i diritti riservati",
        "Alle rechten voorbehouden", "Все права защищены", "При использовании материалов ссылка обязательна",
        "Tüm hakları saklıdır", "Wszelkie prawa zastrzeżone", "جميع الحقوق محفوظة", "सर्वाधिकार सुरक्षित",
        "無断転載を禁じます", "무단 전재 금지", "版权所有", "版權所有", "未经授权不得转载", "著作權所有",
    ],
)  # fmt: skip
def test_lines_of_rights_go_in_every_language(line: str) -> None:
    paragraph = html.fragment_fromstring(f"<div><p>{line}</p></div>")
    found, kept = read_blocks(paragraph), [True]
    leave_rights(found, kept)
    assert kept == [False]


@pytest.mark.parametrize(
    "names",
    [
        "post text", "cooked", "bbWrapper", "postbody", "post-content", "post_message", "posttext_12",
        "message", "messagecontent", "message-body", "answer", "js-post-body", "s-prose", "usertext-body",
        "user-text-body", "commtext", "comment_body", "commenttext", "comment-copy", "status__content",
        "live-blog-update", "liveblog-big-entry-body", "live_post",
    ],
)  # fmt: skip
def test_posts_are_found_by_every_name_of_theirs(names: str) -> None:
    posts = "".join(f'<div class="{names}">{"The goat sat, and it ate. " * 9}{n}</div>' for n in range(3))
    found = read_blocks(html.fragment_fromstring(f'<div class="page">{posts}</div>'))
    thread = posts_of_thread(found, [len(block.text) for block in found.blocks], names_on(found))
    assert [box.names for box in thread] == [names.lower()] * 3
