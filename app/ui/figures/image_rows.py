"""Small images in rows and columns, painted in one meaning: digits, weights, reconstructions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bokeh.models import ColumnDataSource, LinearColorMapper
from bokeh.plotting import figure
from numpy.typing import NDArray

from app.ui.colour_meanings import colour_ramp
from app.ui.figures.base import describe, empty, fill, frame, resize, write

GAP = 6  # CSS pixels between two images
CAPTION = 18  # CSS pixels that a caption takes
LINE = 14  # CSS pixels that each further line of it takes
LEVELS = 255
Pixels = Sequence[NDArray[np.floating]]


class Images:
    """A grid of images, `columns` in a row; a caption, of one line or more, stands above each."""

    def __init__(self, name: str, columns: int, size: int, low: str = "empty", high: str = "clean"):
        """`size`: CSS pixels a side. low, high: meanings of value 0 and of value 1."""
        self.columns, self.size = columns, size
        self.plot: figure = frame(name, size, size)
        self._images = ColumnDataSource({"image": [], "x": [], "y": [], "high": []})
        self._captions = ColumnDataSource({"x": [], "y": [], "text": []})
        self._held: list[bytes] = []
        self._mapper = LinearColorMapper(palette=["#ffffff", "#000000"], low=0, high=LEVELS)
        colour_ramp(self._mapper, low, high)
        self.plot.image(
            image="image", x="x", y="y", dw=size, dh="high", source=self._images,
            color_mapper=self._mapper,
        )  # fmt: skip
        write(self.plot, self._captions, "soft", align="center", baseline="bottom", y_offset=-2)

    def show(
        self, images: Pixels, captions: Sequence[str], label: str,
        head: Sequence[str] = (), rows: Sequence[Sequence[str]] = (),
        shape: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        """Draw images (pixels,) of values in [0, 1], what is beyond at the nearer end.

        shape: rows and columns of pixels, a square unless given.
        """
        across = min(self.columns, len(images))
        down = -(-len(images) // self.columns)
        side = round(float(np.sqrt(images[0].size)))
        pixels = shape or (side, side)
        high = self.size * pixels[0] // pixels[1]
        lines = max(caption.count("\n") for caption in captions)
        room = CAPTION + LINE * lines if any(captions) else 0
        step, tall = self.size + GAP, high + GAP + room
        width, height = across * step - GAP, down * tall - GAP
        resize(self.plot, width, height, width, height)
        tiles = [_levels(image, pixels) for image in images]
        held = [tile.tobytes() for tile in tiles]
        left = [float(at % self.columns * step) for at in range(len(tiles))]
        top = [float(at // self.columns * tall + room) for at in range(len(tiles))]
        if held != self._held:  # arrays: `fill` cannot compare them
            self._images.data = {"image": tiles, "x": left, "y": top, "high": [high] * len(tiles)}
            self._held = held
        fill(
            self._captions,
            {"x": [x + self.size / 2 for x in left], "y": top, "text": list(captions)},
        )
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        if self._held:
            self._images.data = {"image": [], "x": [], "y": [], "high": []}
            self._held = []
        empty(self._captions)
        describe(self.plot, "")


def _levels(image: NDArray[np.floating], shape: tuple[int, int]) -> NDArray[np.uint8]:
    """The image in LEVELS steps, rows from the top: the figure's y axis points down."""
    levels = np.rint(np.clip(image, 0, 1) * LEVELS).astype(np.uint8)
    return np.ascontiguousarray(levels.reshape(shape))
