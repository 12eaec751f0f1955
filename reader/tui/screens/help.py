"""The keys of a screen, from the live table."""

from __future__ import annotations

from reader.settings.actions import ActionContext, actions_of
from reader.settings.settings import Settings
from reader.tui.screens.dialogs import ListScreen
from reader.tui.widgets.row_list import Item

_KEY_COLUMNS = 19
_TITLES = {
    "library": "Library",
    "article": "Article",
    "visual": "Selecting",
    "highlights": "Highlights",
    "picture": "Picture",
    "everywhere": "Everywhere",
}


class HelpScreen(ListScreen):
    """Every key of the screen below, with one sentence."""

    def __init__(self, contexts: tuple[ActionContext, ...], settings: Settings) -> None:
        items: list[Item] = []
        for context in (*contexts, "everywhere"):
            above = (("", "plain"),) if items else ()
            items.append(Item((*above, (_TITLES[context], "heading"))))
            for action in actions_of(context):
                ways = " ".join(settings.ways_to(action.name))
                items.append(Item(((action.sentence, "plain"),), mark=ways, mark_columns=_KEY_COLUMNS))
        super().__init__(
            "Keys", tuple(items), "j k scroll   / filter   Esc back   change keys in config.toml, [keys]"
        )
