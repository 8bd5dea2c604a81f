"""Two rows of images, each with its note: what came out, and what that is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from app.ui.components import Prose
from app.ui.figures.image_rows import Images
from core.data.digit_recognizer import ReadImages


class RowOutcome(Protocol):
    """What happened, as far as it is drawn in rows."""

    @property
    def result(self) -> ReadImages:
        """What came out."""

    @property
    def compared(self) -> ReadImages:
        """What that is compared with."""


class RowPhrases(Protocol):
    """A lab's words for a row of an outcome of that lab."""

    def captions(self, happened: Any, name: str) -> list[str]:
        """One above each image."""

    def table(self, happened: Any, name: str) -> tuple[str, Sequence[str], Sequence[Sequence[str]]]:
        """The same as text: label, head, rows."""

    def note(self, happened: Any, name: str) -> str:
        """What is said below the row, as HTML."""


class ComparedRows:
    """The figures "result" and "compared"."""

    def __init__(self, columns: int, size: int) -> None:
        """columns: images across; size: of each, in CSS pixels."""
        self.figures = {
            "result": Images("result", columns, size, high="reconstruction"),
            "compared": Images("compared", columns, size, high="ink"),
        }
        self.notes = {name: Prose(name=f"{name}_note", kind="figure") for name in self.figures}

    def roots(self) -> list[Any]:
        """Each figure with its note."""
        return [root for name, one in self.figures.items() for root in (one.plot, self.notes[name])]

    def clear(self) -> None:
        """Empty both."""
        for name, figure in self.figures.items():
            figure.clear()
            self.notes[name].html = ""

    def draw(self, happened: RowOutcome, say: RowPhrases) -> None:
        """Draw what happened."""
        for name, row in (("result", happened.result), ("compared", happened.compared)):
            captions = say.captions(happened, name)
            self.figures[name].show(list(row.images), captions, *say.table(happened, name))
            self.notes[name].html = say.note(happened, name)
