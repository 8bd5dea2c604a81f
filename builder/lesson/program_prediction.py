"""What is predicted of the program before it runs: the right answer is what it really prints."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

from app.runtime.program_runner import run
from builder.lesson import annotated_program, choices
from builder.lesson.entries import Entry, entries

NEEDED = ("pixels",)
VALUE = re.compile(r"\d+\.\d*")
HOLE = re.compile(r"\{(\d+)\}")


def read(path: Path, lines: list[annotated_program.Line]) -> Entry:
    """The prediction, the printed values in its texts. Refuses one that comes out otherwise."""
    (entry, *others) = entries(path, "prediction", ("id", "prints", "question", "options"))
    if others:
        others[0].place.refuse("there is one program, so one prediction of it")
    values = printed(entry, annotated_program.plain(lines))
    options = choices.check(entry, NEEDED)
    for option in options:
        unknown = sorted(set(option["pixels"]) - set(range(1, len(values) + 1)))
        if unknown:
            option.place.refuse(f"there is no pixel {unknown[0]}; allowed: 1 to {len(values)}")
    compare(options, values)
    told = [option.values | {"says": _filled(option, values)} for option in options]
    return Entry(entry.values | {"options": told}, entry.place, entry.lines)


def printed(entry: Entry, source: str) -> list[str]:
    """The values in the line of output that decides."""
    output = StringIO()
    ended = run(source, "", output)
    lines = output.getvalue().splitlines()
    found = next((line for line in lines if line.startswith(entry["prints"])), "")
    values = [value.rstrip(".") for value in VALUE.findall(found)]
    if not values:
        entry.at(entry["prints"]).refuse(
            f"the program prints no values after {entry['prints']!r}, but {lines}, {ended}"
        )
    return values


def compare(options: list[Entry], values: list[str]) -> None:
    """Refuse a right answer without the least sure pixel, and a wrong one that has it."""
    doubts = [round(abs(float(value) - 0.5), 6) for value in values]
    least = [pixel for pixel, doubt in enumerate(doubts, 1) if doubt == min(doubts)]
    for option in options:
        has: bool = bool(set(least) & set(option["pixels"]))
        if has != (option.get("right") is True):
            option.place.refuse(
                f"the program prints {', '.join(values)}, so the least sure pixel is {least}; "
                f"{option['text']!r} is {'right' if has else 'wrong'}"
            )


def _filled(option: Entry, values: list[str]) -> str:
    def value(hole: re.Match[str]) -> Any:
        place = int(hole[1])
        if not 1 <= place <= len(values):
            option.place.refuse(f"there is no value {hole[0]}; allowed: {{1}} to {{{len(values)}}}")
        return values[place - 1]

    return HOLE.sub(value, option["says"])
