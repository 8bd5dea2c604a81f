"""The stage: an autoencoder from left to right: what it gets, the numbers that pass, what it gives.

Before the reveal beads and output are sealed: nothing that could fill them is here. Python
computes, `page/lab/components/stage.js` draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import param

from app.ui.components import MODULES, Control
from app.ui.figures.pixel_grid import figure_text
from core.numerics.array_types import Floats

STRENGTHS = 9  # of a wire, from none


class Stage(Control):
    """One autoencoder of pixel patterns; every list is empty for what is sealed."""

    label = param.String(doc="what it shows, in a sentence")
    shape = param.List(doc="rows and columns of a pattern")
    given = param.List(doc="(d,) the input, 0 empty to 1 full")
    m = param.Integer(default=1, bounds=(1, None))
    wires = param.List(
        doc="(m, d) how strongly each bead hangs on each pixel, -9 to 9; [] for bars"
    )
    code = param.List(doc="(m,) or []")
    output = param.List(doc="(d,) or []")
    missed = param.List(doc="indices of pixels that should be full and are not, or []")
    invented = param.List(doc="indices of pixels that should be empty and are not, or []")
    limit = param.Number(default=1.0, doc="the largest number that a bead takes, to either side")
    usual = param.List(doc="(m,) the code of the input, where another one was set; else []")
    free = param.Boolean(doc="whether the hand may change input and code")
    widths = param.List(doc="the widths that the hand may pull the waist to, rising")
    words = param.List(doc="[name, text] of what it says, see `content/<language>/strokes.toml`")
    says_width = param.List(doc="the message of a width, like `says`")
    says_code = param.List(doc="the message of a code that was set, like `says`")
    says_back = param.List(doc="the message that asks for the case as it was, like `says`")
    heads = param.List(doc="the words above input, code and output")
    sealed = param.String(doc="the word on what is sealed")
    _esm = MODULES / "stage.js"

    def take(self, message: Mapping[str, Any]) -> None:
        """Show an input or a code that was set."""
        super().take(message)
        if self.is_of(message, self.says_code):
            self.code = message["value"]

    def _enter(self, value: Any) -> None:
        self.given = value

    def pose(
        self, given: Floats, shape: tuple[int, int], m: int, wires: list[list[int]], label: str,
        numbers: str,
    ) -> None:  # fmt: skip
        """Show the input (d,) and the waist; `open` or `close` comes next.

        wires (m, d): how strongly each number hangs on each pixel, -9 to 9; [] for a strip of bars
        in place of beads. label: all of it in a sentence.
        """
        heads = [self.heads[0], numbers, self.heads[2]]
        self.param.update(
            label=label, shape=list(shape), given=given.tolist(), m=m, wires=wires, heads=heads
        )

    def open(
        self, code: Floats, output: Floats, missed: Sequence[int], invented: Sequence[int],
        limit: float, usual: Sequence[float] | Floats = (),
    ) -> None:  # fmt: skip
        """Show what passed (m,), what came out (d,), and which of its pixels are wrong; `describe`
        tells it, too, and takes longer.

        limit: the largest number that a bead takes. usual (m,): the input's own code, if it is
        another one that passed.
        """
        self.param.update(
            code=code.tolist(), output=output.tolist(), missed=list(missed),
            invented=list(invented), limit=limit, usual=[float(value) for value in usual],
        )  # fmt: skip

    def close(self) -> None:
        """Seal what passed and what came out."""
        self.param.update(code=[], output=[], missed=[], invented=[], usual=[], free=False)
        self.describe()

    def describe(self) -> None:
        """The same in numbers: a row of the table for each row of a grid, and for each number."""
        _, columns = self.shape
        table = self._rows("x̃", self.given)
        table += [[f"z {number}", signed(value)] for number, value in enumerate(self.code, 1)]
        table += self._rows("x̂", self.output)
        for number, wires in enumerate(self.wires, 1):
            table += self._rows(f"w {number},", [wire / STRENGTHS for wire in wires])
        head = ["", *(str(column + 1) for column in range(columns))]
        self.tags = [{"twin": {"label": self.label, "head": head, "rows": table}}]

    def _rows(self, symbol: str, pixels: Sequence[float]) -> list[list[str]]:
        _, columns = self.shape
        lines = [pixels[start : start + columns] for start in range(0, len(pixels), columns)]
        return [
            [f"{symbol} {row}", *(figure_text(value) for value in line)]
            for row, line in enumerate(lines, 1)
        ]


def signed(value: float) -> str:
    """Return a number with its sign and two decimals."""
    return f"{value:+.2f}".replace("-", "−")
