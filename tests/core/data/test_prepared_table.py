"""A table made ready: constant columns, parts, and units that know nothing of the rows held out."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.csv_records import TableRefused
from core.data.csv_table import read_table
from core.data.prepared_table import PARTS, PreparedTable, prepare
from core.numerics.array_types import Floats


def table(x: Floats, names: str) -> PreparedTable:
    rows = [",".join(repr(float(value)) for value in row) for row in x]
    return prepare(read_table("\n".join([names, *rows]).encode()))


def some(n: int = 22, d: int = 3) -> Floats:
    return np.random.default_rng(5).standard_normal((n, d))


def test_constant_columns_are_left_out_and_named() -> None:
    x = np.column_stack([some(22, 1), np.full(22, 7.5), some(22, 1) + 100, np.zeros(22)])
    made = table(x, "a,same,b,nought")
    assert (made.names, made.columns) == (("a", "b"), (1, 3))
    told = [(each.column, each.name, each.value) for each in made.dropped]
    assert told == [(2, "same", "7.5"), (4, "nought", "0")]
    np.testing.assert_allclose(made.x, x[:, [0, 2]] / np.abs(x[:, [0, 2]]).max(axis=0))


@pytest.mark.parametrize("varying", [0, 1])
def test_a_table_of_constants_is_refused(varying: int) -> None:
    x = np.ones((20, 3))
    x[:, :varying] = some(20, varying)
    with pytest.raises(TableRefused) as told:
        table(x, "a,b,c")
    assert (told.value.problem, told.value.count) == ("constant", varying)
    assert [place.column for place in told.value.places] == list(range(varying + 1, 4))


@pytest.mark.parametrize("n", [20, 21, 22, 23])
def test_each_row_is_held_out_once_and_parts_are_alike(n: int) -> None:
    made = table(some(n), "a,b,c")
    places = [made.divided(part).places for part in range(PARTS)]
    np.testing.assert_array_equal(np.sort(np.concatenate(places)), np.arange(n))
    assert {len(each) for each in places} <= {n // PARTS, -(-n // PARTS)}
    np.testing.assert_array_equal(made.part, table(some(n), "a,b,c").part)


def test_a_row_that_is_held_out_leaves_the_units_alone() -> None:
    x = some()
    before = table(x, "a,b,c")
    held = before.divided(1)
    np.testing.assert_allclose(held.train.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(held.train.std(axis=0), 1.0)
    by_hand = x[before.part != 1]
    np.testing.assert_allclose(
        held.test, (x[held.places] - by_hand.mean(axis=0)) / by_hand.std(axis=0)
    )
    x[held.places[0]] *= 1e6
    np.testing.assert_allclose(table(x, "a,b,c").divided(1).train, held.train, atol=1e-9)


@pytest.mark.parametrize("size", [1e-100, 1.0, 1e100])
def test_numbers_of_any_size_stay_numbers(size: float) -> None:
    x = some() * size
    x[3] = size * 1e-9
    made = table(np.clip(x, -1e100, 1e100), "a,b,c")
    for part in range(PARTS):
        rows = made.divided(part)
        assert np.isfinite(rows.train).all()
        assert np.isfinite(rows.test.astype(np.float32)).all()


def test_widths_stay_below_columns_and_rows() -> None:
    assert table(some(20, 3), "a,b,c").widths((1, 2, 3, 4)) == (1, 2)
    wide = table(some(20, 30), ",".join(f"c{at}" for at in range(30)))
    assert wide.widths((1, 8, 14, 15, 16)) == (1, 8, 14)
    assert table(some(20, 2), "a,b").widths((1, 2)) == (1,)
