"""What can go wrong that a reader can act on.

::

    ReaderError
    ├── PageError                 a saved page could not become an article
    │   ├── UnreadablePage        missing, a folder, no permission, too large, not text
    │   └── NoArticle             the page was read, but holds no article
    ├── LibraryError              the library as a whole
    │   ├── LibraryLocked         another process holds the lock for too long
    │   ├── LibraryDamaged        neither the state nor its backup can be read
    │   ├── LibraryTooNew         written by a later version of the program
    │   ├── LibraryReadOnly       the folder cannot be written to
    │   └── WriteFailed           disk full or input/output error: nothing was changed
    ├── NotFound                  no entry or highlight has this id
    │   └── AmbiguousId           several have it as a prefix
    ├── QuoteError                a quote does not stand in the text, or stands more than once
    ├── QueryError                a search query cannot be understood
    ├── SettingsError             a settings or key file is wrong: line and reason
    ├── ExportError               an export cannot be written where it was asked for
    ├── EditorFailed              the user's editor could not be run, or failed
    ├── NoTerminal                there is none to draw the screens on
    └── OutputFailed              what was to be printed could not be written

Every message answers what, where, and what to do, in one line. `cli.main` prints it after
`nightstand:`; the screens show it as a notice. Anything that is not a `ReaderError` is a bug.
"""

from __future__ import annotations

import errno
from pathlib import Path


class ReaderError(Exception):
    """Base of every error that a user can act on."""

    exit_code = 1
    """Exit status of the command line when this error ends it."""


class PageError(ReaderError):
    """A saved page could not become an article.

    Attributes:
        path: the file as the user named it.
        reason: what is wrong with it, without the path.
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class UnreadablePage(PageError):
    """The file is missing, not permitted, too large, or not text."""


class NoArticle(PageError):
    """The page was read, but no article was found in it."""


class LibraryError(ReaderError):
    """The library as a whole cannot do what was asked.

    Attributes:
        folder: the library's folder.
    """

    def __init__(self, folder: str | Path, reason: str) -> None:
        super().__init__(f"library {folder}: {reason}")
        self.folder = Path(folder)
        self.reason = reason


class LibraryLocked(LibraryError):
    """Another process holds the lock for longer than a write may take."""


class LibraryDamaged(LibraryError):
    """Neither the state nor its backup can be read."""


class LibraryTooNew(LibraryError):
    """The library was written by a later version of the program."""


class LibraryReadOnly(LibraryError):
    """The library can be read, but not written to."""


class WriteFailed(LibraryError):
    """A write was refused by the disk; nothing was changed."""


_WHAT_TO_DO = {
    errno.ENOSPC: "the disk is full; make room and try again",
    errno.EDQUOT: "your part of the disk is full; make room and try again",
    errno.EROFS: "the disk cannot be written to; it may have been mounted read-only",
    errno.EACCES: "no permission to write there; check the permissions",
    errno.EIO: "the disk reported an error; copy the library to another one soon",
}


def refusal(error: OSError) -> str:
    """What the system refused, and what to do about it, in a few words."""
    return _WHAT_TO_DO.get(error.errno or 0) or error.strerror or str(error)


_NOT_FOUND = {
    "highlight": ("has the id", "`nightstand highlight list` shows the ids"),
    "rule": ("is for", "`nightstand site list` shows yours"),
    "shelf": ("is called", "`nightstand shelf list` shows yours"),
    "copy": ("was made on", "`nightstand restore` lists the copies"),
}


class NotFound(ReaderError):
    """No entry or highlight has this id, or nothing of another kind this name.

    Attributes:
        wanted: the id or prefix as asked for.
    """

    def __init__(self, wanted: str, kind: str = "article") -> None:
        lost, hint = _NOT_FOUND.get(kind, ("has the id", "`nightstand list` shows the ids"))
        super().__init__(f"no {kind} {lost} {wanted!r}; {hint}")
        self.wanted = wanted


class AmbiguousId(NotFound):
    """Several entries or highlights have this id as a prefix.

    Attributes:
        candidates: the full ids that begin so.
    """

    def __init__(self, wanted: str, candidates: tuple[str, ...], kind: str = "article") -> None:
        shown = ", ".join(candidates[:5])
        ReaderError.__init__(
            self, f"{wanted!r} begins the id of {len(candidates)} {kind}s ({shown}); give more of it"
        )
        self.wanted = wanted
        self.candidates = candidates


class QuoteError(ReaderError):
    """A quote does not stand in the text, or stands in it more than once.

    Attributes:
        starts: the offsets (code points) where it stands.
    """

    def __init__(self, message: str, starts: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.starts = starts


class QueryError(ReaderError):
    """A search query cannot be understood."""

    exit_code = 2  # wrong use, as a wrong option is


class SettingsError(ReaderError):
    """A settings or key file is wrong.

    Attributes:
        path: the file.
        line: the line in it (from 1), or None when the whole file is meant.
    """

    def __init__(self, path: str | Path, reason: str, line: int | None = None) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")
        self.path = Path(path)
        self.line = line
        self.reason = reason


class ExportError(ReaderError):
    """An export could not be written where it was asked for."""


class EditorFailed(ReaderError):
    """The user's editor could not be run, or said that something went wrong."""


class NoTerminal(ReaderError):
    """There is no terminal to draw the screens on, or none that sends keys."""

    def __init__(self) -> None:
        super().__init__(
            "no terminal for the screens; `nightstand list` prints the library, "
            "`nightstand read ID --plain` an article"
        )


class OutputFailed(ReaderError):
    """What was to be printed could not be written: the disk below the output is full."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"standard output was not written: {refusal(error)}")
