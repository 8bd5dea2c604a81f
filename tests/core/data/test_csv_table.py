"""A learner's CSV: what is read, against NumPy's own reader; what is refused, with its place."""

from __future__ import annotations

import codecs
import re

import numpy as np
import pytest

from core.data.csv_records import LARGEST, TableRefused, read_records
from core.data.csv_table import COLUMNS, ROWS, Table, read_table
from core.numerics.array_types import Floats

RNG = np.random.default_rng(0)
X = np.round(RNG.standard_normal((ROWS[0], 3)) * 100, 3)
BODY = [[repr(float(value)) for value in row] for row in X]


def made(
    rows: list[list[str]], header: str | None = "a,b,c", separator: str = ",", end: str = "\n"
) -> bytes:
    """A file of these rows."""
    lines = [separator.join(row) for row in rows]
    return end.join([*([] if header is None else [header]), *lines, ""]).encode()


def changed(row: int, column: int, cell: str) -> list[list[str]]:
    """The rows with another cell; both count from 1, as in the file below its header."""
    rows = [list(each) for each in BODY]
    rows[row - 2][column - 1] = cell
    return rows


def commas(rows: list[list[str]]) -> list[list[str]]:
    """With decimal commas."""
    return [[cell.replace(".", ",") for cell in row] for row in rows]


def oracle(data: bytes) -> Floats:
    """What NumPy reads from it."""
    return np.genfromtxt(data.decode().splitlines(), delimiter=",", skip_header=1)


def refused(data: bytes) -> TableRefused:
    with pytest.raises(TableRefused) as told:
        read_table(data)
    return told.value


def test_numbers_names_and_rows_are_those_of_the_file() -> None:
    data = made(BODY, "height,  weight in kg ,age")
    table = read_table(data)
    np.testing.assert_array_equal(table.x, oracle(data))
    np.testing.assert_array_equal(table.x, X)
    assert table.names == ("height", "weight in kg", "age")
    assert table.rows.tolist() == list(range(2, len(X) + 2))
    assert (table.header, table.decimal_comma) == (True, False)


def test_without_a_header_the_first_row_counts() -> None:
    table = read_table(made(BODY, None))
    np.testing.assert_array_equal(table.x, X)
    assert (table.names, table.header) == (("", "", ""), False)
    assert table.rows[0] == 1


def spelled(separator: str, comma: bool, end: str, quoted: bool) -> bytes:
    rows = commas(BODY) if comma else BODY
    if quoted:
        rows = [[f'"{cell}"' for cell in row] for row in rows]
    return made(rows, separator.join("abc"), separator, end)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("comma", [False, True])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoted", [False, True])
def test_each_way_to_write_a_table_gives_the_same(
    separator: str, comma: bool, end: str, quoted: bool
) -> None:
    if comma and separator == ",":
        return  # see below: it is refused
    data = spelled(separator, comma, end, quoted)
    table = read_table(data)
    np.testing.assert_array_equal(table.x, X)
    assert (read_records(data).separator, table.decimal_comma) == (separator, comma)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    ],
    ids=["utf-8", "byte-order mark", "utf-16-le", "utf-16-be"],
)
def test_encodings_that_are_read(encode) -> None:  # type: ignore[no-untyped-def]
    table = read_table(encode(made(BODY, "Größe,重さ,c").decode()))
    np.testing.assert_array_equal(table.x, X)
    assert table.names == ("Größe", "重さ", "c")


def test_what_stands_around_a_table_does_no_harm() -> None:
    lines = made(BODY).decode().splitlines()
    around = ["", *lines[:5], "", ",,", "  ", *lines[5:], "", ""]
    table = read_table("\n".join(around).encode())
    np.testing.assert_array_equal(table.x, X)
    assert table.rows[:5].tolist() == [3, 4, 5, 6, 10]  # the file's own, blank ones counted
    trailing = read_table("\n".join(line + ",," for line in lines).encode())
    np.testing.assert_array_equal(trailing.x, X)
    assert trailing.names == ("a", "b", "c")


def test_all_that_a_number_may_look_like() -> None:
    cells = ["+1", "-.5", "2.", " 3\u00a0", "4e3", "5E-2", "-6.25e+1", "0", "007", "1.5"]
    rows = [[cell, "1"] for cell in cells * 2]
    x = read_table(made(rows, "a,b")).x[:10, 0]
    assert x.tolist() == [1, -0.5, 2, 3, 4000, 0.05, -62.5, 0, 7, 1.5]


