"""MIME files: MHTML pages, newsletters as .eml, and mailboxes of them."""

from __future__ import annotations

import email
import hashlib
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import CloseBoundaryNotFoundDefect, MessageDefect
from email.message import EmailMessage, Message
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from reader.errors import UnreadablePage
from reader.formats.encoding import decode
from reader.formats.page import Asset, Found, Page, Source
from reader.formats.saved_file import MAX_BYTES, SavedFile

_HEADER = re.compile(
    rb"(?im)^(?:mime-version|content-type|from|subject|date|message-id|snapshot-content-location)\s*:"
)
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_FROM = re.compile(rb"From [^\n]*\d{4}[^\n]*\r?\n")
_FIELD_NAME = re.compile(rb"[A-Za-z][\w-]*:")
_MOST_HEADER_BYTES = 256 * 1024
_LONGEST_HEADER = 2000  # characters of one
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp")
_VIEW_IN_BROWSER = re.compile(
    r"<a\b[^<>]*\bhref=[\"'](https?://[^\"'<>]+)[\"'][^<>]*>[^<]{0,40}"
    r"(?:in (?:your |a |the )?(?:web ?)?browser|im browser|online ansehen|webversion|web version|view online|"
    r"dans (?:votre|un) navigateur|en (?:tu|el|su) navegador|nel browser)",
    re.IGNORECASE,
)


class _LimitedPolicy(EmailPolicy):
    """The standard library takes the square of a header's length to parse it: four seconds for 25 KB."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


def is_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a MIME message."""
    start = head.lstrip(b"\xef\xbb\xbf\r\n")[:8192]
    if not _FIELD.match(start):
        return False
    fields = start.split(b"\n\n")[0].split(b"\r\n\r\n")[0]
    found = {name.split(b":")[0].strip().lower() for name in _HEADER.findall(fields)}
    return b"mime-version" in found or b"snapshot-content-location" in found or len(found) >= 3


def is_mailbox(head: bytes) -> bool:
    """Whether a file is an mbox."""
    begins = _FROM.match(head)
    return begins is not None and _FIELD_NAME.match(head, begins.end()) is not None


def pages_of_mailbox(file: SavedFile, stream: BinaryIO) -> Iterator[Found]:
    """The mails of an mbox, in order and one at a time: a mailbox of years is larger than the memory.

    One that holds no text, or too much, is a problem, and the others come through.
    """
    number = 0
    try:
        for number, raw in enumerate(_messages(stream), 1):
            yield from _letter(file, number, raw)
    except (OSError, EOFError, zlib.error):
        yield UnreadablePage(file.label, f"damaged or cut off behind mail {number}; what is before was read")


def _letter(file: SavedFile, number: int, raw: bytes) -> Iterator[Found]:
    # mbox writers put a > before lines that would begin the next mail.
    message = re.sub(rb"(?m)^>(>*From )", rb"\1", raw)
    mail = SavedFile(file.path, file.opener, len(message), f"mail {number}")
    if len(message) > MAX_BYTES:
        yield UnreadablePage(mail.label, f"a mail of more than {MAX_BYTES >> 20} MB; it was not read")
        return
    try:
        page = page_of_mail(mail, message)
    except UnreadablePage as error:
        yield error
        return
    yield page
    if page.is_cut:
        yield UnreadablePage(mail.label, "a mail that is cut off; what is there of it was read")


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """The mails of an mbox as they stand; of one that is too large only its beginning."""
    parts: list[bytes] = []
    size, is_open = 0, False
    begins = b""
    for line in stream:
        if begins and _FIELD_NAME.match(line):  # a line of text may begin with "From ", too
            if is_open:
                yield b"".join(parts)
            parts, size, is_open = [], 0, True
        elif begins and size <= MAX_BYTES:
            parts.append(begins)
        begins = line if _FROM.match(line) else b""
        if not begins and size <= MAX_BYTES:
            parts.append(line)
            size += len(line)
    if is_open:
        yield b"".join((*parts, begins))


