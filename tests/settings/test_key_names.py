import pytest
from textual.keys import Keys

from reader.settings.actions import ACTIONS
from reader.settings.key_names import is_key


def test_keys_of_the_table_are_keys() -> None:
    assert [key for action in ACTIONS for key in action.keys if not is_key(key)] == []


@pytest.mark.parametrize(
    "key", ["j", "?", "+", "é", "ctrl+plus", "alt+shift+left", "less_than_sign", "ctrl+f12"]
)
def test_key_is_known_by_its_sign_and_by_its_name(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "zz9", "ctrl", "ctrl+", "Ctrl+r", "page down", "f25", "\x1b"])
def test_what_no_terminal_sends_is_no_key(key: str) -> None:
    assert not is_key(key)


def test_keys_that_textual_names_for_a_person_are_known() -> None:
    names = ("up", "left", "home", "pageup", "delete", "insert", "tab", "enter", "escape", "f1", "f24")
    assert {Keys(name).value for name in names} == {name for name in names if is_key(name)}
