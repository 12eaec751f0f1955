"""What an import would do, without doing it."""

from __future__ import annotations

from reader.document.serial import plain_text_hash
from reader.importing.keeping import came_before, keys_of, known_entry
from reader.importing.preparing import Prepared
from reader.importing.results import ImportResult
from reader.library.library import Library


class Foresight:
    """Remembers what would have come in, so that a second equal page is `same` here, too."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, str] = {}
        """Hash of the text that each key of a page stands for."""

    def of(self, prepared: Prepared) -> ImportResult:
        """What `keeping.keep` would do with a page after those before it."""
        draft, document = prepared.draft, prepared.document
        if draft is None or document is None:
            return ImportResult(prepared.label, "skipped", problem=prepared.problem)
        known = known_entry(self._library, prepared)
        text = plain_text_hash(document.text)
        keys = keys_of(prepared)
        before = next((self._texts[key] for key in keys if key in self._texts), None)
        if before is None and known is not None:
            before = known.text_hash
        came = known is not None and came_before(self._library, known, draft, text)
        stays = draft.link_only or prepared.is_cut or came
        self._texts.update(dict.fromkeys(keys, before if before is not None and stays else text))
        if before is None:
            return ImportResult(prepared.label, "new", title=draft.title)
        rewritten = known is not None and known.rewritten
        same = rewritten or stays or before == text
        title = known.title if known is not None else draft.title
        return ImportResult(prepared.label, "same" if same else "updated", known, title=title)
