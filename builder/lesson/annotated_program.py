"""The toy program beside its notation.

In the file a comment `#= …` at a line's end gives the line's id, title and formula:
`code = encode(damaged)  #= encode | The code | $z = …$`. Readers and the editor get it without.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from builder.lesson.id_registry import Known
from builder.lesson.source_errors import Place, called

NOTE = re.compile(r"\s*#= (?P<id>[a-z_]+) \| (?P<title>[^|]+) \| (?P<formula>\$.+\$)\s*$")


@dataclass(frozen=True)
class Line:
    """A line of the program; id, title and formula where it implements a symbol."""

    code: str
    id: str
    title: str
    formula: str
    place: Place


def read(path: Path, known: Known) -> list[Line]:
    """The lines. Refuses a program that is no Python and a note that cannot be read."""
    lines = []
    file = called(path)
    for number, text in enumerate(path.read_text("utf-8").rstrip().split("\n"), 1):
        place, note = Place(file, number), NOTE.search(text)
        if note:
            known.add("code", note["id"], note["title"].strip(), place)
            lines.append(Line(text[: note.start()], note["id"], note["title"].strip(),
                              note["formula"], place))  # fmt: skip
        elif "#=" in text:
            place.refuse(f"a note must be `#= id | title | $formula$`, not {text.strip()!r}")
        else:
            lines.append(Line(text, "", "", "", place))
    try:
        ast.parse(plain(lines))
    except SyntaxError as error:
        Place(file, error.lineno or 1).refuse(f"no Python: {error.msg}")
    return lines


def plain(lines: list[Line]) -> str:
    """The program as it runs."""
    return "\n".join(line.code for line in lines) + "\n"
