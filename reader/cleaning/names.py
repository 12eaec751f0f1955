"""Titles without the site's name, and bylines as names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from unicodedata import combining, normalize

_WORDS = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s+[|│–—\-·•:»›/~⋆★]+\s+|\s*[|│»]\s*|:\s+")
_SEPARATOR_BUT_QUOTES = re.compile(r"\s+[|│–—\-·•:›/~⋆★]+\s+|\s*[|│]\s*|:\s+")
"""For titles with `«`, in which `»` quotes."""
_ARCHIVE = re.compile(r"^(?:blog )?archive? +» +", re.IGNORECASE)
"""What old blog themes set before the headline."""
_POST = re.compile(
    r"^(?P<count>\(\d+\) )?(?P<name>.{2,50}?) (?:on|auf|en|sur|su) (?P<network>[A-Z]\w*)(?: ?\([^)]{2,30}\))?: "
    r'["“](?P<text>.+)["”](?P<end> / \w+)?$'
)
_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|story|text|words|article|review|photos?|von|interview)\s+)*"
    r"(?:by|von|par|por|di|door|af|av|de|autor(?:in(?:nen)?|en)?|author|auteur|автор|текст|作者|文|記者|记者|撰文|撰稿|글|"
    r"yazan|yazar|tác giả|oleh|penulis|tekst|του|της|كتب(?:ت|ه)?|بقلم|الكاتب|מאת|כתב(?:ה)?|نویسنده|द्वारा|โดย)"
    r"(?:\s*[:：/／]\s*|\s+)",
    re.IGNORECASE,
)
# What stands behind a name in languages that name the office last.
_OFFICE = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s*(?:기자|특파원|記者|记者|編集委員|報道員)$"
)
_PICTURES_BY = re.compile(
    r"\s*[.,;|·]?\s*\b(?:photograph(?:s|y|ed)?|photos?|fotos?|pictures|illustrat\w+|graphics?|video)\s*(?:\b(?:by|von|par|de|di)\b|:).*$",
    re.IGNORECASE,
)
# What themes and blog engines write before a name.
_BEFORE = re.compile(
    r"^(?:(?:zeige )?alle (?:beiträge|artikel) von|(?:view |see )?all (?:posts|articles|stories) by|voir tous les articles (?:de|par)|"
    r"ver todas las entradas de|veröffentlicht von|eingestellt von|geschrieben von|verfasst von|gepostet von|artikel von|beitrag von|"
    r"blog ?beitrag von|interview\b|text[oe]?\b(?: von)?|testo\b|tekst\b|vom\b|posted (?:on .{4,40}? )?by|written by|publié par|pubblicato da|publicado por|skrevet av)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:says|schreibt|sagt|dit|wrote|writes|am (?:mon|diens|mitt|donners|frei|sams|sonn)\w*|edited by .*|mitglied der .*)\s*:?$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^(?:redaktion|die redaktion.*|redacción.*|rédaction|la rédaction|editors?|editorial.*|staff|admin|agencies|presse|pressestelle|"
    r"\S+\.[a-z]{2,4}|.*\be\. ?v|.*admin)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:autor(?:in|en)?|authors?|auteurs?|автор|作者)\s*[:：]\s*", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*(?:,|;|\||/|／|·|•|\n|&|、|，|،|\s+(?:and|und|et|y|e|og|och|en|и|і|i|a|ve|dan|và|και|ja|és|és|و|और)\s+)\s*"
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2,}|(?:報導|报道|電)$|^(?:admin|administrator|editor|staff(?: writer| reporter)?|"
    r"guest(?: author)?|contributor|by|von|por|par|di|name|last|first|e-?mail|website|kommentar(?:e)?|comments?|unknown|none|null|auteur\(s\)|tweet|share|print|datum|date|webmaster|team|more|follow|view .*|all posts.*|posted|published|updated)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^(?:.{0,30}\b(?:editor|reporter|correspondent|writer|author|journalist|columnist|contributor|producer|photographer|"
    r"redakteur(?:in)?|korrespondent(?:in)?|journaliste|rédacteur|m\.?d\.?|ph\.?d\.?|jr\.?|sr\.?)\b.{0,30})$",
    re.IGNORECASE,
)
_NAMED_FOR_A_TRADE = re.compile(
    r"^(?!(?:staff|web|senior|junior|news|guest|managing|chief|sports?|associate|assistant|deputy|city|online|freelance|contributing|"
    r"executive|business|political|video|digital|copy|night|site|about|the|our|post|no|science|technology|health)\b)"
    r"[^\W\d_]+[\s-](?:editor|reporter|writer|author|photographer)$",
    re.IGNORECASE,
)
"""Two words of which the second may be a surname, as no office is called so: `Jane Reporter`, not `Staff Writer`."""
_TAIL = re.compile(
    r"\s*(?:\(.*\)|\[.*\]|[-–—|]\s.*|\b(?:on|am|le|el|il|at|in|for|für)\s+\w*\s*\d.*|\d{1,2}[./:].*|(?:updated|published|posted)\b.*)$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"\s+\(?@\w+\)?(?=\s*(?:,|$))")
"""What a network calls the author, behind the name."""
_OF_OFFICE = re.compile(
    r"(?:^|\s)(?:president|director|manager|head of|chief|officer|founder|professor|minister|chair(?:wo)?man|analyst"
    r"|leiter(?:in)?|projektleiter(?:in)?|geschäftsführer(?:in)?|vorsitzender?|directeur|directrice|director[ae]?)(?:\s|$)",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[A-Z]{2,5}(?:-[A-Z]{1,5})?|dpa|afp|apa|epd|kna|sda")
_MOST_NAMES = 8
_SURE_SIGNS = ("|", "│", "»", "⋆")
_BEFORE_A_SITE = ("|", "│", "»", "·", "–", "—", "-", "⋆")


_LEADING = re.compile(r"^(?:[»›•·|–]\s+|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s+[-–|:]\s+)")
"""Signs and days that templates set before a headline."""
_IN_BRACKETS = re.compile(r"\s+\(([^()]{3,60})\)$")
_DANGLING = re.compile(r"\s+[-–—|·]$")


def clean_title(title: str, site: str, heading: str, host: str) -> str:
    """A headline without the site's name.

    Args:
        title: as the page's head gives it.
        site: name of the site, when known.
        heading: the page's main heading.
        host: its host name.
    """
    title = _ARCHIVE.sub("", " ".join(title.split())).strip("|│ ")
    title = _DANGLING.sub("", title)  # a template without the part behind its separator
    title = _LEADING.sub("", title) or title
    if site and (named := _IN_BRACKETS.search(title)) and _same(named[1], site):
        title = title[: named.start()]
    if not title:
        return heading
    if heading and _same(title, heading):
        return heading
    separator = _SEPARATOR_BUT_QUOTES if "«" in title else _SEPARATOR
    places = [found.span() for found in separator.finditer(title)]
    if not places:
        return title
    signs = [title[slice(*place)].strip() for place in places]
    if heading and _same(title[: places[0][0]], heading) and signs[0] in _SURE_SIGNS and len(set(signs)) > 1:
        return heading  # the site's name has a sign of its own
    if (
        heading
        and len(_WORDS.findall(heading)) > 1
        and _contains(title, heading)
        and len(heading) > 0.35 * len(title)
    ):
        return heading
    shorter = _without_site(title, places, site, host)
    return clean_title(shorter, site, heading, host) if shorter else _without_tail(title, places[-1], heading)


def _without_site(title: str, places: list[tuple[int, int]], site: str, host: str) -> str:
    """A title without a part that is the site's name; empty when no part is."""
    for (before, start), (end, _) in pairwise(places):
        if _is_site(title[start:end], site, host):
            return title[:before]  # what stands behind the site's name calls the readers in
    if _is_site(title[places[-1][1] :], site, host):
        return title[: places[-1][0]]
    return title[places[0][1] :] if _is_site(title[: places[0][0]], site, host) else ""


