"""Notes by templates of the user's own, in Liquid: a language without access to the machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import SettingsError
from reader.exporting.item import Item
from reader.exporting.notes import quoted, tag_name

if TYPE_CHECKING:
    from liquid.exceptions import LiquidError
    from liquid.template import BoundTemplate

    from reader.library.kept import Highlight


class NoteTemplate:
    """A template that makes the program's part of a note.

    It sees `article` (the fields of `nightstand list --format json`, and `markdown` and `text`) and
    `highlights` (a list with `id, quote, quoted, note, colour, tags, created, state`). It cannot read
    files or run anything, and its loops and output are limited.
    """

    def __init__(self, path: Path) -> None:
        """Read a template.

        Raises:
            SettingsError: it cannot be read, or is no template; with the line where that is known.
        """
        from liquid import Environment, Mode
        from liquid.exceptions import LiquidError

        class Limited(Environment):
            loop_iteration_limit = 1_000_000
            output_stream_limit = 50_000_000

        self._path = path
        try:
            self._source = path.read_text(encoding="utf-8-sig")
            self._template: BoundTemplate = Limited(tolerance=Mode.STRICT).from_string(self._source)
        except OSError as error:
            raise SettingsError(path, f"cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise SettingsError(path, "is no UTF-8 text") from error
        except LiquidError as error:
            raise self._problem(error) from error

    def render(self, item: Item) -> str:
        """The note's text for an article.

        Raises:
            SettingsError: the template asks for something that does not work.
        """
        from liquid.exceptions import LiquidError

        try:
            return str(
                self._template.render(
                    article=_article(item), highlights=[_highlight(one) for one in item.highlights]
                )
            )
        except LiquidError as error:
            raise self._problem(error) from error

    def _problem(self, error: LiquidError) -> SettingsError:
        start = getattr(error.token, "start_index", None)
        line = self._source.count("\n", 0, start) + 1 if start is not None else None
        return SettingsError(self._path, str(error.args[0] if error.args else error), line)


def _article(item: Item) -> dict[str, Any]:
    entry = item.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "byline": entry.byline,
        "site": entry.site,
        "url": item.address,
        "published": entry.published,
        "saved": item.saved.isoformat(timespec="seconds"),
        "added": entry.added.isoformat(timespec="seconds"),
        "language": entry.language,
        "description": entry.description,
        "words": entry.words,
        "minutes": entry.minutes,
        "state": entry.state,
        "starred": entry.starred,
        "progress": round(entry.progress, 4),
        "tags": [tag_name(tag) for tag in entry.tags],
        "note": entry.note,
        "markdown": item.markdown,
        "text": item.document.text,
    }


def _highlight(one: Highlight) -> dict[str, Any]:
    return {
        "id": one.id,
        "quote": one.anchor.exact,
        "quoted": quoted(one.anchor.exact),
        "note": one.note,
        "colour": one.colour,
        "tags": [tag_name(tag) for tag in one.tags],
        "created": one.created.isoformat(timespec="seconds"),
        "state": one.state,
    }
