"""Values as exports write them: dates, tags, flags and shares in their many forms."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlsplit

from reader.formats.dates import parse_date
from reader.formats.page import CarriedHighlight

Record = Mapping[str, Any]
"""One object of a JSON export."""

_EPOCH_OF_WINDOWS = datetime(1601, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = 631_152_000, 7_258_118_400  # 1990 and 2200, in seconds: what a saved page can have
_OFFSET = re.compile(r"([+-]\d{2})(\d{2})$")
_YES = frozenset({"1", "true", "yes", "y", "t", "x", "✓", "ja", "oui", "si", "sí", "sim", "да"})
_FORMS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%a, %d %b %Y %H:%M:%S %z",
    "%B %d, %Y %I:%M %p",
    "%b %d, %Y %I:%M %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%a %b %d %Y %H:%M:%S",
    "%a %b %d %H:%M:%S %Y",
)
_LONGEST_DATE = 40


def moment_of(value: object) -> datetime | None:
    """A moment (aware UTC) from epoch seconds, milliseconds or microseconds, ISO 8601 and its relatives."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    text = str(value if value is not None else "").strip()
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return _of_epoch(float(text))
    text = _OFFSET.sub(r"\1:\2", text.replace("Z", "+00:00") if text.endswith("Z") else text)
    try:
        return moment_of(datetime.fromisoformat(text))
    except (ValueError, OverflowError):  # the year 1 with an offset is before all time
        pass
    for form in _FORMS:
        try:
            return moment_of(datetime.strptime(text, form))  # noqa: DTZ007  # moment_of makes it aware
        except (ValueError, OverflowError):
            continue
    day = parse_date(text, "en-US") if len(text) < _LONGEST_DATE else None  # services write American dates
    return moment_of(day) if day else None


def _of_epoch(number: float) -> datetime | None:
    for scale in (1, 1_000, 1_000_000):
        if _EARLIEST <= number / scale < _LATEST:
            return datetime.fromtimestamp(number / scale, UTC)
    # Chrome counts microseconds since 1601.
    microseconds = timedelta(microseconds=number) if 1e16 < number < 2e16 else None
    return _EPOCH_OF_WINDOWS + microseconds if microseconds else None


def day_of(value: object) -> str | None:
    """A date of publication as ISO 8601; None when it is none."""
    moment = moment_of(value)
    return moment.isoformat() if moment else None


def words_of(value: object, separators: str = ",;|") -> tuple[str, ...]:
    """Tags from a list, a list written as JSON or Python, or text with separators."""
    if isinstance(value, str):
        listed = _written_list(value)
        value = re.split(f"[{re.escape(separators)}]", value) if listed is None else listed
    if isinstance(value, Mapping):
        value = list(value)
    if not isinstance(value, Iterable):
        return ()
    names = (_name(item) for item in value)
    return tuple(dict.fromkeys(name for name in names if name))


def _written_list(text: str) -> list[Any] | None:
    if not text.lstrip().startswith("["):
        return None
    for load in (json.loads, ast.literal_eval):  # literal_eval reads Python's lists, and runs nothing
        try:
            loaded = load(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(loaded, list):
            return loaded
    return None


def _name(item: object) -> str:
    if isinstance(item, Mapping):
        item = next((item[key] for key in ("name", "label", "title", "slug", "tag") if item.get(key)), "")
    return " ".join(str(item).split()).lstrip("#") if item is not None else ""


def is_true(value: object) -> bool:
    """Flags as booleans, numbers and words."""
    return str(value).strip().lower() in _YES if value is not None else False


def share_of(value: object) -> float | None:
    """A share read, 0 to 1, also where it is written in percent."""
    try:
        number = float(str(value).replace(",", ".").strip(" %"))
    except ValueError:
        return None
    if number < 0:
        return None
    return min(1.0, number / 100 if number > 1 or "%" in str(value) else number)


def state_of(archived: bool, progress: float | None = None) -> Literal["unread", "reading", "archive"]:
    """The shelf of an article that was archived, begun, or neither."""
    if archived:
        return "archive"
    return "reading" if progress and progress > 0 else "unread"


def text_of(value: object) -> str:
    """Text of a field; empty for None and for what is no text."""
    return str(value).strip() if isinstance(value, str | int | float) and value != "" else ""


def highlight(
    quote: object,
    note: object = "",
    *,
    tags: object = (),
    created: object = None,
    colour: object = None,
    around: tuple[object, object] = ("", ""),
) -> CarriedHighlight | None:
    """A carried highlight, with what stood before and after it; None without a quote."""
    words = text_of(quote)
    if not words:
        return None
    name = text_of(colour).lower() or None
    before, after = (side if isinstance(side, str) else "" for side in around)
    return CarriedHighlight(words, text_of(note), name, words_of(tags), moment_of(created), before, after)


def highlights(found: Iterable[CarriedHighlight | None]) -> tuple[CarriedHighlight, ...]:
    """Those that are there, without doubles."""
    return tuple(dict.fromkeys(one for one in found if one is not None))


def is_address(url: str) -> bool:
    """Whether a web address can be taken apart."""
    try:
        parts = urlsplit(url)
        return bool(parts.scheme and parts.hostname) and parts.port != 0
    except ValueError:
        return False


def first_of(record: Record, *names: str) -> Any:
    """The first of these fields that holds something; None when none does."""
    return next((record[name] for name in names if record.get(name) not in (None, "")), None)


def list_of(value: object) -> list[Any]:
    """A list, or nothing of what is none."""
    return value if isinstance(value, list) else []
