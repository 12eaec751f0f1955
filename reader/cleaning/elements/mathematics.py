"""Formulas of all makes become text, before anything else reads the page.

Programs that draw formulas leave the TeX beside the drawing: in an annotation of the MathML, in an attribute,
in a script, or as the words or the address of a picture. What is drawn beside it goes. MathML without any
becomes a line of text.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reader.cleaning.elements.dom import ByName, ancestors, text_content
from reader.cleaning.elements.mathjax import mathml_of
from reader.cleaning.elements.mathml import line_of

FORMULA = "data-math"
"""The attribute of an element that holds nothing but a formula: `tex`, or `line` for text."""

_DRAWN = re.compile(
    r"(?:^|\s)(?:katex|katex-display|MathJax\w*|mwe-math-element\S*|hurmet-tex|tml-\w+)(?:\s|$)"
)
_STATED = (
    "data-latex",
    "data-tex",
    "data-entry",
    "data-expr",
    "data-formula",
    "data-equation",
    "data-math-tex",
)
_LEVELS = 5
_TEX_ANNOTATION = re.compile("tex", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:latex|tex|mathtex|mimetex|math|formula|equation|eqn?)(?:$|[\s_-])|mwe-math",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"latex|(?:^|[^a-z])tex(?:[^a-z]|$)|equation|formula", re.IGNORECASE)
_LONG_ADDRESS = 2000
_COMMAND = re.compile(r"\\[A-Za-z]{2,}|[\^_]\{|\\[,;!]")
_STARTS_TEX = re.compile(r"(?:\$+\s*)?\{?\\[A-Za-z]{2,}|\$[^$]+\$$")
_WORD = re.compile(r"(?<!\\)\b[^\W\d_]{4,}")
_COMMAND_IN_ADDRESS = re.compile(r"(?:%5C|\\)[A-Za-z]{2,}.*(?:%7B|\{)|%5C[A-Za-z]{2,}", re.IGNORECASE)
_QUERY_NAMES = frozenset(["latex", "tex", "chl", "eq", "equation", "formula", "math", "from"])
_STYLE = re.compile(r"^\s*(?:\{\s*)?\\(?:displaystyle|textstyle|inline|dpi\{\d+\}|bg_white|large|small)\b\s*")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n\s*")
_INLINE = frozenset(
    ["p", "span", "a", "em", "strong", "b", "i", "li", "td", "th", "dd", "dt", "figcaption", "h1", "h2", "h3"]
)


def write_formulas(named: ByName) -> None:
    """Put TeX between dollars, or a line of text, in the place of every formula of a page."""
    # Drawings come first: they are left to the formula that they may hold.
    for node in named.of("mjx-container", "math", "script", "img"):
        if node.tag == "math":
            _write_mathml(node)
        elif node.tag == "mjx-container":
            _write_drawing(node)
        elif node.tag == "script":
            _write_script(node)
        else:
            _write_picture(node)


def _write_mathml(formula: HtmlElement) -> None:
    text = _source(formula)
    is_tex = bool(text)
    text = text or line_of(formula)
    if not text:
        return
    drawing = formula
    for above in ancestors(formula, _LEVELS):
        if above.tag == "mjx-container" or (_DRAWN.search(above.get("class", "")) and above.tag != "p"):
            drawing = above
    is_block = (
        formula.get("display") == "block"
        or drawing.get("display") in ("true", "block")
        or "display" in drawing.get("class", "").lower()
    )
    _become(drawing, text, is_tex=is_tex, is_block=is_block)


def _write_drawing(drawing: HtmlElement) -> None:
    """What MathJax 3 draws for a page that asks for no MathML beside it."""
    if next(drawing.iter("math"), None) is not None:
        return
    stated = next((text for part in drawing.iter() if (text := part.get("data-latex"))), "")
    text = _bare(stated) or line_of(mathml_of(drawing))
    if text:
        _become(drawing, text, is_tex=bool(stated), is_block=drawing.get("display") in ("true", "block"))


def _source(formula: HtmlElement) -> str:
    """The TeX of a formula as the page states it; empty when it does not."""
    for note in formula.iter("annotation"):
        if _TEX_ANNOTATION.search(note.get("encoding", "")) and (note.text or "").strip():
            return _bare(note.text)
    for holder in (formula, *ancestors(formula, 3)):
        stated = next((value for name in _STATED if (value := holder.get(name, "").strip())), "")
        if stated:
            return _bare(stated)
    return _bare(formula.get("alttext", ""))


def _bare(text: str) -> str:
    """TeX without what only sets its size."""
    if not text:
        return ""
    text = _COMMENT.sub("", text).strip().strip("$").strip()
    while found := _STYLE.match(text):
        inner = text[found.end() :]
        text = inner.removesuffix("}").strip() if found[0].lstrip().startswith("{") else inner.strip()
    return " ".join(text.split())


def _write_script(script: HtmlElement) -> None:
    """The source that MathJax 2 keeps beside its drawing, which stands before it."""
    kind = script.get("type", "")
    if not kind.startswith("math/tex") or not (script.text or "").strip():
        return
    drawn = script.getprevious()
    while drawn is not None and _DRAWN.search(drawn.get("class", "")) and not (drawn.tail or "").strip():
        before = drawn.getprevious()
        drawn.drop_tree()
        drawn = before
    _become(script, _bare(script.text), is_block="mode=display" in kind)


def _write_picture(picture: HtmlElement) -> None:
    alt, source = picture.get("alt", "").strip(), picture.get("src") or picture.get("data-src") or ""
    is_named = bool(alt) and _PICTURE.search(picture.get("class", "")) is not None
    is_formula = alt and (
        _WORD.search(alt) is None or _COMMAND.search(alt) if is_named else _STARTS_TEX.match(alt)
    )
    text = _bare(alt if is_formula else _of_address(source))
    parent = picture.getparent()
    if text and parent is not None:
        stands_alone = len(parent) == 1 and not text_content(parent).strip()
        _become(picture, text, is_block=stands_alone and parent.tag not in ("td", "th", "li"))


def _of_address(source: str) -> str:
    """The TeX in the address of a picture that a service draws; empty for other pictures."""
    folded = source.lower() if len(source) <= _LONG_ADDRESS else ""
    if not ("%5c" in folded or "\\" in folded or "latex" in folded):
        return ""
    try:
        address = urlsplit(source)
        pairs = parse_qsl(address.query)
    except ValueError:
        return ""
    named = [value for name, value in pairs if name.lower() in _QUERY_NAMES]
    if named:
        return named[0] if _COMMAND.search(named[0]) or "latex" in source.lower() else ""
    parts = [address.query]
    if _SERVICE.search(source):
        parts.append(address.path.rpartition("/")[2])
    return next((unquote(part) for part in parts if _COMMAND_IN_ADDRESS.search(part)), "")


def _become(element: HtmlElement, text: str, *, is_block: bool, is_tex: bool = True) -> None:
    """Turn an element into its formula; one on a line of its own is a paragraph."""
    parent, tail = element.getparent(), element.tail or ""
    if tail[:1].isalpha() and len(element) and (element[-1].tail or "")[-1:].isspace():
        tail = f" {tail}"  # the blank stands within the drawing
    dollars = ("$$" if is_block else "$") if is_tex else ""
    element.clear()
    element.tail = tail
    if is_block and parent is not None and parent.tag not in _INLINE:
        element.tag = "p"
        element = etree.SubElement(element, "span")
    element.tag, element.text = "span", f"{dollars}{text}{dollars}"
    element.set(FORMULA, "tex" if is_tex else "line")
