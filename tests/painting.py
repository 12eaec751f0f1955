"""Pictures made for the tests, and a page that shows one."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageDraw

TEXT = (
    "The keeper wound the clock on Sunday, as every week, and then went down to the boats to see "
    "what the night had left of them. Two of the five had lost their masts, and one her name. "
)
PAINTERS = ("Ines Marlow", "Tomas Reyn", "Ada Quill", "Bo Lind")
BEGINNING = (
    "A storm had gone over the harbour, the third one of that winter, and it had taken its time. When it was "
    "light enough to see the mole, people came out of their houses, one by one, and counted what was left."
)
END = "By noon there was nothing to be seen of the storm but a mast that stood in a garden, as if planted."


def picture(kind: str = "png", size: tuple[int, int] = (320, 200)) -> bytes:
    """A red field with a blue disc in it, encoded as `kind`."""
    image = Image.new("RGB", size, (200, 30, 30))
    width, height = size
    ImageDraw.Draw(image).ellipse((width // 4, height // 4, width * 3 // 4, height * 3 // 4), (20, 40, 220))
    packed = io.BytesIO()
    image.save(packed, kind)
    return packed.getvalue()


def data_url(data: bytes, kind: str = "png") -> str:
    """A picture as an address."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def page_with(*addresses: str, url: str = "") -> str:
    """A page with an article that shows pictures."""
    figures = "".join(
        f"<figure><img src='{address}' alt='Boats in the harbour'><figcaption>Drawn by {painter}."
        f"</figcaption></figure><p>{painter} was there. {TEXT}</p>"
        for address, painter in zip(addresses, PAINTERS, strict=False)
    )
    saved = f"<!-- saved from url=({len(url):04}){url} -->" if url else ""
    return (
        f"<!doctype html>{saved}<html><head><title>The boats</title></head><body><article>"
        f"<h1>The boats</h1><p>{BEGINNING}</p>{figures}<p>{TEXT} {END}</p></article></body></html>"
    )
