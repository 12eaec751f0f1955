"""Pictures of an open article: where they stand, how large they are drawn, and as which colours."""

from __future__ import annotations

import io
import struct
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.document.document import Document, images_within
from reader.library.kept import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
"""A larger picture is not decoded: it takes 160 MB, and a file that packs well can promise any size."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_MEDIA_TYPES = frozenset(f"image/{name.lower()}" for name in _FORMATS)
_TEXT_BLOCKS = frozenset({"figure", "paragraph", "item", "footnote"})
# Of a cell, as terminals have them by default; a picture is never drawn larger than it is.
_CELL_PIXELS = 8
# Icons within a line, and rulers made of pictures, are worth no rows.
_LEAST_WIDTH, _LEAST_HEIGHT = 32, 16
_MOST_CAPTION_CHARACTERS = 200
_MOST_SIDE = 3000  # of a picture on a screen of its own: more than terminals have
# What Pillow's decoders raise for broken files, and for those that promise too much.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError,
           ArithmeticError, AttributeError, RuntimeError, MemoryError, struct.error)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a picture, in cells."""

    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture and where it stands in the text."""

    picture: Picture
    offset: int
    alt: str
    caption: str = ""
    """The short paragraph below it; empty without one."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture; without pixels when that failed."""

    width: int
    height: int
    rgb: bytes = field(repr=False)
    """Three bytes a pixel, row by row."""
    problem: str = ""
    """Why it cannot be drawn, in a few words; empty when it can."""


def placed_pictures(document: Document, kept: Sequence[Picture]) -> tuple[PlacedPicture, ...]:
    """The pictures of an article that a program without a browser can draw, in order of place."""
    known = {one.address: one for one in kept if is_drawable(one)}
    starts = [block.range.start for block in document.blocks]
    return tuple(
        PlacedPicture(
            known[span.target],
            span.range.start,
            document.text[span.range.start : span.range.end],
            _caption(document, bisect_left(starts, span.range.start + 1) - 1),
        )
        for span in document.spans
        if span.kind == "image" and span.target in known
    )


def _caption(document: Document, number: int) -> str:
    """A figure's caption, or what stands below it when that is short enough to speak of it."""
    if document.blocks[number].kind != "figure" or number + 1 == len(document.blocks):
        return ""
    below = document.blocks[number + 1]
    is_short = below.kind == "paragraph" and len(below.range) <= _MOST_CAPTION_CHARACTERS
    is_caption = below.kind == "caption" or is_short  # many pages have nothing that says which it is
    return document.text[below.range.start : below.range.end] if is_caption else ""


def pictures_by_block(document: Document, kept: Sequence[Picture]) -> Mapping[int, tuple[Picture, ...]]:
    """The pictures that are drawn over the text of a block, by the block's number."""
    known = {one.address: one for one in kept if is_drawable(one)}
    starts = [block.range.start for block in document.blocks]
    found: dict[int, tuple[Picture, ...]] = {}
    for span in document.spans:
        number = bisect_left(starts, span.range.start + 1) - 1
        if span.kind != "image" or span.target not in known or number in found:
            continue
        block = document.blocks[number]
        if block.kind in _TEXT_BLOCKS:
            shown = images_within(document, block)
            found[number] = tuple(known[one.target] for one in shown if one.target in known)
    return found


def is_drawable(picture: Picture) -> bool:
    """Whether a picture is of a kind and a size that is drawn."""
    return (
        picture.media_type in _MEDIA_TYPES
        and picture.width >= _LEAST_WIDTH
        and picture.height >= _LEAST_HEIGHT
        and picture.width * picture.height <= MAX_PIXELS
    )


def box_for(picture: Picture, columns: int, rows: int) -> Box:
    """The room that a picture takes, in its own proportions, and not more than it has pixels for.

    Args:
        picture: its size is known since it came in.
        columns: the most it may take.
        rows: the same; a cell is twice as high as it is wide.
    """
    wide = min(columns, max(1, round(picture.width / _CELL_PIXELS)))
    high = wide * picture.height / picture.width / 2
    if high > rows:
        wide, high = max(1, round(wide * rows / high)), rows
    return Box(wide, max(1, round(high)))


def pixels_of(data: bytes | None, width: int, height: int, ground: tuple[int, int, int]) -> Pixels:
    """Decode a picture at a size; the first frame of a moving one. Slow: not for the thread of the screen.

    Args:
        data: the file; None when it is gone.
        width: of the result, in pixels.
        height: the same.
        ground: what shows through transparent parts.
    """
    flat = _decoded(data, (width, height), lambda image: _flat(image, ground, (width, height)))
    return Pixels(0, 0, b"", flat) if isinstance(flat, str) else Pixels(width, height, flat.tobytes())


def whole_picture(data: bytes | None) -> Image | str:
    """Decode a picture, at most as large as a screen; why it cannot be drawn when that fails. Slow."""

    def loaded(image: Image) -> Image:
        image.thumbnail((_MOST_SIDE, _MOST_SIDE))
        return image.convert("RGBA")

    return _decoded(data, (_MOST_SIDE, _MOST_SIDE), loaded)


def _decoded(data: bytes | None, size: tuple[int, int], made: Callable[[Image], Image]) -> Image | str:
    if data is None:
        return "its file is missing or damaged"
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                return "it is too large"
            image.draft("RGB", (max(size), max(size)))  # either side may be the longer one, turned or not
            return made(ImageOps.exif_transpose(image))
    except (*_BROKEN, Image.DecompressionBombError):
        return "it is damaged"


def _flat(image: Image, ground: tuple[int, int, int], size: tuple[int, int]) -> Image:
    from PIL import Image as Images

    wide, high = size
    if (image.width > image.height) != (wide > high):  # a camera was turned: the room has its other shape
        factor = min(wide / image.width, high / image.height)
        wide, high = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    is_solid = image.mode in ("RGB", "L")
    drawn = (image if is_solid else image.convert("RGBA")).resize(
        (wide, high), Images.Resampling.BOX, reducing_gap=2.0
    )
    flat = Images.new("RGB", size, ground)
    place = ((size[0] - wide) // 2, (size[1] - high) // 2)
    flat.paste(drawn, place, mask=None if is_solid else drawn)
    return flat
