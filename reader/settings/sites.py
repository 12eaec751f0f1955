"""How the pages of a site are cleaned, as the user says in `sites.toml`.

::

    ["harbourpost.example"]          # and its subdomains, unless they have a table of their own
    body = ".story-text"             # a CSS selector, or a list of them
    strip = [".newsletter", ".poll"]
    title = "h1.headline"
    as = "readable"                  # or "text", or "raw"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from reader.errors import SettingsError

SiteCleaning = Literal["readable", "text", "raw"]
SelectorKey = Literal["body", "strip", "title"]

CLEANINGS: tuple[SiteCleaning, ...] = ("readable", "text", "raw")
SELECTORS: tuple[SelectorKey, ...] = ("body", "strip", "title")
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+\Z")


@dataclass(frozen=True, slots=True)
class Selector:
    """A CSS selector of the user's, and where it stands."""

    key: SelectorKey
    css: str
    place: str
    """File and line, as an error message names them."""


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What the user says about the pages of one site."""

    host: str
    place: str
    """File and line of its table."""
    cleaning: SiteCleaning | None = None
    """None: as usual."""
    selectors: tuple[Selector, ...] = ()

    def of(self, key: SelectorKey) -> tuple[Selector, ...]:
        """The selectors of one key."""
        return tuple(one for one in self.selectors if one.key == key)


@dataclass(frozen=True, slots=True)
class Sites:
    """The rules of all sites, and what is wrong with the others."""

    rules: tuple[SiteRule, ...] = ()
    problems: tuple[str, ...] = ()
    """One line each: file, line, reason."""

    def rule_for(self, url: str | None) -> SiteRule | None:
        """The rule of the longest host that is the address's own or a parent of it; None when none is."""
        host = host_of(url)
        fitting = [rule for rule in self.rules if host == rule.host or host.endswith(f".{rule.host}")]
        return max(fitting, key=lambda rule: len(rule.host), default=None)


NO_SITES = Sites()


def is_host(name: str) -> bool:
    """Whether a table of `sites.toml` may be called so."""
    return _HOST.match(name) is not None


def host_of(url: str | None) -> str:
    """The host of an address, lower case and without `www.`; empty when there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def load_sites(path: Path) -> Sites:
    """Read the rules of sites; a missing file means none. Never raises: a wrong rule is left out and said."""
    try:
        text = path.read_text("utf-8-sig")  # some editors put a mark before
        tables = tomllib.loads(text)
    except FileNotFoundError:
        return NO_SITES
    except (OSError, UnicodeDecodeError) as error:
        return Sites(problems=(str(SettingsError(path, f"cannot be read: {error}")),))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        return Sites(problems=(str(SettingsError(path, str(error), int(found[1]) if found else None)),))
    rules, problems = [], []
    for host, table in tables.items():
        try:
            rules.append(_rule(_Table(path, text, host), table))
        except SettingsError as error:
            problems.append(str(error))
    return Sites(tuple(rules), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table of one host stands; TOML's reader forgets the lines."""

    path: Path
    text: str
    host: str

    def line_of(self, *wanted: str) -> int | None:
        """The line of the last of some words that stands in the table, from its head on."""
        lines = self.text.splitlines()
        head = re.compile(rf"\s*(?:\[\s*)?[\"']?{re.escape(self.host)}[\"'\s\]=.]")
        start = next((n for n, line in enumerate(lines) if head.match(line)), None)
        if start is None:
            return None
        found = start
        for word in wanted:
            found = next((n for n in range(found, len(lines)) if word in lines[n]), found)
        return found + 1

    def error(self, reason: str, *wanted: str) -> SettingsError:
        return SettingsError(self.path, f"{self.host}: {reason}", self.line_of(*wanted))

    def place(self, *wanted: str) -> str:
        line = self.line_of(*wanted)
        return f"{self.path}:{line}" if line else str(self.path)


def _rule(place: _Table, table: Any) -> SiteRule:
    host = place.host.lower().removeprefix("www.")
    if not is_host(host):
        raise place.error('a table is called after a host, such as ["example.org"]')
    if not isinstance(table, dict):
        raise place.error('wants a table: ["example.org"] and its lines below')
    for name, value in table.items():
        if isinstance(value, dict):
            raise place.error(f'a host is written in quotes: ["{host}.{name}"]')
        if name not in (*SELECTORS, "as"):
            raise place.error(f"there is no {name!r}; there are {', '.join(SELECTORS)} and as", name)
    how = table.get("as")
    if how is not None and how not in CLEANINGS:
        raise place.error(f"as wants one of {', '.join(CLEANINGS)}, not {how!r}", "as")
    found = tuple(one for name in SELECTORS for one in _selectors(place, name, table))
    return SiteRule(host, place.place(), cast("SiteCleaning | None", how), found)


def _selectors(place: _Table, name: SelectorKey, table: Mapping[str, Any]) -> tuple[Selector, ...]:
    value = table.get(name, [])
    wanted = [value] if isinstance(value, str) else value
    if not isinstance(wanted, list) or not all(isinstance(one, str) and one.strip() for one in wanted):
        raise place.error(f"{name} wants a CSS selector or a list of them", name)
    return tuple(Selector(name, one, place.place(name, one)) for one in wanted)
