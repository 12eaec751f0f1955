"""What stands after or within the body: related stories, comments, adverts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.cleaning.article import Story, StoryKind
from reader.cleaning.related_words import MAX_HEADING, heading_kind, is_inline_label
from reader.cleaning.text.blocks import Block
from reader.cleaning.text.header import Header, read_meta
from reader.cleaning.text.printed import iso_date
from reader.cleaning.text.prose import has_full_stop, is_prose, words
from reader.cleaning.text.scoring import best_path
from reader.cleaning.text.times import PrintedTime, find_time
from reader.cleaning.text.words import ends_article, is_chrome, names_tags, opens_comments

_LABEL = re.compile(r"^(.{3,40}?)\s*[:：>»–]\s*(\S.{5,})$")
_RANK = re.compile(r"^\d{1,2}[.)]?\s+(?=\S)")
_STORY_KINDS: dict[str, StoryKind] = {
    "related": "related", "inline": "inline", "most_read": "most_read", "section": "section",
    "recommended_external": "recommended_external", "next": "related",
}  # fmt: skip
_NEXT = re.compile(r"^(?:previous|next|(?:previous|next) (?:post|article|story)|older|newer|précédent|suivant|anterior|siguiente|próximo|vorheriger|nächster"  # noqa: E501
                   r"|前の記事|次の記事|上一篇|下一篇|이전 ?글|다음 ?글|предыдущ\w+|следующ\w+)$", re.IGNORECASE)  # fmt: skip  # noqa: E501
_TAIL_SHARE = 0.4
"""A module with less of the body than this behind it stands under the article, not within it."""
_MAX_INSET = 8
"""Blocks of a module within the body, its heading included."""
_BEHIND = 3
"""Paragraphs that say so."""
_END_SHARE = 0.35
_TAGS_SHARE = 0.5
_THREAD, _THREAD_TIMES = 14, 3
"""Blocks behind a heading of comments, and how many of them say when."""
_WANTED = frozenset({"related", "inline"})
"""Kinds that become stories: most-read and section lists of a text save have no address and no tie to it."""


@dataclass(frozen=True, slots=True)
class Sections:
    """What is not the body."""

    stories: tuple[Story, ...]
    dropped: frozenset[int]
    end: int
    """Index of the block at which the body is over."""


def find_sections(
    blocks: Sequence[Block], odds: Sequence[float], start: int, addresses: dict[int, str]
) -> Sections:
    """Find the modules after the headline.

    Args:
        blocks: all blocks of the save.
        odds: log odds that each belongs to the body.
        start: first block after the headline.
        addresses: link targets by number.
    """
    ahead = _share_ahead(blocks, odds, start)
    stories: list[Story] = []
    dropped: set[int] = set()
    end, n = len(blocks), start
    while n < len(blocks):
        if label := _inline_story(blocks, n, addresses):
            stories.append(label[0])
            dropped.update(range(n, n + label[1]))
            n += label[1]
        elif ahead[n] < 1.0 and (kind := _module_kind(blocks, n)) is not None:
            stop = _module_end(blocks, n)
            tail = (ahead[n] < _TAIL_SHARE and not _goes_on(blocks, odds, n, stop)) or _carries_stories(
                blocks, n, stop
            )
            last = stop if tail else _list_end(blocks, n + 1, min(stop, n + _MAX_INSET))
            if kind in _WANTED:
                stories.extend(_stories(blocks, n, last, kind, addresses))
            end = min(end, n) if tail else end
            dropped.update(range(n, last))
            n = max(last, n + 1)
        else:
            text = blocks[n].text
            is_over = ahead[n] < _END_SHARE and ends_article(text)
            if is_over or (ahead[n] < _TAGS_SHARE and names_tags(text)) or _is_thread(blocks, n):
                end = min(end, n)
            n += 1
    return Sections(tuple(stories), frozenset(dropped), end)


def _goes_on(blocks: Sequence[Block], odds: Sequence[float], n: int, stop: int) -> bool:
    """Whether the text goes on behind a short list within it, as the model sees it."""
    start = _list_end(blocks, n + 1, stop)
    behind = range(start, min(stop, start + _BEHIND))
    return (
        start <= n + _MAX_INSET
        and len(behind) == _BEHIND
        and all(
            is_prose(blocks[at].text) and has_full_stop(blocks[at].text) and odds[at] > 0 for at in behind
        )
    )


def _is_thread(blocks: Sequence[Block], n: int) -> bool:
    """Whether comments begin here, however long: their heading stands over a time for each of them."""
    if not opens_comments(blocks[n].text):
        return False
    texts = [block.text for block in blocks[n + 1 : n + 1 + _THREAD]]
    return sum(words(text) <= 20 and find_time(text) is not None for text in texts) >= _THREAD_TIMES


def _share_ahead(blocks: Sequence[Block], odds: Sequence[float], start: int) -> list[float]:
    """Share of the body's words that the model expects from each block on."""
    sizes = [
        words(block.text) if keep and n >= start else 0
        for n, (block, keep) in enumerate(zip(blocks, best_path(odds), strict=True))
    ]
    total, left = sum(sizes), sum(sizes)
    shares: list[float] = []
    for size in sizes:
        shares.append(left / total if total else 0.0)
        left -= size
    return shares


