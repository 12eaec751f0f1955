"""What a key or a command changed, kept in the user's own files beside what the user wrote there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SettingsError
from reader.settings.sites import is_host

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from reader.settings.sites import SiteCleaning


def keep_setting(path: Path, name: str, value: int | str | bool) -> None:
    """Set one setting; comments, order and the other settings stay as they are.

    Args:
        path: `config.toml`; made when it is missing.
        name: a field of `Settings`.
        value: the new value.

    Raises:
        SettingsError: the file is wrong or cannot be written; it is untouched.
    """

    def change(document: TOMLDocument) -> None:
        document[name] = value

    _rewrite(path, name, change)


def keep_site(
    path: Path,
    host: str,
    cleaning: SiteCleaning | None = None,
    selectors: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Keep what is said about the pages of a site; the rest of the file stays as it is.

    Args:
        path: `sites.toml`; made when it is missing.
        host: whose pages are meant.
        cleaning: how they are cleaned from now on; None leaves that as it is.
        selectors: CSS selectors by their key, in place of those that are there; none takes the key out.

    Raises:
        SettingsError: the host is none, or the file is wrong or cannot be written; it is untouched.
    """
    import tomlkit

    if not is_host(host):
        raise SettingsError(path, f"{host!r} is no host, such as example.org; nothing was kept")
    said: dict[str, Any] = {"as": cleaning} if cleaning is not None else {}
    for name, wanted in (selectors or {}).items():
        said[name] = wanted[0] if len(wanted) == 1 else list(wanted)

    def change(document: TOMLDocument) -> None:
        table = document.get(host)
        if table is None:
            document[host] = table = tomlkit.table()
        for name, value in said.items():
            if value == []:
                table.pop(name, None)
            else:
                table[name] = value

    _rewrite(path, host, change)


def forget_site(path: Path, host: str) -> bool:
    """Take out what is said about the pages of a site; tells whether anything was.

    Raises:
        SettingsError: the file is wrong or cannot be written; it is untouched.
    """
    return _rewrite(path, host, lambda document: document.pop(host, None))


def _rewrite(path: Path, what: str, change: Callable[[TOMLDocument], object]) -> bool:
    """Write a changed file beside the old one and put it in its place; False when all is as it was."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        before = path.read_text("utf-8-sig") if path.exists() else ""
        document = tomlkit.parse(before)
        change(document)
        after = tomlkit.dumps(document)
        if after == before:
            return False
        _replace(path.resolve(), after)  # a link to the file, as people have who keep theirs elsewhere, stays
    except (OSError, TOMLKitError, UnicodeDecodeError) as error:
        raise SettingsError(path, f"{what} was not kept: {error}") from error
    return True


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(text, "utf-8")
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