def _without_tail(title: str, place: tuple[int, int], heading: str) -> str:
    """A title without its last part, when that looks like the name of a site."""
    before, tail, sign = title[: place[0]], title[place[1] :], title[place[0] : place[1]].strip()
    if sign in ("|", "│") and heading and _same(_SEPARATOR.split(title)[0], heading):
        return before.strip()
    is_headline = sign in ("-", "–", "—") and _ends_with(heading, tail)
    is_cut = sign in _BEFORE_A_SITE and _is_short_tail(title, place) and not is_headline
    return before.strip() if is_cut else title


@dataclass(frozen=True, slots=True)
class Post:
    """What the title of a post in a network says."""

    name: str
    text: str


def read_post(title: str, site: str, host: str) -> Post | None:
    """Read `(4) Name on Site: "text" / Site`; None for headlines (`Minister on Taxes: "No"`), which name no site."""
    found = _POST.match(" ".join(title.split()))
    if found and (found["count"] or found["end"] or _is_site(found["network"], site, host)):
        return Post(found["name"], found["text"])
    return None


def _is_short_tail(title: str, place: tuple[int, int]) -> bool:
    before, after = title[: place[0]], title[place[1] :]
    return len(_WORDS.findall(after)) <= 4 and len(_WORDS.findall(before)) >= 3 and len(after) < len(before)


