from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings.keeping import keep_setting
from reader.settings.settings import load_settings


def test_a_kept_setting_leaves_everything_else_as_the_user_wrote_it(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("# mine\nwidth = 60  # narrow\n\n[keys]\nstar = 'f7'\n")
    keep_setting(file, "width", 76)
    keep_setting(file, "theme", "nightstand-light")
    text = file.read_text()
    assert "# mine\nwidth = 76 # narrow" in text.replace("  #", " #")
    settings = load_settings(file)
    assert (settings.width, settings.theme, settings.keys) == (76, "nightstand-light", {"star": ("f7",)})


def test_the_file_is_made_and_a_wrong_one_is_untouched(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    keep_setting(file, "width", 76)
    assert load_settings(file).width == 76
    file.write_text("width = [")
    with pytest.raises(SettingsError):
        keep_setting(file, "width", 50)
    assert file.read_text() == "width = ["


def test_a_link_to_the_file_stays_one_and_the_file_as_private_as_it_was(tmp_path: Path) -> None:
    own = tmp_path / "dotfiles.toml"
    own.write_text("width = 60\n")
    own.chmod(0o600)
    link = tmp_path / "config.toml"
    link.symlink_to(own)
    keep_setting(link, "width", 64)
    assert link.is_symlink()
    assert own.read_text() == "width = 64\n"
    assert own.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["config.toml", "dotfiles.toml"]
