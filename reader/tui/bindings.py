"""The action table as Textual's bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from reader.settings.actions import ActionContext, actions_of, shown_key


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
