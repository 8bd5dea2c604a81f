"""The anomaly lab's question on a table: what stands out, and that no row is scored by its own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from core.data.csv_table import read_table
from core.data.prepared_table import PARTS, PreparedTable, prepare
from core.labs.anomaly.own_table import ANOMALY_TABLE, rows_asked_about, stands_out
from core.numerics.array_types import Floats
from core.stepwise import run_to_end


def line(n: int = 60) -> Floats:
    """Four columns that all tell one number, with a little noise."""
    rng = np.random.default_rng(4)
    each = np.outer(rng.standard_normal(n), [1.0, -2.0, 0.5, 3.0])
    return np.asarray(each + 0.05 * rng.standard_normal((n, 4)))


def made(x: Floats) -> PreparedTable:
    lines = [",".join(map(repr, row.tolist())) for row in x]
    return prepare(read_table("\n".join(["a,b,c,d", *lines]).encode()))


def test_a_row_that_breaks_the_pattern_stands_out_though_no_value_does() -> None:
    x = line()
    x[7] = [1.0, 2.0, 0.5, 3.0]  # each value is usual; the second has the wrong sign
    table = made(x)
    happened = run_to_end(ANOMALY_TABLE.run(table, 1))
    assert happened.highest(1).tolist() == [7]
    assert table.rows[7] == 9
    assert (happened.rank(0, 7), happened.rank(1, 7)) == (1, 1)
    assert table.names[happened.worst[7]] == "b"
    assert happened.scores[0, 7] > 10 * happened.median(0)


def test_a_row_is_scored_by_what_has_not_seen_it() -> None:
    x = line()
    table = made(x)
    happened = run_to_end(ANOMALY_TABLE.run(table, 1))
    for part in range(PARTS):
        rows = table.divided(part)
        _, vectors = np.linalg.eigh(np.cov(rows.train.T, bias=True))
        first = vectors[:, -1:]
        left = rows.test - rows.test @ first @ first.T
        np.testing.assert_allclose(happened.scores[1, rows.places], (left**2).mean(axis=1))


def test_the_pair_is_chosen_by_what_is_seen() -> None:
    x = np.random.default_rng(1).uniform(-1, 1, (40, 4))
    x[5] = [2.0, 2.0, 2.0, 2.0]  # the farthest
    x[9, 2] = -3.5  # the most extreme value
    assert rows_asked_about(made(x)) == (5, 9)
    x[5, 2] = 9.0  # both
    far, extreme = rows_asked_about(made(x))
    assert (far, extreme) == (5, 9)


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [((2, 2), (1, 1), "first"), ((1, 1), (2, 2), "second"), ((1, 2), (2, 1), "disagree"),
     ((1, 1), (1, 2), "disagree")],
)  # fmt: skip
def test_which_of_two_stands_out(
    first: tuple[int, int], second: tuple[int, int], answer: str
) -> None:
    assert stands_out(np.array([first, second], dtype=float).T, (0, 1)) == answer


def test_steps_count_through_all_parts() -> None:
    steps = list(ANOMALY_TABLE.run(made(line()), 1))
    assert steps[-1].done == steps[-1].total
    known = [int(np.isfinite(step.snapshot.scores).sum()) for step in steps]
    assert (known[0], known == sorted(known)) == (0, True)
    assert all(later.done > before.done for before, later in pairwise(steps))


def test_ranks_by_hand() -> None:
    happened = run_to_end(ANOMALY_TABLE.run(made(line()), 1))
    order = happened.highest(60)
    assert [happened.rank(0, int(place)) for place in order[:3]] == [1, 2, 3]
    assert happened.answers["stands_out"] in ANOMALY_TABLE.questions(True)["stands_out"]
