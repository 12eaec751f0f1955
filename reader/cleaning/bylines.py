"""Lines that say who wrote an article and when: the record says it, the text need not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from reader.cleaning.block_words import line_bits, line_mask
from reader.cleaning.blocks import Blocks
from reader.formats.dates import parse_date
from reader.formats.months import fold, month_of

_LONG_PARAGRAPH = 120
_BY_WORDS = 3
"""Beside the names and figures: `by`, a month, the half of the day."""
_HEAD_BLOCKS = 40
"""Blocks that names and dates stand in above the text, with menus between them."""
_DATE_LINE, _SHORT_DATE_LINE = 60, 30
_BESIDE = 1
"""Words beside a date in its line: a place, the day of the week."""
_DATED = frozenset(
    """updated published posted modified edited aktualisiert veröffentlicht geändert publié modifié mis
    publicado actualizado atualizado pubblicato aggiornato gepubliceerd bijgewerkt uppdaterad publicerad
    oppdatert publisert opdateret päivitetty julkaistu zaktualizowano opublikowano aktualizováno zveřejněno
    обновлено опубликовано güncelleme yayınlanma""".split()  # noqa: SIM905  # a table of words
)
_BY_LETTERS = 2
"""Letters of words such as `at`, `de`, `às`, at most."""
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DATE = line_mask(("date",))
# What stands around a date and a clock in East Asia: sent, published, put in, changed.
_STAMP = re.compile(
    r"\W*(?:(?:公開|更新|配信|掲載|投稿|最終更新|発行|입력|수정|등록|승인|发布|發布|发表|更新|来源)\w{0,3}\s*[:：.]?\s*)*"
    r"(?:(?:19|20)\d\d|\d{1,2})\s?[年./년-]\s?\d{1,2}[\s\d年月日년월일./:：時时分시분()（）月火水木金土日월화수목금토오전후上下午-]*"
    r"(?:公開|更新|配信|掲載|投稿|発行|입력|수정|등록|발송|发布|發布)?\W*"
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FOOT_BLOCKS = 4
_NAME = re.compile(r"[^\s,:;.·|•()/]+")


def leave_byline(found: Blocks, byline: str, published: str | None, kept: list[bool]) -> None:
    """Leave out lines before the first paragraph that hold authors' names or the date, and hardly more."""
    names = _NAME.findall(byline.lower())
    day = (published or "")[:10]
    first = next((at for at, is_kept in enumerate(kept) if is_kept), 0)
    _leave_addresses(found, names, kept)
    for at, block in islice(enumerate(found.blocks), first, first + _HEAD_BLOCKS):
        if kept[at] and len(block.text) > _LONG_PARAGRAPH:
            return
        if kept[at] and (_is_dateline(block.text, day) or _names_authors(block.text, names)):
            kept[at] = False


def _names_authors(text: str, names: Sequence[str]) -> bool:
    """Whether a line holds the authors' names and hardly more; a date may be glued to a name."""
    rest = text.lower()
    if not names or not all(name in rest for name in names):
        return False
    words = _NAME.findall(rest)
    if not set(names) <= set(words):
        for name in names:
            rest = rest.replace(name, " ", 1)
        words = _NAME.findall(rest)
        if parse_date(rest) is None:
            return False
    others = [word for word in words if word not in names and not any(map(str.isdigit, word))]
    return len(others) <= _BY_WORDS


def _leave_addresses(found: Blocks, names: Sequence[str], kept: list[bool]) -> None:
    """Leave out the address of the reporter under a text, with the name: a habit of newspapers."""
    taken = [at for at, is_kept in enumerate(kept) if is_kept]
    for at in reversed(taken[-_FOOT_BLOCKS:]):
        text = found.blocks[at].text
        address = _ADDRESS.search(text) if len(text) <= _DATE_LINE else None
        if address is None:
            continue
        words = _NAME.findall(f"{text[: address.start()]} {text[address.end() :]}".lower())
        others = [word for word in words if word not in names]
        kept[at] = not words or len(others) > _BY_WORDS


def _is_dateline(text: str, day: str) -> bool:
    """Whether a line says when the article was published or changed, and hardly more."""
    if len(text) > _DATE_LINE or not any(map(str.isdigit, text)):
        return False
    if not text.isascii() and _STAMP.fullmatch(text) is not None:
        return True
    words = [word for word in _LETTERS.findall(text.lower()) if len(word) > _BY_LETTERS]
    others = [w for w in words if w not in _DATED and not line_bits((w,)) & _DATE and not month_of(fold(w))]
    if not others and not _DATED.isdisjoint(words):
        return True
    is_all = len(text) <= _SHORT_DATE_LINE or (len(others) <= _BESIDE and text[-1] not in ".!?")
    return is_all and bool(day) and parse_date(text) == day