def _carries_stories(blocks: Sequence[Block], n: int, stop: int) -> bool:
    """Whether whole stories stand in a module: headlines twice, or with a line of source and time."""
    if _titled_again(blocks, n + 1):
        return True
    texts = [block.text for block in blocks[n + 2 : min(stop, n + 6)]]
    return not is_prose(blocks[n + 1].text) and any(
        words(text) <= 12 and read_meta(text) is not None for text in texts
    )


def _module_kind(blocks: Sequence[Block], n: int) -> StoryKind | None:
    """Kind of the module over which this block is the heading; None for a heading of the author's own."""
    text = blocks[n].text
    if len(text) > MAX_HEADING or words(text) > 9 or n + 1 >= len(blocks) or has_full_stop(text):
        return None
    found = "next" if _NEXT.match(text.strip(" :")) else heading_kind(text)
    if found is None or found not in _STORY_KINDS:
        return None
    # An author's own heading "Related work" or "Read next" stands over sentences, a module over headlines.
    follower = blocks[n + 1].text
    if (is_prose(follower) or has_full_stop(follower)) and not _titled_again(blocks, n + 1):
        return None
    return (
        _STORY_KINDS[found]
        if found != "section" or blocks[n + 1].kind == "item" or _lone_list(blocks, n)
        else None
    )


def _lone_list(blocks: Sequence[Block], n: int) -> bool:
    return sum(not is_prose(block.text) for block in blocks[n + 1 : n + 4]) == 3


def _titled_again(blocks: Sequence[Block], n: int) -> bool:
    return blocks[n].text in {block.text for block in blocks[n + 1 : n + 5]}


def _module_end(blocks: Sequence[Block], n: int) -> int:
    for at in range(n + 1, len(blocks)):
        text = blocks[at].text
        if at > n + 1 and words(text) <= 9 and (ends_article(text) or _closes(blocks, at)):
            return at
    return len(blocks)


def _closes(blocks: Sequence[Block], at: int) -> bool:
    text = blocks[at].text
    if len(text) > MAX_HEADING or words(text) > 6 or blocks[at].kind == "item" or find_time(text) is not None:
        return False
    if _titled_again(blocks, at) or text in {block.text for block in blocks[max(0, at - 5) : at]}:
        return False
    return heading_kind(text) is not None or _NEXT.match(text.strip(" :")) is not None or is_chrome(text)


def _list_end(blocks: Sequence[Block], start: int, stop: int) -> int:
    return next((n for n in range(start, stop) if is_prose(blocks[n].text)), stop)


def _inline_story(blocks: Sequence[Block], n: int, addresses: dict[int, str]) -> tuple[Story, int] | None:
    block = blocks[n]
    match = _LABEL.match(block.text) if len(block.text) < 200 else None
    if match and is_inline_label(match[1]) and not (has_full_stop(match[2]) and words(match[2]) > 14):
        return Story(match[2], _address(block, addresses), module=match[1].strip(), kind="inline"), 1
    if not is_inline_label(block.text) or n + 2 >= len(blocks):
        return None
    title, after = blocks[n + 1], blocks[n + 2]
    # Sentences go on behind an inset; a module of headlines with a standfirst each does not look so.
    sentences = [has_full_stop(other.text) for other in (title, after, *blocks[n + 3 : n + 4])]
    if is_prose(title.text) or sentences != [False, True, True] or read_meta(after.text) is not None:
        return None
    return Story(title.text, _address(title, addresses), module=block.text.strip(" :："), kind="inline"), 2