def test_names_of_a_header_are_cut_and_cleaned() -> None:
    header = ",".join(["a\x07\tb", "", '"x, ""y"""'])
    assert read_table(made(BODY, header)).names == ("a b", "", 'x, "y"')
    (name, *_) = read_table(made(BODY, "n" * 200 + ",b,c")).names
    assert len(name) == 40
    years = read_table(made(BODY, "country,1990,1991"))
    assert years.names == ("country", "1990", "1991")


def sized(n: int, d: int) -> bytes:
    return made([[f"{row}.{column}" for column in range(d)] for row in range(n)],
                ",".join(f"c{at}" for at in range(d)))  # fmt: skip


@pytest.mark.parametrize("n", ROWS)
@pytest.mark.parametrize("d", COLUMNS)
def test_the_limits_themselves_are_allowed(n: int, d: int) -> None:
    assert read_table(sized(n, d)).x.shape == (n, d)


def latin(text: str) -> bytes:
    return text.encode("latin-1")


# data, problem, its first place (row, column, name, value), how many of them there are
BAD = {
    "empty": (b"", "empty", None, 0),
    "blank": (b"\n  \n,,\n", "empty", None, 0),
    "quotes around nothing": (b'""\n"",""\n', "empty", None, 0),
    "a byte-order mark alone": (codecs.BOM_UTF8, "empty", None, 0),
    "one row": (made(BODY[:1]), "rows", None, 1),
    "a header alone": (made([]), "rows", None, 0),
    "a row too few": (made(BODY[:-1]), "rows", None, 19),
    "a row too many": (sized(ROWS[1] + 1, 2), "rows", None, 5001),
    "one column": (made([["1"]] * 20, "a"), "one_column", None, 1),
    "blanks between": (made([["1 2 3"]] * 20, "a b c"), "one_column", None, 1),
    "a column too many": (sized(20, 65), "columns", None, 65),
    "text": (made(changed(7, 2, "tall")), "text", (7, 2, "b", "tall"), 1),
    "a column of text": (made([[*row, "x"] for row in BODY], "a,b,c,d"), "text",
                         (2, 4, "d", "x"), 20),
    "text in the first row of no header": (made(changed(3, 2, "tall"), None), "text",
                                           (2, 2, "", "tall"), 1),
    "long text": (made(changed(7, 2, "t" * 99)), "text", (7, 2, "b", "t" * 24 + "…"), 1),
    "thousands": (made(changed(7, 2, '"1,234.5"')), "text", (7, 2, "b", "1,234.5"), 1),
    "underscores": (made(changed(7, 2, "1_000")), "text", (7, 2, "b", "1_000"), 1),
    "infinity": (made(changed(7, 2, "inf")), "text", (7, 2, "b", "inf"), 1),
    "percent": (made(changed(7, 2, "5 %")), "text", (7, 2, "b", "5 %"), 1),
    "too large a number": (made(changed(7, 2, "1e999")), "too_big", (7, 2, "b", "1e999"), 1),
    "a decimal comma between commas": (made(changed(7, 2, '"1,5"')), "text",
                                       (7, 2, "b", "1,5"), 1),
    "missing": (made(changed(7, 2, "")), "missing", (7, 2, "b", ""), 1),
    "NaN": (made(changed(7, 2, "NaN")), "missing", (7, 2, "b", "NaN"), 1),
    "NA": (made(changed(7, 2, "NA")), "missing", (7, 2, "b", "NA"), 1),
    "a question mark": (made(changed(7, 2, " ? ")), "missing", (7, 2, "b", "?"), 1),
    "missing at the end": (made(changed(21, 3, "")), "missing", (21, 3, "c", ""), 1),
    "mixed separators": (made(BODY[:5], "a;b;c", ";") + made(BODY[5:], None), "ragged",
                         (1, 2, "", ""), 1),
    "mixed separators after a while": (made(BODY[:15], "a;b;c", ";") + made(BODY[15:], None),
                                       "ragged", (17, 2, "b", ""), 1),
    "a row too short without a header": (made([*BODY[:5], ["1", "2"]], None), "ragged",
                                         (6, 3, "", ""), 2),
    "a row too short": (made([*BODY[:5], ["1", "2"], *BODY[5:]]), "ragged", (7, 3, "c", ""), 2),
    "a row too long": (made([*BODY[:5], ["1"] * 4, *BODY[5:]]), "ragged", (7, 4, "", "1"), 4),
    "other separators in a row": (made([*BODY[:5], ["1;2;3"], *BODY[5:]]), "ragged",
                                  (7, 2, "b", ""), 1),
    "a title above": (b"My table\n" + made(BODY), "ragged", (1, 2, "", ""), 1),
    "decimal commas without another separator": (made(commas(BODY), "a,b,c"), "ragged",
                                                 (1, 4, "", ""), 3),
    "points and commas": (made(commas(BODY)[:5] + BODY[5:], "a;b;c", ";"), "mixed_decimals",
                          (7, 1, "a", BODY[5][0]), None),
    "both in one number": (made(commas(changed(7, 2, "1.234,5")), "a;b;c", ";").replace(
        b"1,234,5", b"1.234,5"), "mixed_decimals", (7, 2, "b", "1.234,5"), None),
    "a quote that stays open": (made(changed(7, 2, '"1.5')), "quotes", (7, 2, "b", ""), 0),
    "text after a quote": (made(changed(7, 2, '"1.5"x')), "quotes", (7, 2, "b", ""), 0),
    "a cell without end": (made(changed(7, 2, "1" * 200_000)), "too_long", (7, 2, "b", ""), 0),
    "latin-1": (latin("a,Größe,c\n") + made(BODY, None), "encoding", (1, 2, "", ""), 0),
    "latin-1 further down": (made(BODY) + latin("1,2,ß\n"), "encoding", (22, 3, "", ""), 0),
    "latin-1 behind a mark": (codecs.BOM_UTF8 + latin("a,b,ß\n"), "encoding", (1, 3, "", ""), 0),
    "utf-16 without a mark": ("a,b\n1,2\n".encode("utf-16-le"), "binary", (1, 1, "", ""), 0),
    "utf-16, cut off": (codecs.BOM_UTF16_LE + b"1\x00,", "encoding", (1, 1, "", ""), 0),
    "utf-32": ("a,b\n1,2\n".encode("utf-32"), "binary", (1, 1, "", ""), 0),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "encoding", (1, 1, "", ""), 0),
    "a workbook": (b"PK\x03\x04" + bytes(40), "spreadsheet", None, 0),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "spreadsheet", None, 0),
    "100 MB": (bytes(LARGEST + 1), "too_large", None, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_bad_is_refused_with_its_place(name: str) -> None:
    data, problem, place, count = BAD[name]
    told = refused(data)
    assert told.problem == problem
    if place is not None:
        first = told.places[0]
        assert (first.row, first.column, first.name, first.value) == place
    if count is not None:
        assert told.count == count
    assert "allowed" in str(told)
    assert re.search(rf"{told.problem}", str(told))


def test_only_the_first_few_places_are_named_and_all_are_counted() -> None:
    rows = [["", *row[1:]] for row in BODY]
    told = refused(made(rows))
    assert [place.row for place in told.places] == [2, 3, 4]
    assert told.count == 20
    # text is told before what is missing: it is the column that is not for this
    assert refused(made([["", *row[1:]] for row in changed(9, 2, "x")])).problem == "text"


def test_a_table_is_not_changed_by_who_reads_it() -> None:
    table: Table = read_table(made(BODY))
    with pytest.raises(ValueError, match="read-only"):
        table.x[0, 0] = 1.0


@pytest.mark.parametrize("seed", range(40))
def test_whatever_bytes_come_are_read_or_refused(seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = bytearray(
        spelled(*[(",", False), (";", True), ("\t", False)][seed % 3], "\n", seed % 2 == 1)
    )
    for _ in range(rng.integers(1, 6)):
        at = int(rng.integers(len(data)))
        data[at : at + int(rng.integers(3))] = bytes(
            rng.integers(256, size=int(rng.integers(4))).tolist()
        )
    try:
        table = read_table(bytes(data))
    except TableRefused:
        return
    assert np.isfinite(table.x).all()
    assert table.x.shape == (len(table.rows), len(table.names))


def test_one_bad_cell_is_found_among_many() -> None:
    lines = sized(300, 20).decode().splitlines()
    cells = lines[250].split(",")
    cells[11] = "nan"
    lines[250] = ",".join(cells)
    told = refused("\n".join(lines).encode())
    assert (told.problem, told.places[0].row, told.places[0].column) == ("missing", 251, 12)
