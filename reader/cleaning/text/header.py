"""Title, source, byline and time from the first lines of a save."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.cleaning.text.blocks import Block
from reader.cleaning.text.prose import has_end_mark, has_full_stop, is_prose, words
from reader.cleaning.text.scoring import best_path
from reader.cleaning.text.times import PrintedTime, find_time
from reader.cleaning.text.words import is_chrome

_LOOK = 160
"""Blocks searched for the headline: menus of several hundred lines stand above few articles."""
_RUN_GAP = 10
"""So many dropped blocks end a run: pictures, adverts and read-also boxes are shorter."""
_RUN_SHARE = 0.4
_MAX_TITLE = 220
_MOST_TIMES = 4
_EDGES = " ,:–-()"
_BY = re.compile(
    r"^(?:(?:written by|by|von|par|por|di|(?-i:de)|door|av|af)\s+|(?:autor(?:in|a)?|auteur|author|text|текст|автор) ?:\s*|(?:文|作者|記者|기자)[:：]\s*|[記记]者\s+|文/\s*)(?=\S)",  # noqa: E501
    re.IGNORECASE,
)
_NEWSROOM = re.compile(
    r"^(?:redacci[oó]n|la redacci[oó]n|redaction|la r[eé]daction|redaktion|redazione|reda[cç][aã]o|redakcja|редакция|staff|編集部|편집부)$",  # noqa: E501
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[|·•∙/]\s*|\s+»\s+|\s+[-–—]\s+|\s{2,}|／|｜")
_REPORTER = re.compile(r"(?:記者|기자|记者)$")
_READING = re.compile(r"^\W*\d+[ -]?(?:min|分)", re.IGNORECASE)
_ICON_WORD = re.compile(r"^(?:time|clock|calendar|date)$", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?:published|updated|posted|last updated|date|time|publi[ée]|mis à jour|le(?= \d)|publicado|actualizado|veröffentlicht|stand|aktualisiert|publicado em|atualizado"  # noqa: E501
    r"|pubblicato|aggiornato|opublikowano|опубликовано|обновлено|公開|更新|投稿|掲載|입력|수정|发布时间|發布時間|来源|來源|source|fonte|quelle|fuente|источник|출처)?(?![a-zà-ÿа-яё])(?:日時?|日)?(?: on| il| el| le| em| am)?[:：]?\s*",  # noqa: E501
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines over the body say."""

    title: str = ""
    source: str = ""
    byline: str = ""
    time: PrintedTime | None = None
    start: int = 0
    """Index of the first block after the headline."""
    used: frozenset[int] = frozenset()
    """Blocks that are the headline or tell of source, author or time."""


def read_header(blocks: Sequence[Block], odds: Sequence[float], given_title: str | None) -> Header:
    """Read the lines around the headline.

    Args:
        blocks: all blocks of the save.
        odds: log odds that each belongs to the body.
        given_title: a title known from elsewhere; the headline in the save is looked for by it.
    """
    first = _first_prose(blocks, odds)
    at = _headline(blocks, first, given_title)
    if at is None:
        return Header(title=given_title or "")
    title = blocks[at].text
    used = {n for n, block in enumerate(blocks[: at + 12]) if block.text == title}
    end = max(n for n in used if n == at or n in _followers(blocks, at, 4))
    source, byline, time = "", "", None
    start = end + 1
    for n in range(end + 1, min(end + 9, len(blocks))):
        block = blocks[n]
        facts = _meta_line(block.text)
        if facts is None:
            if is_prose(block.text) and n > first:
                break
            continue
        used.add(n)
        end = n
        source, byline, time = source or facts.source, byline or facts.byline, time or facts.time
    if not source and (beside := _source_beside_time(blocks, start, used)) is not None:
        used.add(beside)
        source = blocks[beside].text
    if time is None:
        above = _meta_above(blocks, at)
        if above is not None:
            used.update(above[0])
            source, byline, time = source or above[1].source, byline or above[1].byline, above[1].time
    source = source or _site_above(blocks, at)
    return Header(title, source, byline, time, start, frozenset(used))


def read_meta(text: str) -> Header | None:
    """Read a line of source, author and time, such as `Harbour Post5 hours ago`; None when it is no such line."""  # noqa: E501
    return _meta_line(text)


def _first_prose(blocks: Sequence[Block], odds: Sequence[float]) -> int:
    """First block of the densest run of running text that the model keeps."""
    runs: list[list[int]] = []
    gap_before = _RUN_GAP + 1
    for n, (block, keep) in enumerate(zip(blocks, best_path(odds), strict=True)):
        if keep and (not runs or gap_before > _RUN_GAP):
            runs.append([n, 0])
        if keep:
            runs[-1][1] += words(block.text)
        gap_before = 0 if keep else gap_before + 1
    largest = max((size for _, size in runs), default=0)
    for start, size in runs:
        # Comments may be longer than the article over them; teasers over it are not.
        if size >= largest * _RUN_SHARE:
            return start
    return next((n for n, block in enumerate(blocks) if is_prose(block.text)), len(blocks))


def _headline(blocks: Sequence[Block], first: int, given: str | None) -> int | None:
    if given:
        folded = given.casefold()
        at = next((n for n, block in enumerate(blocks[:_LOOK]) if block.text.casefold() == folded), None)
        if at is not None:
            return at
    best, best_score = None, 0.0
    low = max(0, first - 40)
    last = first if first < len(blocks) and is_prose(blocks[first].text) else first + 4
    for n in range(low, min(last, len(blocks))):
        score = _headline_score(blocks, n, first)
        if score > best_score:
            best, best_score = n, score
    return best


