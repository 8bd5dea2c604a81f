"""Pictures of what is seen of a case before the commit, small enough for a list and for paper.

They are drawn from a lab's evidence alone, which holds nothing of the answer. Each is an image in a
`data:` address, in one ink on nothing, so that the page can turn it light on dark.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

import numpy as np
from bokeh.models import Plot
from numpy.typing import NDArray

from app.ui.code_map import UNITS, CodeMapControl
from app.ui.film import Film
from app.ui.lab_view import LabView
from app.ui.stage import Stage

Ink = NDArray[np.uint8]  # (rows, columns), 0 nothing to FULL
FULL = 15  # levels of ink beside nothing
CELL, GAP = 6, 1  # pixels of the image that a pattern's pixel takes, and between two
PAPER = 1  # level of an empty pixel of a pattern, so that it is seen as one
BETWEEN = 6  # pixels between two digits
ACROSS = 6  # digits in a row
MAP = 220  # pixels of a map's side
FACE = 14  # pixels of a digit's side on the map
PLANE = 100  # units of the side of a drawing
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pictures(view: LabView) -> tuple[list[str], str]:
    """The layers of a case's picture, the lowest first, and its description; [] and "" for none."""
    roots = view.evidence()
    images = [tile for root in roots if isinstance(root, Plot) for tile in _tiles(root)]
    for root in roots:
        match root:
            case Stage(given=[_, *_]):
                return [png(pattern(root.given, root.shape[1]))], root.label
            case Film(points=[_, *_]):
                return [_svg(_film(root))], root.label
            case CodeMapControl():
                return [png(_map(root)), _svg(_marks(root))], root.label
            case Plot() if not images and (bars := _bars(root)):
                return [_svg(bars)], _told(root)
    told = " ".join(filter(None, (_told(root) for root in roots if isinstance(root, Plot))))
    return ([png(_rows(images))], told) if images else ([], "")


def pattern(pixels: Sequence[float], columns: int) -> Ink:
    """A pattern's pixels, 0 empty to 1 full, what lies outside at the nearer end, as squares."""
    levels = np.rint(np.clip(np.asarray(pixels, dtype=float), 0, 1) * (FULL - PAPER)) + PAPER
    grid = levels.astype(np.uint8).reshape(-1, columns)
    squares = np.kron(grid, np.ones((CELL, CELL), dtype=np.uint8))
    inside = np.arange(CELL) < CELL - GAP
    mask = np.tile(np.outer(inside, inside), grid.shape)
    ink: Ink = np.where(mask, squares, 0).astype(np.uint8)
    return ink


