"""What word processors write when they save a document as a web page: lists, bold and italic by style alone.

Word and Outlook write every item of a list as a paragraph with its bullet or number typed before it, and say
in the style that it is one; Google Docs ends a list where one of another depth begins. Programs that export
documents number the classes of their style sheet (`c1`, `T1`, `s1`) and set words in bold by these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ByName, drop, text_content

_WORD_ITEM = re.compile(r"(?:^|\s)MsoListParagraph(?:Cxsp(?:First|Middle|Last))?(?:$|\s)", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list:\s*l(\d{1,4}) level(\d)", re.IGNORECASE)
_TYPED = re.compile(r"mso-list:\s*ignore|font(?:-family)?:[^;]*(?:symbol|wingdings)", re.IGNORECASE)
_GAP = re.compile(r"font:\s*7(?:\.0)?pt", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_DOCS_LIST = re.compile(r"(?:^|\s)lst-(\w+)-(\d)(?:$|\s)")
_NUMBERED_RULE = re.compile(r"(?<![\w#.:>-])(?:span)?\.([A-Za-z]{1,2}\d{1,4})\s*\{([^{}]{0,500})\}")
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)", re.IGNORECASE)
_STYLED = frozenset(["c0", "c1", "T1", "s1"])
_MOST_STYLES = 200_000
"""Characters of style sheets that are read; those of word processors have some ten thousand."""


def _is_of_office(named: ByName) -> bool:
    return (
        any("lst-kix" in part.get("class", "") for part in named.of("ul", "ol"))
        or any(part.get("class") in _STYLED for part in named.of("span"))
        or any(_is_of_word(part.get("class", ""), part.get("style", "")) for part in named.of("p"))
    )


def _is_of_word(classes: str, style: str) -> bool:
    return classes in _STYLED or "mso-list" in style or "MsoList" in classes


def standardise_office(root: HtmlElement, named: ByName) -> None:
    """Make lists of what looks like lists, and `b` and `i` of styles, in place; of such exports only."""
    if not _is_of_office(named):
        return
    _word_lists(root)
    _docs_lists(root)
    _styles(root)


# -- lists of Word and Outlook


def _word_lists(root: HtmlElement) -> None:
    items = [part for part in root.iter("p") if _is_word_item(part)]
    lists: list[tuple[str, int, HtmlElement]] = []
    before: HtmlElement | None = None
    for item in items:
        found = _WORD_LEVEL.search(item.get("style", ""))
        name, level = (found[1], int(found[2])) if found else ("", 1)
        if before is None or item.getprevious() is not before or (before.tail or "").strip():
            lists = []
        typed = _take_typed(item)
        tag = "ol" if _COUNTED.fullmatch(typed.strip()) else "ul"
        while lists and (lists[-1][1] > level or (lists[-1][1] == level and _differs(lists[-1], name, tag))):
            lists.pop()
        if not lists or lists[-1][1] < level:
            lists.append((name, level, _begin_list(item, tag, lists)))
        _move_into(item, lists[-1][2])
        before = lists[0][2]


def _is_word_item(part: HtmlElement) -> bool:
    names, style = part.get("class", ""), part.get("style", "")
    if _WORD_LEVEL.search(style):
        return True
    return _WORD_ITEM.search(names) is not None and _typed_part(part) is not None


def _typed_part(item: HtmlElement) -> HtmlElement | None:
    """The element that holds the bullet or number of an item, and the gap behind it."""
    for part in item.iterdescendants("span"):
        if _TYPED.search(part.get("style", "")) or _GAP.search(part.get("style", "")):
            holder = part
            if _GAP.search(part.get("style", "")) and part.getparent() is not item:
                holder = part.getparent()
            return holder
    return None


def _take_typed(item: HtmlElement) -> str:
    """Take out what is typed before the text of an item; say what it was."""
    part = _typed_part(item)
    if part is None:
        return ""
    typed = text_content(part)
    drop(part)
    return typed.replace("\xa0", " ")


def _differs(last: tuple[str, int, HtmlElement], name: str, tag: str) -> bool:
    return last[0] != name or last[2].tag != tag


def _begin_list(item: HtmlElement, tag: str, lists: list[tuple[str, int, HtmlElement]]) -> HtmlElement:
    """A new list, within the last item of the one around it or in place of the paragraph."""
    begun = item.makeelement(tag)
    if lists and len(lists[-1][2]):
        lists[-1][2][-1].append(begun)
    else:
        item.addprevious(begun)
    return begun


def _move_into(item: HtmlElement, holder: HtmlElement) -> None:
    """Make a paragraph the next item of a list; text behind it stays behind the outermost list."""
    tail, item.tail = item.tail, None
    outer = holder
    while (above := outer.getparent()) is not None and above.tag in ("li", "ul", "ol"):
        outer = above
    parent = item.getparent()
    parent.remove(item)
    outer.tail = f"{outer.tail or ''}{tail or ''}" or None
    item.tag = "li"
    holder.append(item)


# -- lists of Google Docs


def _docs_lists(root: HtmlElement) -> None:
    """Put each list of greater depth into the last item of the one before it."""
    for part in list(root.iter("ul", "ol")):
        own, before = _docs_level(part), part.getprevious()
        if own is None or before is None or (before.tail or "").strip():
            continue
        around = _docs_level(before) if before.tag in ("ul", "ol") else None
        if around is None or around[0] != own[0]:
            continue
        holder = before
        for _ in range(own[1] - around[1]):
            inner = holder[-1] if len(holder) else holder
            nested = [child for child in inner if child.tag in ("ul", "ol")]
            if not nested:
                _append(inner, part)
                break
            holder = nested[-1]
        else:
            for child in list(part):
                holder.append(child)
            _append(None, part)


def _docs_level(part: HtmlElement) -> tuple[str, int] | None:
    found = _DOCS_LIST.search(part.get("class", ""))
    return (found[1], int(found[2])) if found else None


def _append(holder: HtmlElement | None, part: HtmlElement) -> None:
    """Move a list to the end of an element, or take the emptied list out; text behind it stays."""
    before = part.getprevious()
    before.tail, part.tail = f"{before.tail or ''}{part.tail or ''}" or None, None
    if holder is None:
        part.getparent().remove(part)
    else:
        holder.append(part)


# -- bold and italic


def _styles(root: HtmlElement) -> None:
    bold, italic = set(), set()
    for name, rule in _numbered_rules(root):
        if _BOLD.search(rule):
            bold.add(name)
        if _ITALIC.search(rule):
            italic.add(name)
    if not bold and not italic:
        return
    for part in list(root.iter("span")):
        names = set(part.get("class", "").split())
        tag = "b" if names & bold else "i" if names & italic else ""
        if tag:
            part.tag = tag
            if names & bold and names & italic:
                _set_within(part, "i")


def _numbered_rules(root: HtmlElement) -> Iterator[tuple[str, str]]:
    room = _MOST_STYLES
    for sheet in root.iter("style"):
        text = sheet.text or ""
        room -= len(text)
        if room < 0:
            return
        for rule in _NUMBERED_RULE.finditer(text):
            yield rule[1], rule[2]


def _set_within(part: HtmlElement, tag: str) -> None:
    inner = etree.Element(tag)
    inner.text, part.text = part.text, None
    for child in list(part):
        inner.append(child)
    part.append(inner)