def _address(block: Block, addresses: dict[int, str]) -> str | None:
    url = addresses.get(block.links[0][0]) if block.links else None
    return url if url and url.startswith(("http://", "https://")) else None


@dataclass(slots=True)
class _Draft:
    title: str
    url: str | None
    source: str | None = None
    age: str | None = None
    date: str | None = None
    paragraphs: list[str] | None = None


def _stories(
    blocks: Sequence[Block], n: int, stop: int, kind: StoryKind, addresses: dict[int, str]
) -> list[Story]:
    """Read headlines, their source and time, and the paragraphs under them."""
    drafts: list[_Draft] = []
    module = blocks[n].text.strip(" :：")
    titles = {blocks[at].text for at in range(n + 1, stop - 1) if blocks[at].text == blocks[at + 1].text}
    titles = titles or {
        blocks[at].text
        for at in range(n + 1, stop)
        if words(blocks[at].text) >= 4 and _titled_again(blocks, at)
    }
    names = {_RANK.sub("", blocks[at].text) for at in range(n + 1, stop) if blocks[at].kind == "item"}
    leading = _leading(blocks, n + 1, stop, titles)
    listed = n + 1 < stop and blocks[n + 1].kind == "item"
    for at in range(n + 1, stop):
        if at in leading:
            continue
        if (
            listed
            and drafts
            and blocks[at].gap
            and blocks[at].kind != "item"
            and read_meta(blocks[at].text) is None
        ):
            break
        known = len(drafts)
        _read_story_line(blocks[at], drafts, titles, names, addresses)
        if len(drafts) > known and at - 1 in leading:
            _date_draft(drafts[-1], leading[at - 1].time, leading[at - 1].source)
    return [
        Story(
            draft.title, draft.url, draft.source, iso_date(draft.date) if draft.date else None, draft.age or draft.date, module, kind,  # noqa: E501
            "\n\n".join(draft.paragraphs) if draft.paragraphs else None,
        )
        for draft in drafts
    ]  # fmt: skip


def _leading(blocks: Sequence[Block], start: int, stop: int, titles: set[str]) -> dict[int, Header]:
    """Lines of source and time that stand over the headlines of stories, if the first line is one."""
    first = read_meta(blocks[start].text) if start + 1 < stop and blocks[start + 1].text in titles else None
    if first is None or first.time is None:
        return {}
    lines = (
        (at, read_meta(blocks[at].text)) for at in range(start, stop - 1) if blocks[at + 1].text in titles
    )
    return {at: meta for at, meta in lines if meta is not None and meta.time is not None}


def _read_story_line(
    block: Block, drafts: list[_Draft], titles: set[str], names: set[str], addresses: dict[int, str]
) -> None:
    text = _RANK.sub("", block.text)
    current = drafts[-1] if drafts else None
    if current and text == current.title:
        return
    if text in titles:
        drafts.append(_Draft(text, _address(block, addresses)))
    elif current and (meta := read_meta(block.text)) is not None and words(text) <= 14:
        _date_draft(current, meta.time, meta.source)
    elif current and (is_prose(text) or (has_full_stop(text) and not has_full_stop(current.title))):
        current.paragraphs = [*(current.paragraphs or []), text]
    elif current and titles and _is_label(block, current, names):
        # An aggregator lists source and section between headline and text.
        current.source = current.source or (text if block.kind != "item" else None)
    elif not is_chrome(text) and words(text) >= 2 and any(map(str.isalpha, text)):
        trail = find_time(text)
        if trail is not None and trail.end >= len(text) - 2 and trail.start > 12:
            draft = _Draft(text[: trail.start].strip(" ·|-–(,"), _address(block, addresses))
            _date_draft(draft, trail, "")
            drafts.append(draft)
        else:
            drafts.append(_Draft(text, _address(block, addresses)))


def _is_label(block: Block, current: _Draft, names: set[str]) -> bool:
    return block.kind == "item" or block.text in names or (not current.paragraphs and words(block.text) <= 6)


def _date_draft(draft: _Draft, time: PrintedTime | None, source: str) -> None:
    draft.source = draft.source or source or None
    if time is not None:
        if time.kind == "age":
            draft.age = draft.age or time.text
        else:
            draft.date = draft.date or time.text
