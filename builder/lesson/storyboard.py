"""The mechanism in frames: one example on its way, each frame asking what comes next.

The numbers that a frame states are in the content, where a translator sees them; they are compared
with what `core.theory.worked_example` computes, at the decimals in which they are written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from builder.lesson import choices, lesson_stage
from builder.lesson.drawings import svg
from builder.lesson.entries import Entry, entries
from builder.lesson.lesson_stage import PAINT
from builder.lesson.prose import Prose
from core.theory.worked_example import WorkedExample, worked_example

NEEDED = ("id", "title", "text", "stage", "strips", "numbers", "twin")


def read(path: Path) -> list[Entry]:
    """The frames, in order; refuses numbers that are not core's."""
    truth = worked_example()
    frames = entries(path, "frame", NEEDED, ("question", "options"))
    for frame in frames:
        for name, stated in frame["numbers"].items():
            compare(frame, name, stated, truth)
        for strip in frame["strips"]:
            if strip["name"] not in PAINT:
                frame.place.refuse(f"no strip is called {strip['name']!r}; allowed: {list(PAINT)}")
        lesson_stage.check(frame)
    return frames


def compare(frame: Entry, name: str, stated: Any, truth: WorkedExample) -> None:
    """Refuse a number that differs from core's in a decimal that is written."""
    if not hasattr(truth, name):
        frame.place.refuse(
            f"core.theory.worked_example computes no {name!r}; allowed: {sorted(vars(truth))}"
        )
    real = np.atleast_1d(getattr(truth, name))
    told = [stated] if isinstance(stated, str) else list(stated)
    right = [f"{value:.{_decimals(text)}f}" for value, text in zip(real, told, strict=False)]
    if len(told) != len(real) or [_plain(text) for text in told] != [_plain(t) for t in right]:
        frame.place.refuse(f"{name} is {told}, but core computes {right or real.tolist()}")


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _plain(text: str) -> str:
    return text.replace("−", "-").replace("-0.00", "0.00")


def render(frames: list[Entry], prose: Prose) -> list[dict[str, Any]]:
    """What the template needs of each frame."""
    truth = worked_example()
    return [
        {
            "id": frame["id"],
            "title": frame["title"],
            "text": prose.inline(frame["text"], frame.at(frame["text"])),
            "picture": drawing(frame, truth),
            "stage": lesson_stage.told(frame, truth),
            "choice": choices.render(frame, prose) if frame.get("question") else None,
        }
        for frame in frames
    ]


def drawing(frame: Entry, truth: WorkedExample) -> str:
    """The frame's strips, one below the other, each with its symbol and label."""
    shapes = []
    for place, strip in enumerate(frame["strips"]):
        kind, y = PAINT[strip["name"]], 6 + 46 * place
        shapes.append(svg.text(112, y + 22, strip["label"], "end", kind))
        shapes.append(svg.cells(122, y, getattr(truth, strip["name"]), kind))
    return svg.picture(350, 46 * len(frame["strips"]) + 4, shapes, frame["twin"])
