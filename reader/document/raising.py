"""Raised and lowered signs as characters: in one row, `10<sup>8</sup>` would be another number."""

from __future__ import annotations

from reader.document.document import SpanKind

_SIGNS = "0123456789+-\N{MINUS SIGN}=()"
_RAISED = str.maketrans(f"{_SIGNS}in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str, kind: SpanKind | None) -> str:
    """A text as raised or lowered characters; as it is when one of its signs has none, such as `3rd`.

    Args:
        text: what stands within the span.
        kind: `superscript` or `subscript`.
    """
    table = _RAISED if kind == "superscript" else _LOWERED
    has_all = all(ord(sign) in table for sign in text) and any(map(str.isdigit, text))
    return text.translate(table) if has_all else text
