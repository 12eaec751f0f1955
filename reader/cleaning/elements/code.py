"""Blocks of code: numbers, buttons and colours of highlighters go, the letters and the language stay."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import BLOCKS, ancestors, drop, text_content
from reader.terminal import safe_line

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-(?:source|text)|brush:|highlight|sourceCode)[-: ]+"
    r"(?!highlight|source)([\w+#.-]+)",
    re.I,
)
_OF_NOTEBOOK = re.compile(r"(?:hl-)?ipython\d?$")
_BARE_LANGUAGE = re.compile(
    r"^(?:python|py|javascript|js|typescript|ts|java|c|cpp|c\+\+|csharp|cs|go|rust|ruby|rb|php|bash|sh|shell|html|css|"
    r"scss|json|yaml|yml|toml|sql|xml|kotlin|swift|scala|haskell|lua|perl|r|diff|makefile|dockerfile|jsx|tsx|elixir|"
    r"clojure|lisp|ocaml|zig|nix|console|text|markdown)$",
    re.I,
)
_NOT_A_LANGUAGE = frozenset(
    {"none", "plaintext", "text", "undefined", "no-highlight", "nohighlight", "notranslate", "box", "wrapper"}
)
# What stands over and under code on the screens of chats and blogs, in elements of its own.
_BUTTON = re.compile(
    r"\b(?:cop(?:y|ied)(?: (?:code|snippet|to clipboard))?!?|kopier(?:en|t)|copier|copiar)$", re.I
)
_LABEL_LEVELS = 3
_LABEL_CHARACTERS = 24
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_CALLED_CODE = re.compile(r"(?:^|\s)(?:code-?block|block)(?:\s|$)", re.I)
_GUTTER = re.compile(
    r"(?:^|[\s_-])(?:line-?numbers?(?:-rows)?|linenos?|gutter|blob-num|copy(?:-button|btn)?)(?:$|[\s_-])",
    re.I,
)
_NUMBERS = re.compile(r"[\s\d]*")


def standardise_code(element: HtmlElement) -> None:
    """Make every block of code `<pre data-language=""><code>text</code></pre>`, in place."""
    for table in list(element.iter("table")):
        _line_number_table(table)
    _code_without_pre(element)
    for block in list(element.iter("pre")):
        _block(block)


def _code_without_pre(element: HtmlElement) -> None:
    """Make `pre` of code whose lines a style sheet keeps, and of what is called a block of code."""
    for part in list(element.iter("code", "div")):
        is_called = _CALLED_CODE.search(part.get("class", "")) is not None
        if part.tag == "div" and not (is_called and part.text and part.get("data-lang")):
            continue
        if not is_called and not _KEEPS_LINES.search(part.get("style", "")):
            continue
        lines = text_content(part).strip().count("\n")
        is_apart = next(part.iter("pre", "p", "ul", "table"), None) is None
        if (
            (lines or (is_called and part.tag == "code"))
            and is_apart
            and next(part.iterancestors("pre"), None) is None
        ):
            part.tag = "pre"


def _block(block: HtmlElement) -> None:
    for part in list(block.iter()):
        is_part = isinstance(part.tag, str) and part is not block
        if is_part and (part.tag == "button" or _is_gutter(part.get("class", ""))):
            drop(part)
    language = _language_of(block)
    language = _labels_beside(block, language) or language
    code = _verbatim(block).strip("\n")
    for child in list(block):
        block.remove(child)
    etree.SubElement(block, "code").text = code
    block.text = None
    if language:
        block.set("data-language", language)


@lru_cache(maxsize=1024)
def _is_gutter(classes: str) -> bool:
    """Whether a part of code holds numbers or a button; highlighters give thousands of parts few names."""
    return _GUTTER.search(classes) is not None


def _labels_beside(block: HtmlElement, language: str) -> str:
    """Take out the name of the language, and the button, over or under code; say which language it is."""
    found = ""
    outer = block
    for _ in range(_LABEL_LEVELS):
        for beside in (outer.getprevious(), outer.getnext()):
            text = _label_text(beside)
            name = _BUTTON.sub("", text).strip()
            if beside is not None and text and (name in ("", language) or _BARE_LANGUAGE.match(name)):
                found = found or name
                drop(beside)
        parent = outer.getparent()
        if parent is None or parent.tag not in ("div", "figure", "section") or len(parent) > 1:
            break
        outer = parent
    return found


def _label_text(part: HtmlElement | None) -> str:
    """The few letters of an element beside code, lower case; empty for what the author wrote as text."""
    if part is None or part.tag not in ("div", "span", "figcaption", "header") or (part.tail or "").strip():
        return ""
    text = " ".join(" ".join(map(str, part.itertext())).split())
    return text.lower() if len(text) <= _LABEL_CHARACTERS else ""


def _line_number_table(table: HtmlElement) -> None:
    """Numbers in one cell, code in the other: the habit of Pygments, Rouge and Hexo.

    The cell of the numbers may have been taken out before.
    """
    cells = list(table.iter("td", "th"))
    parent = table.getparent()
    if len(cells) > 2 or parent is None:
        return
    written = [cell for cell in cells if not _NUMBERS.fullmatch(text_content(cell))]
    if len(written) != 1:
        return
    code = next(written[0].iter("pre"), None)
    if code is None or text_content(code).strip() != text_content(written[0]).strip():
        return
    code.tail = table.tail
    parent.replace(table, code)


def _verbatim(block: HtmlElement) -> str:
    """The text as it stands, with a line break for every `<br>` and at the end of every block."""
    if next(block.iterdescendants("br", *BLOCKS), None) is None:  # mostly it is one run of letters
        text = text_content(block)
        return _by_line_elements(block) if "\n" not in text.strip("\n") else text
    parts: list[str] = []
    for event, part in etree.iterwalk(block, events=("start", "end", "comment")):
        if event == "start":
            if part.tag in BLOCKS:
                _end_line(parts)
            if part.text:
                parts.append(part.text)
            continue
        if part is block:
            continue
        if part.tag == "br":
            parts.append("\n")
        elif part.tag in BLOCKS:
            _end_line(parts, at_least_one=True)
        if part.tail:
            parts.append(part.tail)
    text = "".join(parts)
    return _by_line_elements(block) if "\n" not in text.strip("\n") else text


def _end_line(parts: list[str], *, at_least_one: bool = False) -> None:
    if parts and (at_least_one or parts[-1]) and not parts[-1].endswith("\n"):
        parts.append("\n")


def _by_line_elements(block: HtmlElement) -> str:
    """Highlighters that give each line an element rely on the style sheet to break the lines."""
    spans = [part for part in block.iter("span") if "line" in part.get("class", "").split()]
    lines = spans or block.findall("code") or [block]
    return "\n".join(text_content(line) for line in lines)


def _language_of(block: HtmlElement) -> str:
    for candidate in [block, *block.iterdescendants("code"), *ancestors(block, 2)]:
        for name in ("data-language", "data-lang", "language", "lang-name"):
            if candidate.get(name):
                return safe_line(candidate.get(name, "")).lower()
        # Wikis keep for their highlighter what elsewhere stands in the class: `brush: bash; gutter: false`.
        classes = candidate.get("data-syntaxhighlighter-params") or candidate.get("class", "")
        found = _LANGUAGE.search(classes)
        if found and found[1].lower() not in _NOT_A_LANGUAGE:
            return _OF_NOTEBOOK.sub("python", found[1].lower())
        for name in classes.split():
            if _BARE_LANGUAGE.match(name) and candidate.tag in ("pre", "code"):
                return str(name).lower()
    return ""
