"""Whether the system has a browser to give an address to."""

from __future__ import annotations

import webbrowser


def has_browser() -> bool:
    """True when Python's `webbrowser` knows one; over SSH without a display it mostly knows none."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
