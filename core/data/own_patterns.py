"""A learner's own patterns: spelled out in a family's name, so that an address carries them.

``own-<rows>x<columns>-<how many>-<pattern>-<pattern>…``: each pattern is its pixels row by row as
one hexadecimal number, the first pixel its highest bit. `own` alone stands for those to begin with.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from zlib import crc32

import numpy as np

from core.data.pattern_families import Family, FamilyError
from core.numerics.array_types import Floats

Problem = Literal["unreadable", "grid", "few", "many", "blank", "same"]

PREFIX = "own"
LARGEST_SIDE = 8  # rows and columns; a grid has two pixels at least
FEWEST, MOST = 2, 12  # patterns
LETTERS = "ABCDEFGHIJKL"
MAP_WIDTHS = (1, 2, 3, 4, 6, 8, 12, 16, 32)  # and all pixels
BEGUN = """
##### #...# ..#..
#...# .#.#. ..#..
#...# ..#.. #####
#...# .#.#. ..#..
##### #...# ..#.."""  # a square, a cross, a plus
_NAME = re.compile(rf"{PREFIX}-(\d{{1,3}})x(\d{{1,3}})-(\d{{1,3}})((?:-[0-9a-f]+)*)", re.ASCII)


class OwnPatternsError(FamilyError):
    """A set that is none. problem: what is the matter; letters: of which patterns, or ""."""

    def __init__(self, name: str, problem: Problem, letters: str = "") -> None:
        super().__init__(
            f"own patterns {name!r:.60}: {problem} {letters}; allowed: {FEWEST} to {MOST} "
            f"different patterns, none blank, on 2 pixels to {LARGEST_SIDE} x {LARGEST_SIDE}"
        )
        self.problem, self.letters = problem, letters


def is_own(name: str) -> bool:
    """Whether a family's name is meant to spell patterns out."""
    return name.partition("-")[0] == PREFIX


def spelled(patterns: Floats, grid: tuple[int, int]) -> str:
    """The name of patterns (n, d) of 0 and 1 on a grid of (rows, columns), d pixels."""
    digits = -(-patterns.shape[1] // 4)
    bits = ["".join("1" if pixel else "0" for pixel in pattern) for pattern in patterns]
    codes = [f"{int(pattern, 2):0{digits}x}" for pattern in bits]
    return "-".join([PREFIX, f"{grid[0]}x{grid[1]}", str(len(codes)), *codes])


def own_name(text: str) -> str | None:
    """The one spelling of a name in any capitals; None for a name of something else.

    Raises OwnPatternsError for one that spells no set.
    """
    name = text.lower()
    if not is_own(name):
        return None
    return own_family(name).name


@lru_cache(maxsize=64)
def own_family(name: str) -> Family:
    """The patterns as a family, named A, B, C, …; each is a stroke of its own.

    Raises OwnPatternsError for a name that spells no set.
    """
    if name == PREFIX:
        return own_family(_begun())
    found = _NAME.fullmatch(name)
    if not found:
        raise OwnPatternsError(name, "unreadable")
    rows, columns, count = (int(number) for number in found.groups()[:3])
    codes = found[4].split("-")[1:]
    if not 1 <= rows <= LARGEST_SIDE or not 1 <= columns <= LARGEST_SIDE or rows * columns < 2:
        raise OwnPatternsError(name, "grid")
    if len(codes) > MOST:
        raise OwnPatternsError(name, "many")
    d = rows * columns
    if len(codes) != count or any(len(code) != -(-d // 4) or int(code, 16) >> d for code in codes):
        raise OwnPatternsError(name, "unreadable")
    if count < FEWEST:
        raise OwnPatternsError(name, "few")
    for letter, code in zip(LETTERS, codes, strict=False):
        if not int(code, 16):
            raise OwnPatternsError(name, "blank", letter)
        if codes.index(code) != LETTERS.index(letter):
            raise OwnPatternsError(name, "same", LETTERS[codes.index(code)] + letter)
    patterns = np.array([[float(bit) for bit in f"{int(code, 16):0{d}b}"] for code in codes])
    patterns.setflags(write=False)
    names = tuple(LETTERS[:count])
    return Family(
        name=spelled(patterns, (rows, columns)),
        grid=(rows, columns),
        stroke_names=names,
        strokes=patterns,
        pattern_names=names,
        patterns=patterns,
        members=tuple((letter,) for letter in names),
        map_widths=(*(m for m in MAP_WIDTHS if m < d), d),
    )


def own_seed(name: str) -> int:
    """A seed below a million that belongs to these patterns, so that others have other draws."""
    return crc32(name.encode()) % 1_000_000


def _begun() -> str:
    lines = [line.split() for line in BEGUN.split("\n")[1:]]
    each = ["".join(parts) for parts in zip(*lines, strict=True)]
    patterns = np.array([[float(pixel == "#") for pixel in one] for one in each])
    return spelled(patterns, (len(lines), len(lines[0][0])))
