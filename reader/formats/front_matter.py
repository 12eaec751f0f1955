"""Front matter of Markdown files: YAML between `---` lines, TOML between `+++` lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

_YAML = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)


def split_front_matter(content: str) -> tuple[Mapping[str, Any], str]:
    """Part a Markdown file into its front matter and its text.

    Front matter that cannot be parsed stays in the text: a wrong bracket must not lose a line.
    Keys are lower case.
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

    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None
    return {str(key).lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


def _toml(text: str) -> Mapping[str, Any] | None:
    try:
        return {key.lower(): value for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError:
        return None


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
    """The first of these fields that holds something, as a list; text is parted at commas."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            value = re.split(r"[,;]", value)
        if isinstance(value, list):
            return tuple(item for item in (str(item).strip().lstrip("#") for item in value) if item)
    return ()
