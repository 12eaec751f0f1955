import os
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings.folders import at_home, find_folders
from reader.settings.settings import Settings, find_clash, load_settings, read_settings


def test_missing_file_means_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "config.toml") == Settings()


def test_settings_and_keys_are_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('width = 60\n[keys]\nstar = "f7"\n')
    settings = load_settings(file)
    assert settings.width == 60
    assert settings.keys == {"star": ("f7",)}


def test_the_mark_that_some_editors_put_before_a_text_is_no_setting(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes("\ufeffwidth = 60\n".encode())
    assert load_settings(file).width == 60


def test_two_libraries_have_caches_of_their_own_whatever_they_are_called(tmp_path: Path) -> None:
    names = [tmp_path / os.fsdecode(name) for name in (b"caf\xe9", b"caf\xe8")]
    assert len({find_folders(name).cache for name in names}) == 2


def test_a_home_that_nobody_has_is_a_name_like_others() -> None:
    assert at_home("~nobody-of-this-name/pages") == Path("~nobody-of-this-name/pages")
    assert at_home("~/pages") == Path.home() / "pages"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("width = 60\nheight = 3\n", 2, "no setting"),
        ("width = 'wide'\n", 1, "whole number"),
        ("\nwidth = 5\n", 2, "20 to 200"),
        ("[keys]\nfly = 'f'\n", 2, "no action"),
        ("[keys]\n\nstar = 'e'\n", 3, "key of both"),
        ("[keys]\nstar = ['f7', 'zz9']\n", 2, "'zz9' is no key"),
        ("width = \n", 1, "Invalid value"),
    ],
)
def test_wrong_file_names_line_and_reason(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=reason) as caught:
        load_settings(file)
    assert caught.value.line == line


def test_what_is_right_of_a_wrong_file_holds(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('width = 60\nheight = 3\ntheme = 7\n[keys]\nstar = "f7"\nfly = "f"\n')
    settings, problems = read_settings(file)
    assert (settings.width, settings.theme, dict(settings.keys)) == (60, Settings().theme, {})
    assert [problem.line for problem in problems] == [2, 3, 6]
    said = [problem.reason.rpartition("; ")[2] for problem in problems]
    assert said == ["it is left out", "the default holds", "all keys have their defaults"]
    file.write_text("width = \n")
    assert read_settings(file)[0] == Settings()


def test_action_without_keys_is_called_by_its_name() -> None:
    settings = Settings(keys={"clear_filter": ()})
    assert settings.ways_to("clear_filter") == (":clear-filter",)
    assert settings.ways_to("help") == ("?", "f1")


def test_no_two_actions_of_one_screen_share_a_key() -> None:
    assert find_clash({}) is None
