"""The whole library as one zip, and the way back: the backup that needs no backup program.

Members: `manifest.json` (schema and counts), `state.json` (every row, as `db.json` keeps it), `articles/`
(texts, stories, originals and whatever else an article has) and `texts/` (each plain text that a
highlight was made on). Derived files are not in it.
"""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from reader.document.serial import plain_text_hash
from reader.errors import UnreadablePage
from reader.library.blobs import Blobs
from reader.library.entries import Entries
from reader.library.ids import id_of
from reader.library.lines import Row, Tables
from reader.library.reanchoring import Carrier
from reader.library.rows import entry_of, highlight_of
from reader.library.snapshots import dump_snapshot, migrate, parse_snapshot
from reader.library.state import State, Transaction

SCHEMA = 1
"""Version of the zip's layout; the rows in it have the version of `snapshots.FORMAT`."""

_KIND = "nightstand library"
_MANIFEST, _STATE = "manifest.json", "state.json"
_ARTICLE_FILE = re.compile(r"articles/([0-9a-z]{1,16})/([0-9A-Za-z_-][0-9A-Za-z._-]{0,200})")
_TEXT_FILE = re.compile(r"texts/([0-9a-f]{64})\.txt\.gz")
# More than any library's state; a zip that promises more is a trap.
_MOST_BYTES = 2**31
_BATCH = 500


@dataclass(slots=True)
class Taken:
    """What came out of an archive."""

    new: int = 0
    merged: int = 0
    """Articles that were here already and got tags, a note or highlights."""
    same: int = 0
    highlights: int = 0
    problems: list[str] = field(default_factory=list)
    """What could not be used, a sentence each."""