def _headline_score(blocks: Sequence[Block], n: int, first: int) -> float:
    block = blocks[n]
    text, size = block.text, words(block.text)
    if len(text) > _MAX_TITLE or size < 2 or is_chrome(text) or _meta_line(text) is not None:
        return 0.0
    if n >= first and is_prose(text):
        return 0.0
    score = 1.0 + min(size, 9) / 3
    score += 4.0 if text in {blocks[at].text for at in _followers(blocks, n, 3)} else 0.0
    # The words of a picture, which may be those of the headline, stand between paragraphs.
    score -= (
        3.0
        if n and _is_sentence(blocks[n - 1]) and n + 1 < len(blocks) and _is_sentence(blocks[n + 1])
        else 0.0
    )
    score += 1.5 if any(_has_time(other.text) for other in blocks[n + 1 : n + 5]) else 0.0
    score += 2.0 if block.kind == "heading" else -2.5 if block.kind == "item" else 0.0
    score -= (
        1.5 * has_full_stop(text)
        + 2.0 * (len(_SPLIT.findall(text)) > 2)
        + 2.0 * bool(re.search(r" [>›»] ", text))
    )
    return score - abs(first - n) * 0.12


def _followers(blocks: Sequence[Block], n: int, reach: int) -> range:
    """The next blocks, as far as no paragraph stands between: beyond one, the headline is not said again."""
    stop = min(len(blocks), n + 1 + reach)
    return range(n + 1, next((at for at in range(n + 1, stop) if _is_sentence(blocks[at])), stop))


def _is_sentence(block: Block) -> bool:
    return is_prose(block.text) and has_full_stop(block.text)


def _has_time(text: str) -> bool:
    return words(text) < 25 and find_time(text) is not None


def _meta_line(text: str) -> Header | None:
    if words(text) > 22 or len(text) > 140 or is_chrome(text):
        return None
    time = find_time(text)
    rest = text
    if time is not None:
        if has_full_stop(text) and words(text) - words(time.text) > 8:
            return None
        rest = _without_times(text)
    elif not _BY.match(text) and not _NEWSROOM.match(_SPLIT.split(text)[0]) and not _REPORTER.search(text):
        return None
    if time is None and is_prose(text):
        return None
    return _facts(rest, time)


def _without_times(text: str) -> str:
    """A line without its times: of publication, and of the last change."""
    for _ in range(_MOST_TIMES):
        time = find_time(text)
        if time is None:
            break
        text = f"{text[: time.start]} | {text[time.end :]}"
    return text


def _facts(rest: str, time: PrintedTime | None) -> Header:
    parts = [
        part
        for part in (_PREFIX.sub("", piece.strip(_EDGES)).strip(_EDGES) for piece in _SPLIT.split(rest))
        if part and not _ICON_WORD.match(part)
    ]
    source = byline = ""
    for part in parts:
        if (
            _READING.match(part)
            or is_chrome(part)
            or find_time(part) is not None
            or not any(map(str.isalpha, part))
        ):
            continue
        if match := _BY.match(part):
            # "Von Jürn Petersen, Wiedersand": the place stands behind the name.
            byline = byline or part[match.end() :].split(",")[0].strip()
        elif _NEWSROOM.match(part) or _REPORTER.search(part):
            byline = byline or part
        elif not source and words(part) <= 7:
            source = part
        elif not byline and words(part) <= 4:
            byline = part
    return Header(source=source, byline=byline, time=time)


def _source_beside_time(blocks: Sequence[Block], start: int, used: set[int]) -> int | None:
    """A short line next to the line of the time, as innerText parts what the page sets in one row."""
    timed = next((n for n in sorted(used) if n >= start and find_time(blocks[n].text) is not None), None)
    if timed is None:
        return None
    for n in (timed - 1, timed + 1):
        if start <= n < len(blocks) - 1 and n not in used and _is_name(blocks[n].text):  # noqa: SIM102
            if n < timed or is_chrome(blocks[n + 1].text):
                return n
    return None


def _is_name(text: str) -> bool:
    return words(text) <= 5 and not has_end_mark(text) and not is_chrome(text) and find_time(text) is None


def _meta_above(blocks: Sequence[Block], at: int) -> tuple[tuple[int, ...], Header] | None:
    """The lines of source and time right over the headline, where a page has them there."""
    for n in range(at - 1, max(-1, at - 3), -1):
        facts = _meta_line(blocks[n].text)
        if facts is None or facts.time is None:
            continue
        if facts.source or n == 0 or not _is_name(blocks[n - 1].text) or blocks[n - 1].kind == "item":
            return (n,), facts
        return (n - 1, n), replace(facts, source=blocks[n - 1].text)
    return None


def _site_above(blocks: Sequence[Block], at: int) -> str:
    """Name of a site that stands alone on the first line, over its menu."""
    if at < 2 or blocks[0].kind != "paragraph":
        return ""
    text = blocks[0].text
    plain = (
        words(text) <= 5
        and not is_chrome(text)
        and find_time(text) is None
        and len(_SPLIT.findall(text)) == 0
    )
    return text if plain and text[:1].isupper() and not re.search(r"[\[\]>]", text) else ""
