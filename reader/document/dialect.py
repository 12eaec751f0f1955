"""The Markdown of documents: CommonMark with tables, strikethrough, footnotes and formulas."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# A Markdown file may hold a whole book; nesting beyond this only stands in hostile ones.
_MAX_NESTING = 60
_MOST_BRACKETS = 4_000
"""In one paragraph; the longest lists of references have some hundreds."""
_COUNTED = "paragraph and its brackets"
_TEX = re.compile(r"\\[A-Za-z,;!{}|]|[\^_{}]|\w\*\w")
_LINK = re.compile(r"\]\(|`")

FORMULA_TOKENS = ("math_inline", "math_inline_double")
"""Types of the tokens that formulas become, with the dollars as their markup."""


def markdown_parser() -> MarkdownIt:
    """A parser of this Markdown; footnotes stay text, for who builds the document."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    _leave_footnotes(parser)
    _enable_formulas(parser)
    _limit_brackets(parser)
    return parser


def _leave_footnotes(parser: MarkdownIt) -> None:
    """Keep `[^1]: Ibid.` from being the address of a link called `^1`, which has no text of its own."""
    from markdown_it.rules_block import reference

    def reference_but_no_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[start] + state.tShift[start]
        return not state.src.startswith("[^", begin) and reference(state, start, end, silent)

    parser.block.ruler.at("reference", reference_but_no_footnote)


def _limit_brackets(parser: MarkdownIt) -> None:
    """Take brackets for text where there are more than any text of people has.

    For each, the parser looks for the one that closes it: forty thousand take it seconds (2026-11).
    """
    from markdown_it.rules_inline import image, link

    def limited(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
        def within_limit(state: StateInline, silent: bool) -> bool:
            if state.src[state.pos] not in "[!":
                return False
            counted = state.env.get(_COUNTED)
            if counted is None or counted[0] is not state.src:
                counted = state.env[_COUNTED] = state.src, state.src.count("[")
            return counted[1] <= _MOST_BRACKETS and rule(state, silent)

        return within_limit

    parser.inline.ruler.at("link", limited(link))
    parser.inline.ruler.at("image", limited(image))


def _enable_formulas(parser: MarkdownIt) -> None:
    """Leave the signs of TeX between one dollar, or two, as they are.

    Source: mdit-py-plugins, dollarmath. What stands between dollars is a formula here only when it looks like
    TeX, as most texts with dollars in them speak of money.
    """
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    between_dollars = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)

    def formula(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not between_dollars(state, True):
            return False
        text = state.src[start : state.pos]
        is_formula = _TEX.search(text) is not None and _LINK.search(text) is None
        if not is_formula or not silent:
            state.pos = start
        return is_formula and (silent or between_dollars(state, False))

    parser.inline.ruler.before("escape", "formula", formula)
