"""Files that end in the middle, as interrupted downloads leave them: what is there, made readable."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from reader.formats.saved_file import MAX_BYTES

_CHUNK_BYTES = 65_536

# -- gzip


def unpacked_gzip(stream: BinaryIO, limit_bytes: int) -> tuple[bytes, bool]:
    """Unpack a gzip file as far as it goes.

    Args:
        stream: the packed bytes.
        limit_bytes: stop at about so many unpacked bytes.

    Returns:
        What it holds (more than `limit_bytes` when it was stopped), and whether all of it was there.
    """
    found = bytearray()
    member = zlib.decompressobj(wbits=31)
    data = stream.read(_CHUNK_BYTES)
    try:
        while data and len(found) <= limit_bytes:
            found += member.decompress(data, _CHUNK_BYTES * 16)
            data = member.unused_data if member.eof else member.unconsumed_tail
            data = data or stream.read(_CHUNK_BYTES)
            if member.eof and data:
                if not data.lstrip(b"\0"):  # tapes and some writers fill the last block
                    break
                member = zlib.decompressobj(wbits=31)
    except zlib.error:
        return bytes(found), False
    return bytes(found), member.eof or len(found) > limit_bytes


# -- JSON

# Strings are taken whole, so that brackets within them do not count; a quote never closed stands alone.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}",]', re.DOTALL)
_DEEPEST = 100


def closed_json(text: str) -> str | None:
    """A JSON text cut behind its last whole record and closed there.

    Where no record is whole, it is cut behind the last whole value; None when there is none either.
    """
    closing: list[str] = []
    records = values = (0, "")
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in ("[", "{"):
            closing.append("]" if sign == "[" else "}")
        elif sign in ("]", "}"):
            if not closing or closing.pop() != sign:
                break
            if closing and closing[-1] == "]":
                records = (token.end(), "".join(reversed(closing)))
        elif sign == "," and not records[0]:
            values = (token.start(), "".join(reversed(closing)))
        if sign == '"' or len(closing) > _DEEPEST:
            break
    end, rest = records if records[0] else values
    return text[:end] + rest if end else None


# -- zip

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_SIGNATURE = b"PK\x03\x04"
_LONGEST_DESCRIPTOR = 64  # bytes between two members
_ENCRYPTED, _STREAMED, _UTF8 = 1, 8, 0x800  # flags; a streamed member has its sizes behind its data
_STORED, _DEFLATED = 0, 8
_UNKNOWN = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Mended:
    """A zip with a directory made anew."""

    data: bytes = field(repr=False)
    partial: str | None
    """Name of the file in which it ends; what is there of it stands in the zip too."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A member as its own header tells."""

    offset: int
    start: int
    """Where its data begins."""
    flags: int
    method: int
    stamp: tuple[int, int]
    """Time and day as MS-DOS had them."""
    crc: int
    packed: int
    size: int
    name: bytes

    @property
    def end(self) -> int:
        return self.start + self.packed


def mended_zip(data: bytes) -> Mended | None:
    """A zip whose directory, at its end, is missing: its files one by one, as their own headers tell.

    Returns:
        None when not even one file is there in part.
    """
    members: list[_Member] = []
    last = _member(data, 0)
    while last is not None and (whole := _whole(data, last)) is not None:
        members.append(whole)
        place = data.find(_SIGNATURE, whole.end, whole.end + _LONGEST_DESCRIPTOR)
        last = _member(data, place)
    body = data[: members[-1].end] if members else b""
    partial = _beginning(data, last) if last is not None else b""
    if last is not None and partial:
        made = _stored(len(body), last, partial)
        members.append(made)
        body += _header(made) + partial
    if not members:
        return None
    name = _text(last) if last is not None and partial else None
    return Mended(body + _directory(members, len(body)), name)


def _member(data: bytes, place: int) -> _Member | None:
    """The member whose header stands at a place, as far as it is there; None when none does."""
    if place < 0 or not data.startswith(_SIGNATURE, place) or place + _LOCAL.size > len(data):
        return None
    _, _, flags, method, time, day, crc, packed, size, name, extra = _LOCAL.unpack_from(data, place)
    start = place + _LOCAL.size
    return _Member(
        *(place, start + name + extra, flags, method, (time, day), crc, packed, size),
        data[start : start + name],
    )


def _whole(data: bytes, member: _Member) -> _Member | None:
    """The member with its sizes; None when it is not there to its end."""
    if member.flags & _STREAMED or _UNKNOWN in (member.packed, member.size):
        found = _inflated(data, member.start) if member.method == _DEFLATED else None
        if found is None or found.end is None:
            return None
        flags, packed = member.flags & ~_STREAMED, found.end - member.start
        member = replace(member, flags=flags, crc=found.crc, packed=packed, size=found.size)
    return member if member.end <= len(data) else None


@dataclass(slots=True)
class _Inflated:
    crc: int = 0
    size: int = 0
    content: bytearray = field(default_factory=bytearray)
    end: int | None = None
    """Where the packed data ends; None when it is damaged, cut off, or unpacks to too much."""


def _inflated(data: bytes, start: int, *, keep: bool = False) -> _Inflated:
    """Unpack from a place on; the content is only kept when asked for."""
    packed, found = zlib.decompressobj(-15), _Inflated()
    view = memoryview(data)
    for place in range(start, len(data), _CHUNK_BYTES):
        part: bytes | memoryview = view[place : place + _CHUNK_BYTES]
        read = len(part)
        while part:
            try:
                unpacked = packed.decompress(part, _CHUNK_BYTES * 16)
            except zlib.error:
                return found
            found.crc = zlib.crc32(unpacked, found.crc)
            found.size += len(unpacked)
            if found.size > MAX_BYTES:
                return found
            if keep:
                found.content += unpacked
            part = packed.unconsumed_tail
        if packed.eof:
            found.end = place + read - len(packed.unused_data)
            return found
    return found


def _beginning(data: bytes, member: _Member) -> bytes:
    """What is there of a member, unpacked."""
    if member.flags & _ENCRYPTED:
        return b""
    if member.method == _DEFLATED:
        return bytes(_inflated(data, member.start, keep=True).content)
    return data[member.start : member.start + MAX_BYTES] if member.method == _STORED else b""


def _stored(offset: int, member: _Member, content: bytes) -> _Member:
    start = offset + _LOCAL.size + len(member.name)
    size, flags = len(content), member.flags & _UTF8
    return _Member(offset, start, flags, _STORED, member.stamp, zlib.crc32(content), size, size, member.name)


def _header(one: _Member) -> bytes:
    sizes = (one.crc, one.packed, one.size)
    return _LOCAL.pack(_SIGNATURE, 20, one.flags, one.method, *one.stamp, *sizes, len(one.name), 0) + one.name


def _directory(members: list[_Member], place: int) -> bytes:
    made = bytearray()
    for one in members:
        made += _CENTRAL.pack(
            *(b"PK\x01\x02", 20, 20, one.flags, one.method, *one.stamp, one.crc, one.packed, one.size),
            *(len(one.name), 0, 0, 0, 0, 0, one.offset),
        )
        made += one.name
    count = min(len(members), 0xFFFF)
    return bytes(made) + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(made), place, 0)


def _text(member: _Member) -> str:
    return member.name.decode("utf-8" if member.flags & _UTF8 else "cp437", "replace")