def png(ink: Ink) -> str:
    """Ink (rows, columns) as an image of 16 shades of black over nothing."""
    rows, columns = ink.shape
    even = np.pad(ink, ((0, 0), (0, columns % 2)))
    packed = (even[:, 0::2] << 4 | even[:, 1::2]).astype(np.uint8)
    lines = b"".join(b"\0" + line.tobytes() for line in packed)
    parts = (
        (b"IHDR", struct.pack(">2I5B", columns, rows, 4, 3, 0, 0, 0)),
        (b"PLTE", bytes(3 * (FULL + 1))),
        (b"tRNS", bytes(255 * level // FULL for level in range(FULL + 1))),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
    return f"data:image/png;base64,{b64encode(SIGNATURE + body).decode()}"


def _tiles(plot: Plot) -> list[Ink]:
    """The small images of a figure, in their order."""
    return [
        (np.asarray(image) // (256 // (FULL + 1))).astype(np.uint8)
        for renderer in plot.renderers
        for image in renderer.data_source.data.get("image", [])
    ]


def _rows(images: Sequence[Ink]) -> Ink:
    """Images of one size side by side, `ACROSS` in a row."""
    rows, columns = images[0].shape
    down = -(-len(images) // ACROSS)
    across = min(len(images), ACROSS)
    sheet = np.zeros(
        (down * (rows + BETWEEN) - BETWEEN, across * (columns + BETWEEN) - BETWEEN), np.uint8
    )
    for at, image in enumerate(images):
        top, left = at // ACROSS * (rows + BETWEEN), at % ACROSS * (columns + BETWEEN)
        sheet[top : top + rows, left : left + columns] = image
    return sheet


def _map(control: CodeMapControl) -> Ink:
    """All places on the map as dots, and over them the digits that are shown as pictures."""
    sheet = np.zeros((MAP, MAP), np.uint8)
    places = [
        (round(x * (MAP - 1) / UNITS), round((UNITS - y) * (MAP - 1) / UNITS))
        for x, y in zip(control.points[0::3], control.points[1::3], strict=True)
    ]
    for x, y in places:
        if min(x, y) >= 0 and max(x, y) < MAP:
            sheet[y, x] = FULL // 2
    for number, text in control.faces:
        side = round(len(text) ** 0.5)
        face = np.array([int(level, 16) for level in text], np.uint8).reshape(side, side)
        x, y = (min(max(0, at - side // 2), MAP - side) for at in places[number])
        sheet[y : y + side, x : x + side] = np.maximum(sheet[y : y + side, x : x + side], face // 2)
    return sheet


def _marks(control: CodeMapControl) -> str:
    """The flag, or a line with its two ends."""
    places = [((x + 1) * PLANE / 2, (1 - y) * PLANE / 2) for x, y in control.marks]
    drawn = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>' for x, y in places)
    if len(places) > 1:
        drawn += f'<path d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in places)}"/>'
    drawn += "".join(f'<path stroke-width="3" d="M{x:.1f} {y:.1f}h0"/>' for x, y in places)
    return f'<g fill="none" stroke="#000" stroke-width="1.6" stroke-linecap="round">{drawn}</g>'


def _film(film: Film) -> str:
    """Points, damaged ones as crosses, and the marked ones with their letters."""

    def at(x: float, y: float) -> tuple[float, float]:
        scale = PLANE / 2 / film.edge
        return PLANE / 2 + x * scale, PLANE / 2 - y * scale

    dots = "".join("M{:.0f} {:.0f}h0".format(*at(*place)) for place in _pairs(film.points))
    crosses = "".join(
        "M{:.0f} {:.0f}l2 2m0-2l-2 2".format(*at(*place)) for place in _pairs(film.damaged)
    )
    drawn = f'<path stroke-width="2.4" stroke-linecap="round" d="{dots}"/>'
    drawn += f'<path stroke-width=".5" d="{crosses}"/>' if crosses else ""
    for letter, x, y in film.marks:
        left, top = at(x, y)
        drawn += f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="#fff" fill-opacity="0"/>'
        drawn += _text(left + (5 if left < PLANE - 12 else -9), top - 3, letter)
    return f'<g fill="none" stroke="#000">{drawn}</g>'


def _bars(plot: Plot) -> str:
    """Upright bars, those with a filling and those without, each with its texts."""
    sources = [renderer.data_source.data for renderer in plot.renderers]
    bars = [(data["x"], data["top"]) for data in sources if "top" in data]
    texts: dict[str, list[Any]] = next(
        (data for data in sources if "text" in data), {"x": [], "y": [], "text": []}
    )
    count = sum(len(places) for places, _ in bars)
    if not count:
        return ""
    wide, low = PLANE / (count + 0.2), 0.85 * PLANE
    drawn = ""
    for (places, tops), filled in zip(bars, (True, False), strict=False):
        for place, top in zip(places, tops, strict=True):
            left, high = (place - 0.85) * wide, 0.72 * PLANE * top
            look = 'fill="#000" fill-opacity=".6"' if filled else 'fill="none"'
            drawn += (
                f'<path {look} stroke="#000" d="M{left:.1f} {low:.1f}'
                f'v-{high:.1f}h{0.7 * wide:.1f}v{high:.1f}z"/>'
            )
    size = min(9.0, 0.45 * wide)
    for x, y, text in zip(texts["x"], texts["y"], texts["text"], strict=True):
        drawn += _text((x - 0.5) * wide, low - 0.72 * PLANE * y + size / 3, text, size, "middle")
    return drawn


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(numbers[0::2], numbers[1::2], strict=True)


def _text(x: float, y: float, text: str, size: float = 9, anchor: str = "start") -> str:
    look = f'font-family="sans-serif" font-size="{size:.1f}" stroke="none" fill="#000"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {look}>{escape(text)}</text>'


def _svg(drawn: str) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PLANE} {PLANE}"'
    whole = f'{head} width="{MAP}" height="{MAP}">{drawn}</svg>'
    return "data:image/svg+xml," + quote(whole, safe=" =:/'(),;!*")


def _told(plot: Plot) -> str:
    """What a figure shows, in a sentence."""
    told: list[Any] = [tag["twin"]["label"] for tag in plot.tags if "twin" in tag]
    return str(told[0]) if told else ""
