"""Boxes amid an article that ask the reader to subscribe: their first line says so."""

from __future__ import annotations

import re

from reader.cleaning.blocks import Blocks, Box

_ASKS = re.compile(
    r"\W*(?:(?:sign up|subscribe|register)\b.{0,60}"
    r"|(?:get|join)\b.{0,40}\b(?:newsletter|inbox|e-?mails?)\b.{0,20}"
    r"|(?:our |the |free |daily |weekly )*newsletters?\b.{0,20}"
    r"|(?:(?:zum|den|unseren?|jetzt) )*newsletter\b.{0,30}"
    r"|(?:melden sie sich|jetzt anmelden|abonnier\w*|inscri[vs]\w+|abonnez|recevez|suscr[ií]b\w+|recib[ea]"
    r"|iscriviti|abbonati|ricevi|inscreva|assin[ea]|receba|cadastre|schrijf je in|meld je aan|abonneer"
    r"|ontvang|prenumerera|tilmeld|abonner|tilaa|zapisz się|subskrybuj|odebírejte|підпи\w+|подпи\w+)\b.{0,60}"
    r"|(?:订阅|訂閱|メールマガジン|ニュースレター|뉴스레터).{0,30})"
)
_ASKED_FOR = re.compile(
    r"newsletter|inbox|e-?mail|subscri|posteingang|postfach|abonn|suscri|bolet[ií]n|lettre|iscri|assin"
    r"|nieuwsbrief|nyhetsbrev|nyhedsbrev|uutiskirje|рассылк|розсилк|订阅|訂閱|メルマガ|ニュースレター|메일|뉴스레터"
    r"|privacy|datenschutz|opt out"
)
_LONGEST_LINE = 90
_LARGEST = 450
"""Characters of the box, small print included."""
_MOST_BLOCKS = 8


def leave_sign_ups(found: Blocks, kept: list[bool]) -> None:
    """Leave out what is taken of small boxes whose first line asks for a subscription.

    Fields and buttons of such boxes come by script, and often are not in the saved page: words alone are.

    Args:
        found: the blocks of a page.
        kept: which blocks are taken; changed in place.
    """
    for at, block in enumerate(found.blocks):
        is_near_taken = True in kept[at : at + _MOST_BLOCKS]
        if is_near_taken and len(block.text) <= _LONGEST_LINE and _ASKS.fullmatch(block.text.lower()):
            box = _around(block.box, at)
            if box is not None and any(kept[box.first : box.last]) and _speaks_for_it(found, box):
                kept[box.first : box.last] = [False] * (box.last - box.first)


def _around(box: Box, first: int) -> Box | None:
    """The largest small box that begins with a block; None when there is none but the block's own."""
    largest = None
    above: Box | None = box
    while above is not None and above.first == first and above.characters <= _LARGEST:
        if 1 < above.last - above.first <= _MOST_BLOCKS:
            largest = above
        above = above.above
    return largest


def _speaks_for_it(found: Blocks, box: Box) -> bool:
    return any(_ASKED_FOR.search(block.text.lower()) for block in found.blocks[box.first : box.last])
