"""The keys of a screen, from the live table."""

from __future__ import annotations

from reader.settings.actions import ActionContext, actions_of, shown_key
from reader.settings.settings import Settings
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.row_list import Item

_TITLES = {
    "library": "Library",
    "article": "Article",
    "visual": "Selecting",
    "highlights": "Highlights",
    "everywhere": "Everywhere",
}


class HelpScreen(ListScreen):
    """Every key of the screen below, with one sentence."""

    def __init__(self, contexts: tuple[ActionContext, ...], settings: Settings) -> None:
        items: list[Item] = []
        for context in (*contexts, "everywhere"):
            items.append(Item((("", "plain"), (_TITLES[context], "heading"))))
            for action in actions_of(context):
                keys = " ".join(map(shown_key, settings.keys.get(action.name, action.keys)))
                items.append(Item(((f"{keys:<16}{action.sentence}", "plain"),)))
        super().__init__(
            "Keys", tuple(items[0:]), "j k scroll   Esc back   change keys in config.toml, [keys]"
        )
