"""Links that the terminal itself opens (OSC 8), for http and https.

Source: Egmont Koblinger, "Hyperlinks in Terminal Emulators": printable ASCII only, 2083 bytes at most.
Terminals that do not know the sequence skip it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.style import Style

from reader.document.document import Span

_MOST_BYTES = 2083
_WITHOUT = frozenset({"linux", "dumb"})
"""Values of TERM of which nobody knows whether they skip a sequence that they do not know."""


def hyperlink_address(address: str) -> str:
    """An address as it may stand in the sequence; nothing when it may not.

    Control characters, which would end the sequence and begin another, are left out; other signs
    that are no printable ASCII are percent-encoded.
    """
    if not address.lower().startswith(("http://", "https://")):
        return ""
    signs = []
    for sign in address:
        if "!" <= sign <= "~":
            signs.append(sign)
        elif not (sign < " " or "\x7f" <= sign <= "\x9f"):
            signs += [f"%{byte:02X}" for byte in sign.encode("utf-8", "replace")]
    found = "".join(signs)
    return found if len(found) <= _MOST_BYTES else ""


class Hyperlinks:
    """Styles that carry an address: one for each, so that the rows of a link are lit together."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._are_drawn = os.environ.get("TERM", "") not in _WITHOUT

    def style(self, spans: Iterable[Span]) -> Style:
        """What is added to the style of a text under these spans."""
        address = next((span.target for span in spans if span.kind == "link"), "")
        found = self._styles.get(address)
        if found is None:
            clean = hyperlink_address(address) if self._are_drawn else ""
            found = self._styles[address] = Style(link=clean) if clean else Style()
        return found
