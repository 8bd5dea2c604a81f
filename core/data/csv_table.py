"""A learner's table of numbers from the bytes of a CSV file: read, checked, or refused by place.

What is allowed: ROWS rows and COLUMNS columns of numbers, a header or none; a decimal comma only
where another sign than the comma stands between columns. Nothing is guessed or filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.data.csv_records import (
    MISSING,
    NUMBER,
    TOLD,
    Place,
    Problem,
    Records,
    TableRefused,
    read_records,
    shown,
)
from core.numerics.array_types import Floats

ROWS = (20, 5000)
COLUMNS = (2, 64)
BIGGEST = 1e100  # in size: squares of it are numbers yet


@dataclass(frozen=True, eq=False)
class Table:
    """x (n, d), read only; names (d,), "" for a column that has none; rows (n,): their numbers in
    the file, from 1. header: whether there is one.
    """

    names: tuple[str, ...]
    x: Floats
    rows: NDArray[np.int64]
    header: bool
    decimal_comma: bool


def read_table(data: bytes) -> Table:
    """The table in a file. Raises TableRefused for what is none, or is too small or too large."""
    records = read_records(data)
    _check_size(len(records.cells), len(records.names))
    decimal_comma = records.separator != "," and _decimal_comma(records)
    x = _numbers(records, decimal_comma)
    x.setflags(write=False)
    rows = np.array(records.rows, dtype=np.int64)
    return Table(records.names, x, rows, records.header, decimal_comma)


def _check_size(n: int, d: int) -> None:
    if not COLUMNS[0] <= d <= COLUMNS[1]:
        raise TableRefused("columns", f"{COLUMNS[0]} to {COLUMNS[1]}", (), d)
    if not ROWS[0] <= n <= ROWS[1]:
        raise TableRefused("rows", f"{ROWS[0]} to {ROWS[1]}", (), n)


def _decimal_comma(records: Records) -> bool:
    """Whether decimals are written with commas. TableRefused for some with, some without."""
    has_point, has_comma = (any(sign in "".join(row) for row in records.cells) for sign in ".,")
    if not (has_point and has_comma):
        return has_comma
    first = ""
    for row, cells in enumerate(records.cells):
        for column, cell in enumerate(cells):
            signs = {sign for sign in ".," if sign in cell}
            if signs and NUMBER.fullmatch(cell.strip().replace(".", "")):  # as for 1.234,5
                first = first or min(signs)
                if signs != {first}:
                    place = _place(records, row, column)
                    raise TableRefused("mixed_decimals", "one decimal sign throughout", [place])
    return first == ","


def _numbers(records: Records, decimal_comma: bool) -> Floats:
    """All cells as numbers (n, d). TableRefused names those that are none."""
    cells = records.cells
    if decimal_comma:
        cells = [[cell.replace(",", ".") for cell in row] for row in cells]
    try:
        x = np.array([list(map(float, row)) for row in cells])
    except ValueError:
        raise _refusal(records, decimal_comma) from None
    # float() also takes nan, inf and 1_000
    if not (np.abs(x) <= BIGGEST).all() or any("_" in "".join(row) for row in cells):
        raise _refusal(records, decimal_comma)
    return x


def _refusal(records: Records, decimal_comma: bool) -> TableRefused:
    """What is the matter with the cells: text goes before what is missing, which is often in it."""
    found: dict[Problem, list[tuple[int, int]]] = {"text": [], "missing": [], "too_big": []}
    for row, cells in enumerate(records.cells):
        if _is_clean(cells):  # nearly all are, as a rule, and this is ten times as quick
            continue
        for column, cell in enumerate(cells):
            if (problem := _problem(cell, decimal_comma)) is not None:
                found[problem].append((row, column))
    problem, cells_found = next((name, places) for name, places in found.items() if places)
    places = [_place(records, *each) for each in cells_found[:TOLD]]
    return TableRefused(problem, f"numbers up to {BIGGEST:g}", places, len(cells_found))


def _is_clean(cells: list[str]) -> bool:
    """Whether all of a row are numbers with decimal points."""
    try:
        return all(abs(float(cell)) <= BIGGEST for cell in cells) and "_" not in "".join(cells)
    except ValueError:
        return False


def _problem(cell: str, decimal_comma: bool) -> Problem | None:
    """What is the matter with one cell."""
    bare = cell.strip()
    if bare.lower() in MISSING:
        return "missing"
    if not NUMBER.fullmatch(bare) or ("," in bare and not decimal_comma):
        return "text"
    try:
        return "too_big" if abs(float(cell.replace(",", "."))) > BIGGEST else None
    except ValueError:
        return "text"  # strip() takes more signs for blanks than float()


def _place(records: Records, row: int, column: int) -> Place:
    """The cell as it is told; row and column of the body, from 0."""
    cell = records.cells[row][column]
    return Place(records.rows[row], column + 1, records.names[column], shown(cell))
