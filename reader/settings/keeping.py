"""Settings that a key changed, kept in `config.toml` beside what the user wrote there."""

from __future__ import annotations

import os
from pathlib import Path

from reader.errors import SettingsError


def keep_setting(path: Path, name: str, value: int | str | bool) -> None:
    """Set one setting; comments, order and the other settings stay as they are.

    Args:
        path: `config.toml`; made when it is missing.
        name: a field of `Settings`.
        value: the new value.

    Raises:
        SettingsError: the file is wrong or cannot be written; it is untouched.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        if document.get(name) == value:
            return
        document[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        beside.write_text(tomlkit.dumps(document), "utf-8")
        beside.replace(path)
    except (OSError, TOMLKitError, UnicodeDecodeError) as error:
        raise SettingsError(path, f"{name} was not kept: {error}") from error