class Archive:
    """Writes a library to a zip and takes one in."""

    def __init__(self, folder: Path, state: State, blobs: Blobs, entries: Entries) -> None:
        self._folder = folder
        self._state = state
        self._blobs = blobs
        self._entries = entries

    def write(self, path: Path, now: datetime) -> int:
        """Write everything to a zip; a former file of that name is replaced when the new one is whole.

        Args:
            path: the zip.
            now: when it is made, aware.

        Returns:
            How many articles are in it.

        Raises:
            OSError: the file cannot be written.
        """
        tables, revision = self._state.whole()
        state = dump_snapshot(tables, revision)
        counts = {name: len(rows) for name, rows in tables.items()}
        manifest = {"kind": _KIND, "schema": SCHEMA, "created": now.isoformat(), "rows": counts}
        beside = path.with_name(f"{path.name}.tmp")
        try:
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as made:
                made.writestr(_MANIFEST, json.dumps(manifest, indent=1))
                made.writestr(_STATE, state)
                for name, file in self._files(tables):
                    # Packed already, nearly all of them.
                    made.write(file, name, zipfile.ZIP_STORED if name.endswith(".gz") else None)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return counts.get("entries", 0)

    def read(self, path: Path) -> Taken:
        """Take an archive in; reading the same one again changes nothing.

        An article that is here already, by its id, address or text, keeps its state and gets the tags,
        the note and the highlights that it lacks. Files are durable before the rows that name them.

        Raises:
            UnreadablePage: it is no archive of a library, or damaged, or of a later program; nothing was
                changed.
            WriteFailed, LibraryReadOnly, LibraryLocked: what came in so far stays.
        """
        try:
            with zipfile.ZipFile(path) as opened:
                return _Reading(
                    opened, self._tables_of(opened, path), self._state, self._blobs, self._entries
                ).run()
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise UnreadablePage(path, f"this archive cannot be read: {error}") from error

    def _files(self, tables: Tables) -> Iterator[tuple[str, Path]]:
        for number in tables.get("entries", {}):
            id = id_of(number)
            folder = self._blobs.path(id, "x").parent
            for file in sorted(folder.glob("*")) if folder.is_dir() else ():
                name = f"articles/{id}/{file.name}"
                if _ARTICLE_FILE.fullmatch(name) and not file.name.endswith(".tmp"):
                    yield name, file
        for file in sorted((self._folder / "texts").glob("*/*.txt.gz")):
            yield f"texts/{file.name}", file

    def _tables_of(self, opened: zipfile.ZipFile, path: Path) -> Tables:
        manifest = _json_object(_member(opened, _MANIFEST))
        if manifest.get("kind") != _KIND:
            raise UnreadablePage(path, "not an archive that `nightstand export --all` wrote")
        if not isinstance(manifest.get("schema"), int) or manifest["schema"] > SCHEMA:
            raise UnreadablePage(path, "written by a later version of the program: update nightstand")
        snapshot = parse_snapshot(_member(opened, _STATE), path)
        if snapshot is None:
            raise UnreadablePage(path, f"its {_STATE} is damaged; nothing was taken in")
        return migrate(snapshot.tables, snapshot.format)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip that `Archive.write` made, by its content."""
    try:
        with zipfile.ZipFile(path) as opened:
            return bool(_json_object(_member(opened, _MANIFEST)).get("kind") == _KIND)
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, NotImplementedError, RuntimeError):
        return False


@dataclass(slots=True)
class _Reading:
    """One archive on its way in."""

    opened: zipfile.ZipFile
    tables: Tables
    state: State
    blobs: Blobs
    entries: Entries
    taken: Taken = field(default_factory=Taken)
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of the archive's articles to their ids here."""

    def run(self) -> Taken:
        self._texts()
        marks: dict[str, list[tuple[str, Row]]] = {}
        for number, row in self.tables.get("highlights", {}).items():
            marks.setdefault(str(row.get("entry")), []).append((id_of(number), row))
        rows = [(id_of(number), row) for number, row in self.tables.get("entries", {}).items()]
        files = self._article_files()
        for batch in _batches(self._sound(rows, lambda id, row: entry_of(id, row, 0), "article")):
            for id, row in batch:
                self._target(id, row, files.get(id, ()))
            with self.state.change("import") as change:
                for id, row in batch:
                    self._article(change, id, row)
                    self._highlights(change, id, marks.get(id, []))
        self._others()
        return self.taken

    # -- files

    def _texts(self) -> None:
        for name in self.opened.namelist():
            found = _TEXT_FILE.fullmatch(name)
            if found:
                self._text(name, found[1])

    def _text(self, name: str, text_hash: str) -> None:
        try:
            text = gzip.decompress(_member(self.opened, name)).decode("utf-8", "surrogatepass")
        except (OSError, EOFError, ValueError):
            text = ""
        if plain_text_hash(text) == text_hash:
            self.blobs.write_version(text_hash, text)
        else:
            self.taken.problems.append(
                f"{name} is damaged: highlights on that text are found by their quotes"
            )

    def _article_files(self) -> dict[str, list[tuple[str, str]]]:
        files: dict[str, list[tuple[str, str]]] = {}
        for name in self.opened.namelist():
            found = _ARTICLE_FILE.fullmatch(name)
            if found:
                files.setdefault(found[1], []).append((name, found[2]))
        return files

    # -- rows

    def _sound(
        self, rows: Iterable[tuple[str, Row]], made: Callable[[str, Row], object], kind: str
    ) -> Iterator[tuple[str, Row]]:
        """The rows that are what they should be; an archive may have been edited."""
        for id, row in rows:
            try:
                made(id, row)
            except (KeyError, TypeError, ValueError, AttributeError, AssertionError):
                self.taken.problems.append(f"the {kind} {id} is damaged and was left out")
            else:
                yield id, row

    def _target(self, id: str, row: Row, files: Iterable[tuple[str, str]]) -> None:
        """Find the id that an article of the archive has here; a new one brings its files."""
        known = self.state.row("entries", id)
        if known is None:
            same = self.entries.find_same(row["url"], row["text_hash"] if row["length"] else None)
            if same is not None:
                self.ids[id] = same.id
                return
            for name, file in files:
                if self.blobs.read(id, file) is None:
                    self.blobs.write(id, file, _member(self.opened, name))
        self.ids[id] = id

    def _article(self, change: Transaction, id: str, row: Row) -> None:
        here = self.ids[id]
        known = self.state.row("entries", here)
        if known is None:
            change.put("entries", here, row)
            self.taken.new += 1
            return
        joined = _joined(known, row)
        if joined == known:
            self.taken.same += 1
        else:
            change.put("entries", here, joined)
            self.taken.merged += 1

    def _highlights(self, change: Transaction, id: str, found: list[tuple[str, Row]]) -> None:
        here = self.ids[id]
        # A new article's row is not written yet; its highlights stand in the text that came with it.
        text_hash = (self.state.row("entries", here) or {}).get("text_hash")
        fresh = [
            (mark, {**row, "entry": here})
            for mark, row in found
            if self.state.row("highlights", mark) is None
        ]
        sound = dict(self._sound(fresh, highlight_of, "highlight"))
        moved = [(mark, row) for mark, row in sound.items() if text_hash and row["text_hash"] != text_hash]
        if moved:
            text = self.blobs.read_version(str(text_hash))
            if text is not None:
                sound.update(Carrier(text, self.blobs.read_version).rows(moved))
        for mark, row in sound.items():
            change.put("highlights", mark, row)
            self.taken.highlights += 1

    def _others(self) -> None:
        """Rows of every other table that are not here yet."""
        addresses = {row.get("url") for row in self.state.rows("links")}
        with self.state.change("import") as change:
            for table in self.tables.keys() - {"entries", "highlights"}:
                for number, row in self.tables[table].items():
                    double = table == "links" and row.get("url") in addresses
                    if not double and self.state.row(table, id_of(number)) is None:
                        change.put(table, id_of(number), row)


def _joined(known: Row, row: Row) -> Row:
    """An article that is here, with what the archive's row has more."""
    return {
        **known,
        "tags": list(dict.fromkeys((*known["tags"], *row["tags"]))),
        "note": known["note"] or row["note"],
        "starred": known["starred"] or row["starred"],
        "added": min(known["added"], row["added"]),
    }


def _batches(rows: Iterable[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    batch: list[tuple[str, Row]] = []
    for pair in rows:
        batch.append(pair)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _member(opened: zipfile.ZipFile, name: str) -> bytes:
    try:
        info = opened.getinfo(name)
    except KeyError as error:
        raise zipfile.BadZipFile(f"no {name} in it") from error
    if info.file_size > _MOST_BYTES:
        raise zipfile.BadZipFile(f"{name} unpacks to {info.file_size:,} bytes")
    return opened.read(info)


def _json_object(data: bytes) -> Mapping[str, Any]:
    try:
        loaded = json.loads(data)
    except ValueError:
        return {}
    return loaded if isinstance(loaded, dict) else {}
