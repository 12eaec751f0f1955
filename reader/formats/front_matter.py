"""Front matter of Markdown files: YAML between `---` lines, TOML between `+++` lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_YAML = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)

# A key and a value of one line that is neither quoted nor a list, a mapping or a block of text.
_PLAIN_VALUE = re.compile(r"(?m)^([A-Za-z_][\w -]*:[ \t]+)(?![\"'\[{|>&*!#])([^\r\n]+)")


def split_front_matter(content: str) -> tuple[Mapping[str, Any], str]:
    """Part a Markdown file into its front matter and its text.

    Front matter that cannot be parsed stays in the text: a wrong bracket must not lose a line.
    Keys are lower case, with `_` for blanks and hyphens.
    """
    for pattern, load in ((_YAML, _yaml), (_TOML, _toml)):
        found = pattern.match(content)
        if found:
            fields = load(found[1])
            if fields is not None:
                return fields, content[found.end() :]
    return {}, content


def _yaml(text: str) -> Mapping[str, Any] | None:
    import yaml

    # People and programs write `title: The lamp: a history`, which is no YAML until it is quoted.
    for written in (text, _PLAIN_VALUE.sub(_quoted, text)):
        try:
            loaded = yaml.safe_load(written)
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        return _named(loaded) if isinstance(loaded, dict) else None
    return None


def _quoted(line: re.Match[str]) -> str:
    return f"{line[1]}{json.dumps(line[2].strip(), ensure_ascii=False)}"


def _toml(text: str) -> Mapping[str, Any] | None:
    try:
        return _named(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return None


def _named(fields: Mapping[Any, Any]) -> Mapping[str, Any]:
    return {re.sub(r"[\s-]+", "_", str(key).strip().lower()): value for key, value in fields.items()}


def field_text(fields: Mapping[str, Any], *names: str) -> str | None:
    """The first of these fields that holds something, as text; dates as ISO 8601."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, datetime | date):
            return value.isoformat()
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        if value not in (None, ""):
            return str(value).strip()
    return None


def field_list(fields: Mapping[str, Any], *names: str) -> tuple[str, ...]:
    """The first of these fields that holds something, as a list; text is parted at commas, or at `#`."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            value = re.split(r"\s+(?=#)" if re.match(r"\s*#\S+(\s+#\S+)*\s*\Z", value) else r"[,;]", value)
        if isinstance(value, list):
            return tuple(dict.fromkeys(item for one in value if (item := str(one or "").strip().lstrip("#"))))
    return ()
