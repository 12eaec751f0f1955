"""The action table as Textual's bindings."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from reader.settings.actions import ActionContext, actions_of, shown_key

NO_KEY = "no_key"
"""Stands for the key of an action that the user left without any: Textual would keep the default ones."""


def keymap_of(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The user's keys by the actions' names, as Textual wants them."""
    return {name: ",".join(some) or NO_KEY for name, some in keys.items()}


def bindings_for(*contexts: ActionContext) -> list[BindingType]:
    """Bindings with the actions' names as ids, so that the user's key map can change them."""
    return [
        Binding(
            ",".join(action.keys),
            f"app.{action.name}" if action.of_program else action.name,
            action.footer or action.sentence,
            show=bool(action.footer),
            key_display=shown_key(action.keys[0]),
            id=action.name,
        )
        for action in actions_of(*contexts)
    ]
