"""The rows of a CSV file as text: which encoding, which separator, where a row ends.

Rows and columns count from 1 as in the file, blank rows and the header among them, so that a place
is found again in a spreadsheet.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Literal

LARGEST = 10_000_000  # bytes
SEPARATORS = ("\t", ";", ",")  # in the order in which they are tried: no number has the first two
FRAME = '\t;,"'  # signs around what a cell holds
SAMPLE, HEAD = 30, 65_536  # rows, characters from which the separator is told
CUT = 24  # characters of a cell that are told
NAME = 40  # characters of a column's name
TOLD = 3  # places that are named, at most
MISSING = {"", "?", "-", ".", "na", "n/a", "nan", "null", "none"}  # in small letters
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how the files of spreadsheet programs begin

Problem = Literal[
    "too_large", "spreadsheet", "encoding", "binary", "empty", "quotes", "too_long", "one_column",
    "columns", "rows", "ragged", "text", "missing", "too_big", "mixed_decimals", "constant",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A cell: row and column from 1, the column's name or "", what stands there, cut short."""

    row: int
    column: int
    name: str = ""
    value: str = ""


class TableRefused(ValueError):
    """A file that is no table for us; `problem` is put into words by content.

    places: the first TOLD cells that are meant. count: how many there are; of "rows" and "columns"
    how many the table has, of "ragged" how many values the row has, where `expected` are; of
    "constant" how many columns vary.
    """

    def __init__(
        self, problem: Problem, allowed: str, places: Sequence[Place] = (), count: int = 0,
        expected: int = 0,
    ) -> None:  # fmt: skip
        self.problem, self.places, self.count = problem, tuple(places[:TOLD]), count
        self.expected = expected
        super().__init__(f"{problem} ({count}) at {self.places}; allowed: {allowed}")


@dataclass(frozen=True, eq=False)
class Records:
    """cells: those of each row that has any, equally many; rows: these rows' numbers.

    names: of the columns, "" for one that has none; header: whether they are from the file.
    """

    names: tuple[str, ...]
    cells: list[list[str]]
    rows: list[int]
    header: bool
    separator: str


def read_records(data: bytes) -> Records:
    """The rows of a file. Raises TableRefused for what cannot be read or has no columns."""
    text = _decoded(data)
    if all(sign.isspace() or sign in FRAME for sign in text):
        raise TableRefused("empty", "a header and rows of numbers")
    separator = _separator(text)
    cells, rows = _rows(text, separator)
    while len(cells[0]) > 1 and not any(row[-1].strip() for row in cells if row):
        for row in cells:  # each line ended in a separator
            del row[-1:]
    names = _names(cells, separator)
    _check_lengths(cells, rows, names)
    header = any(names)
    return Records(names, cells[header:], rows[header:], header, separator)


def shown(cell: str) -> str:
    """What a cell holds, as it is told."""
    value = _printable(cell[: CUT + 1]).strip()
    return value if len(value) <= CUT else f"{value[:CUT]}…"


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _names(cells: list[list[str]], separator: str) -> tuple[str, ...]:
    """The columns' names, if the first row has any: it is no header if all may be values."""
    first = [cell.strip() for cell in cells[0]]
    has_commas = separator != ","
    is_value = [
        cell.lower() in MISSING
        or (bool(NUMBER.fullmatch(cell)) and (has_commas or "," not in cell))
        for cell in first
    ]
    if all(is_value):
        return ("",) * len(first)
    return tuple(" ".join(_printable(cell).split())[:NAME] for cell in first)


def _decoded(data: bytes) -> str:
    """The text of UTF-8, or of UTF-16 that says so."""
    if len(data) > LARGEST:
        raise TableRefused("too_large", f"{LARGEST:,} bytes")
    if data.startswith(WORKBOOKS):
        raise TableRefused("spreadsheet", "CSV")
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if is_wide else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = _end_of(error.object[: error.start].decode(encoding, "ignore"))
        raise TableRefused("encoding", "UTF-8, UTF-16 with its mark", [place]) from None
    if "\0" in text:
        place = _end_of(text[: text.index("\0")])
        raise TableRefused("binary", "UTF-8, UTF-16 with its mark", [place])
    return text


def _end_of(text: str) -> Place:
    """The cell in which a text ends, whatever separates its columns."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Place(len(lines), 1 + max(lines[-1].count(separator) for separator in SEPARATORS))


def _separator(text: str) -> str:
    """The first that gives all rows of the text's beginning equally many columns, two or more."""
    usual: dict[str, int] = {}  # how many columns most rows have
    for separator in SEPARATORS:
        reader = csv.reader(StringIO(text[:HEAD], newline=""), delimiter=separator)
        try:
            rows = [row for row in islice(reader, SAMPLE) if any(row)]
        except csv.Error:  # it is told where the whole is read
            rows = []
        if len(text) > HEAD and len(rows) < SAMPLE:
            del rows[-1:]  # it is cut off
        lengths = Counter(map(len, rows))
        usual[separator] = lengths.most_common(1)[0][0] if lengths else 1
        if len(lengths) == 1 and usual[separator] > 1:
            return separator
    return max(SEPARATORS, key=lambda separator: usual[separator])


def _rows(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """All rows that hold anything, and their numbers."""
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True
    )
    cells: list[list[str]] = []
    rows: list[int] = []
    number = line = 0
    try:
        for number, row in enumerate(reader, 1):
            line = reader.line_num
            if any(map(str.strip, row)):
                cells.append(row)
                rows.append(number)
    except csv.Error as error:
        first = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line]
        names = _names(cells, separator) if cells else ()
        problem: Problem = "too_long" if "limit" in str(error) else "quotes"
        place = _place(number + 1, _broken(first, separator), names)
        raise TableRefused(problem, "numbers, within pairs of quotes or none", [place]) from None
    return cells, rows


def _broken(line: str, separator: str) -> int:
    """The column of a line from which on it cannot be read."""
    parts = line.split(separator)
    for column, part in enumerate(parts, 1):
        cell = part.strip()
        if len(cell) > csv.field_size_limit():
            return column
        if cell.startswith('"') and (cell.count('"') % 2 or not cell.endswith('"')):
            return column
    return 1


def _place(row: int, column: int, names: Sequence[str], cell: str = "") -> Place:
    return Place(row, column, names[column - 1] if column <= len(names) else "", shown(cell))


def _check_lengths(cells: list[list[str]], rows: list[int], names: tuple[str, ...]) -> None:
    """Raise TableRefused unless all rows have equally many cells, two or more."""
    lengths = Counter(map(len, cells))
    expected = lengths.most_common(1)[0][0]
    if len(lengths) == 1:
        if expected == 1:
            raise TableRefused("one_column", "a comma, semicolon or tab between columns", (), 1)
        return
    at = next(at for at, row in enumerate(cells) if len(row) != expected)
    found = len(cells[at])
    column = min(found, expected) + 1
    cell = cells[at][column - 1] if column <= found else ""
    place = _place(rows[at], column, names if at else (), cell)
    raise TableRefused("ragged", f"{expected} values in each row", [place], found, expected)