def page_of_mail(file: SavedFile, data: bytes) -> Page:
    """The page of an MHTML file or a mail.

    Raises:
        UnreadablePage: it holds no text.
    """
    message = email.message_from_bytes(_mended(data), policy=_LimitedPolicy())
    root = _root(message)
    if root is None:
        raise UnreadablePage(file.label, "a mail or MHTML file without a text in it")
    body = _bytes(root)
    content, encoding = decode(body, root.get_content_charset())
    kind = "html" if root.get_content_type() in ("text/html", "application/xhtml+xml") else "text"
    url = _header(message, "Snapshot-Content-Location") or _header(root, "Content-Location")
    if not url and kind == "html":
        found = _VIEW_IN_BROWSER.search(content)
        url = found[1].replace("&amp;", "&") if found else None
    sender = _header(message, "From") if not _header(message, "Snapshot-Content-Location") else None
    return Page(
        kind="html" if kind == "html" else "text",
        content=content,
        source=Source(file.path, file.member, hashlib.sha256(data).hexdigest()),
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        saved=_date(message) or file.touched,
        encoding=encoding,
        title=_header(message, "Subject") or _header(message, "X-Snapshot-Title"),
        site=_name(sender),
        assets=_pictures(message),
        original=data,
        is_cut=any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in _defects(message)),
    )


def _defects(message: Message) -> Iterator[MessageDefect]:
    return (defect for part in message.walk() for defect in part.defects)


def _mended(data: bytes) -> bytes:
    """Headers as the parser wants them: lines that go on without the blank that says so are joined."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    end = re.search(rb"\r?\n\r?\n", data)
    if end is None or end.start() > _MOST_HEADER_BYTES:
        return data
    lines: list[bytes] = []
    for line in re.split(rb"\r?\n", data[: end.start()]):
        if lines and not re.match(rb"[!-9;-~]+:", line) and line[:1] not in (b" ", b"\t"):
            lines[-1] += b" " + line
        else:
            lines.append(line)
    return b"\r\n".join(lines) + b"\r\n\r\n" + data[end.end() :]


def _root(message: EmailMessage | Message) -> Message | None:
    """The part that is the page: the one that `start` names, else the first or longest with HTML."""
    parts = [part for part in message.walk() if not part.is_multipart() and not _is_attachment(part)]
    start = message.get_param("start") if message.is_multipart() else None
    for part in parts:
        if start and _header(part, "Content-ID") == start:
            return part
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if pages:
        snapshot = _header(message, "Snapshot-Content-Location")
        same = [part for part in pages if snapshot and _header(part, "Content-Location") == snapshot]
        # In MHTML the page comes first, then its frames; in mail a stub may stand before the letter.
        is_archive = message.get_content_type() == "multipart/related" or bool(snapshot)
        return (same or pages)[0] if is_archive else max(pages, key=lambda part: len(_bytes(part)))
    texts = [part for part in parts if part.get_content_type() == "text/plain" and _bytes(part).strip()]
    return max(texts, key=lambda part: len(_bytes(part)), default=None)


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _bytes(part: Message) -> bytes:
    # `get_content` trusts the charset, and MHTML parts state none: the bytes decide.
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(part: Message, name: str) -> str | None:
    try:
        value = part.get(name)
        text = " ".join(str(value).split()) if value is not None else ""
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError):
        return None  # the standard library stumbles over some broken headers
    return text or None


def _name(sender: str | None) -> str | None:
    if not sender:
        return None
    return sender.split("<")[0].strip(' "') or sender.strip("<> ")


def _date(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_header(message, "Date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pictures(message: Message) -> dict[str, Asset]:
    """Pictures by the addresses that the page uses: `cid:` or their own."""
    found = {}
    for part in message.walk():
        if part.get_content_type() in _PICTURES:
            asset = Asset(part.get_content_type(), _bytes(part))
            location, cid = _header(part, "Content-Location"), _header(part, "Content-ID")
            for name in (location, f"cid:{cid.strip('<>')}" if cid else None):
                if name:
                    found[name] = asset
    return found
