"""Training as a film: points in the plane, the curve that a one-number code draws through them.

Python sends each frame once, as it is computed; `page/lab/components/film.js` keeps and draws them,
so that a hand on the scrubber waits for nobody. Before the run there are no frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import param

from app.ui.components import MODULES, Control
from core.numerics.array_types import Array

UNIT = 1000  # whole numbers that make a unit of the plane, so that a frame is short
STRENGTH = 100  # and of a weight


class Film(Control):
    """A plane, a network and an error over the steps; every list is empty for what is not there.

    A frame is `{"text", "error", "curve", "x_hat", "weights"}`, see `frame`.
    """

    edge = param.Integer(default=UNIT, doc="of the plane, in thousandths from its middle")
    label = param.String(doc="what the plane shows, in a sentence")
    points = param.List(doc="x and y of each in turn, in thousandths; [] where there is no film")
    damaged = param.List(doc="likewise")
    marks = param.List(doc="[letter, x, y] of each")
    worst = param.String(doc='the letter of the mark that is missed most, or ""')
    axis = param.List(doc="x and y of both ends of PCA's axis, or []")
    widths = param.List(doc="of the network's layers")
    frames = param.List(doc="[place of the first of these, frame, frame, …]; [] empties the film")
    total = param.Integer(default=1, doc="how many frames there will be")
    sketching = param.Boolean(doc="whether a hand may sketch the curve")
    adding = param.Boolean(doc="whether a press adds a point, by `says`")
    removable = param.Boolean(doc="whether there are points that were added")
    says_remove = param.List(doc="the message that takes them away, like `says`")
    key = param.List(doc="[name, text] of each kind of line that is there")
    words = param.List(doc="[name, text] of what it says, see `content/<language>/train.toml`")
    _esm = MODULES / "film.js"


def thousandths(places: Array) -> list[int]:
    """Places (n, 2), or anything else, as whole numbers in one row."""
    return whole(places, UNIT)


def whole(numbers: Array, unit: int) -> list[int]:
    """Numbers of any shape in units of 1 / unit, in one row."""
    rounded: list[int] = (numbers * unit).round().astype(int).ravel().tolist()
    return rounded


def frame(
    text: str, error: float, curve: Array, x_hat: Array, weights: Sequence[Array]
) -> dict[str, Any]:
    """A frame as the page takes it.

    text: what it is, in a line; curve (k, 2); x_hat (n, 2) of the damaged points; weights: W of
    each layer, (n_in, n_out).
    """
    return {
        "text": text, "error": error, "curve": thousandths(curve), "x_hat": thousandths(x_hat),
        "weights": [each for W in weights for each in whole(W, STRENGTH)],
    }  # fmt: skip
