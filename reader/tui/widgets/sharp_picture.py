"""A picture in the best way of the terminal: sixel, kitty's protocol, or half cells.

To import this asks the terminal what it can do, and reads the answer from the keyboard.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual_image.renderable.tgp import Image as KittyDrawing
from textual_image.widget import AutoImage, HalfcellImage, SixelImage, TGPImage
from textual_image.widget import Image as BestImage

if TYPE_CHECKING:
    from PIL.Image import Image


class _FreedDrawing(KittyDrawing):
    """A drawing that leaves nothing in the terminal's memory.

    The package gives its number as one of another kind, and does not say that the data goes, too (0.12):
    kitty kept every picture that was looked at.
    """

    def cleanup(self) -> None:
        """Free the picture in the terminal, if it was sent there."""
        if self.terminal_image_id and sys.__stdout__ is not None:
            sys.__stdout__.write(f"\x1b_Ga=d,d=I,i={self.terminal_image_id},q=2\x1b\\")
            sys.__stdout__.flush()
        self.terminal_image_id = None


class _FreedImage(TGPImage, Renderable=_FreedDrawing):
    """Frees its picture when it is taken from the screen."""

    def on_unmount(self) -> None:
        """Another picture, or the text, takes the place."""
        self.image = None


def sharp_picture(image: Image, *, headless: bool) -> Widget:
    """The widget that draws a picture.

    Args:
        image: the picture.
        headless: whether there is no terminal; then in half cells.
    """
    if headless:
        return HalfcellImage(image)
    if BestImage is SixelImage:
        return SixelImage(image)
    return _FreedImage(image) if AutoImage._Renderable is KittyDrawing else AutoImage(image)