def _is_site(part: str, site: str, host: str) -> bool:
    words = _fold(part)
    if not words:
        return False
    if site and (words in _fold(site) or (_fold(site) in words and len(part) < 40)):
        return True
    bare = re.sub(r"[^a-z0-9]", "", host.lower().removeprefix("www."))
    return len(words) > 2 and (words in bare or words.removesuffix("com") in bare)


def _fold(text: str) -> str:
    return "".join(_WORDS.findall(text.lower())).removeprefix("the")


def _same(first: str, second: str) -> bool:
    return _WORDS.findall(first.lower()) == _WORDS.findall(second.lower())


def _contains(text: str, part: str) -> bool:
    return " ".join(_WORDS.findall(part.lower())) in " ".join(_WORDS.findall(text.lower()))


def _ends_with(text: str, part: str) -> bool:
    words = _WORDS.findall(part.lower())
    return bool(words) and _WORDS.findall(text.lower())[-len(words) :] == words


_TWICE = re.compile(r"^(\S+ \S.{2,40}?) \1$")
"""A name below a portrait, and again in the portrait's caption."""


def clean_byline(names: list[str], site: str = "") -> str:
    """Names joined by `, `: without `By`, roles, addresses, dates, and without doubles."""
    kept: list[str] = []
    surnames: list[str] = []
    for raw in names:
        text = _HANDLE.sub("", _AFTER.sub("", _BEFORE.sub("", " ".join(unescape(raw).split()))))
        text = _TWICE.sub(r"\1", text.removeprefix("©").strip())
        text = _PICTURES_BY.sub("", _LABEL.sub("", _BY.sub("", text))) or text
        if len(text) > 160 or text.startswith(("http:", "https:", "www.")):
            continue
        for name in _SPLIT.split(text):
            if kept and _OF_OFFICE.search(name):
                break  # the office of the one named before, and its place
            bare = _OFFICE.sub("", _TAIL.sub("", _AFTER.sub("", _BY.sub("", name))).strip(" .,:;-–—"))
            if _is_name(bare) and bare.lower() not in (known.lower() for known in kept):
                kept.append(bare)
            elif _may_be_name(bare) and _NAMED_FOR_A_TRADE.match(bare):
                surnames.append(bare)
    kept = kept or surnames[:1]
    if len(kept) > 1 and site:
        kept = [name for name in kept if _fold(name) != _fold(site)] or kept
    if any(" " in name and _fold(name) != _fold(site) for name in kept):
        kept = [name for name in kept if not _AGENCY.fullmatch(name)]
    return ", ".join(kept[:_MOST_NAMES])


def is_weak_name(byline: str, site: str) -> bool:
    """Whether a byline names nobody: the site, its address, an office."""
    return bool(_WEAK.match(byline)) or (bool(site) and _fold(byline) == _fold(site))


def is_fuller_name(printed: str, stated: str) -> bool:
    """Whether a printed name says in full what a login or a first name abbreviates."""
    if " " not in printed or len(_WORDS.findall(printed)) > 4:
        return False
    full = _WORDS.findall(_plain(printed))
    parts = [part for part in re.split(r"[._\-\s]+", _plain(stated)) if part]
    short = "".join(parts)
    return len(short) > 2 and (short in "".join(full) or all(part in full for part in parts))


def _plain(text: str) -> str:
    """Letters without their accents, small."""
    return "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))


def fuller_name(short: str, lines: Iterable[str]) -> str:
    """The line that is the name in full of which only the first is stated (`Todd`); empty when no line is."""
    if not short.isalpha() or len(short) < 3:
        return ""
    known = (line for line in lines if line.startswith(f"{short} ") and len(line.split()) < 4)
    return next((line for line in known if line.istitle() and _is_name(line)), "")


def _is_name(name: str) -> bool:
    return _may_be_name(name) and not _ROLE.match(name)


def _may_be_name(name: str) -> bool:
    if (
        not 1 < len(name) <= 60
        or any(sign in name for sign in "→»*:")
        or _NOT_A_NAME.search(name)
        or len(name.split()) > 6
    ):
        return False
    return any(sign.isalpha() for sign in name)
