"""Pattern families: what the autoencoder was trained on, from ``core/data/families/<name>.toml``.

A family is data. Its file draws each stroke as ASCII art ('#' is on, '.' is off), lists the strokes
of each pattern, and carries the widths on the strokes lab's outcome map. Dropping a file in adds a
family.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from core.numerics.array_types import Floats

_KEYS = {"grid", "map_widths", "strokes", "patterns"}


class FamilyError(ValueError):
    """A family file breaks a rule; the message names the file and the offending entry."""


@dataclass(frozen=True, eq=False)
class Family:
    """A finite set of patterns made of strokes.

    name           the file's name without its ending
    grid           (rows, columns); d = rows * columns pixels, row by row
    stroke_names   s names
    strokes        (s, d) float64 of 0 and 1
    pattern_names  n names
    patterns       (n, d) float64 of 0 and 1, each the union of its strokes
    members        n tuples of stroke names
    map_widths     rising bottleneck widths, each in 1..d: the rows of the outcome map
    """

    name: str
    grid: tuple[int, int]
    stroke_names: tuple[str, ...]
    strokes: Floats
    pattern_names: tuple[str, ...]
    patterns: Floats
    members: tuple[tuple[str, ...], ...]
    map_widths: tuple[int, ...]

    @property
    def d(self) -> int:
        """Number of pixels."""
        return int(self.patterns.shape[1])

    @property
    def n(self) -> int:
        """Number of patterns."""
        return int(self.patterns.shape[0])


@cache
def family_names() -> tuple[str, ...]:
    """Names of all families that have a file, smallest pixel grid first."""
    folder = resources.files("core.data") / "families"
    names = sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: load_family(name).d))


@cache
def load_family(name: str) -> Family:
    """The family of that name. Raises FamilyError for an unknown name or a broken file."""
    file = resources.files("core.data") / "families" / f"{name}.toml"
    if not name.isidentifier() or not file.is_file():
        raise FamilyError(f"no family {name!r}: core/data/families/{name}.toml does not exist")
    return parse_family(name, file.read_text(encoding="utf-8"))


def parse_family(name: str, text: str) -> Family:
    """Read and check one family file's text. Raises FamilyError naming file, pattern or stroke."""
    where = f"{name}.toml"
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FamilyError(f"{where}: {error}") from error
    unknown = sorted(set(raw) - _KEYS)
    if unknown:
        raise FamilyError(f"{where}: unknown key {unknown[0]!r}; allowed: {sorted(_KEYS)}")
    grid = _grid(where, raw.get("grid"))
    strokes = {k: _pixels(where, k, art, grid) for k, art in _table(where, raw, "strokes").items()}
    members = {
        k: _strokes_of(where, k, v, strokes) for k, v in _table(where, raw, "patterns").items()
    }
    patterns = {k: np.max([strokes[s] for s in v], axis=0) for k, v in members.items()}
    _check_distinct(where, patterns)
    d = grid[0] * grid[1]
    return Family(
        name=name,
        grid=grid,
        stroke_names=tuple(strokes),
        strokes=_frozen(list(strokes.values())),  # (s, d)
        pattern_names=tuple(patterns),
        patterns=_frozen(list(patterns.values())),  # (n, d)
        members=tuple(members.values()),
        map_widths=_widths(where, raw.get("map_widths"), d),
    )


def _frozen(rows: list[Floats]) -> Floats:
    array = np.array(rows, dtype=np.float64)
    array.setflags(write=False)
    return array


def _table(where: str, raw: dict[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    if not isinstance(value, dict) or len(value) < 2:
        raise FamilyError(f"{where}: [{key}] must name at least two {key}, not {value!r}")
    return value


def _grid(where: str, value: object) -> tuple[int, int]:
    match value:
        case [int(rows), int(columns)] if 1 <= rows <= 16 and 2 <= columns <= 16:
            return rows, columns
    raise FamilyError(f"{where}: grid is {value!r}; allowed: [rows 1..16, columns 2..16]")


def _pixels(where: str, stroke: str, art: object, grid: tuple[int, int]) -> Floats:
    if not isinstance(art, str):
        raise FamilyError(f"{where}: stroke {stroke!r} is {art!r}; allowed: lines of '#' and '.'")
    rows = art.split()
    if len(rows) != grid[0] or any(len(row) != grid[1] or set(row) - set("#.") for row in rows):
        raise FamilyError(
            f"{where}: stroke {stroke!r} is {rows}; allowed: "
            f"{grid[0]} rows of {grid[1]} characters, each '#' or '.'"
        )
    pixels = np.array([char == "#" for row in rows for char in row], dtype=np.float64)
    if not pixels.any():
        raise FamilyError(f"{where}: stroke {stroke!r} has no '#'")
    return pixels


def _strokes_of(
    where: str, pattern: str, names: object, strokes: Mapping[str, Floats]
) -> tuple[str, ...]:
    if not isinstance(names, list) or not names:
        raise FamilyError(f"{where}: pattern {pattern!r} is {names!r}; allowed: a list of strokes")
    for stroke in names:
        if stroke not in strokes:
            raise FamilyError(
                f"{where}: pattern {pattern!r} uses stroke {stroke!r}; allowed: {list(strokes)}"
            )
    return tuple(names)


def _check_distinct(where: str, patterns: Mapping[str, Floats]) -> None:
    seen: dict[bytes, str] = {}
    for name, pixels in patterns.items():
        twin = seen.setdefault(pixels.tobytes(), name)
        if twin != name:
            raise FamilyError(f"{where}: patterns {twin!r} and {name!r} have the same pixels")


def _widths(where: str, value: object, d: int) -> tuple[int, ...]:
    if (
        not isinstance(value, list)
        or not value
        or any(type(m) is not int or not 1 <= m <= d for m in value)
        or value != sorted(set(value))
    ):
        raise FamilyError(f"{where}: map_widths is {value!r}; allowed: rising numbers in 1..{d}")
    return tuple(value)
