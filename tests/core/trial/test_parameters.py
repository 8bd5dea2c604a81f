import math

import numpy as np
import pytest

from core.trial.parameters import (
    Choice,
    Decimal,
    Integer,
    Parameter,
    ParameterKind,
    Problem,
    Value,
    accepts,
    as_number,
    as_text,
)

WIDTH = Integer(1, 7, 3)
SEED = Integer(0, 2**31 - 1, 1)
LEVEL = Decimal(0, 1, 0.05, 0.4)
SIGMA = Decimal(0.1, 2.0, 0.1, 0.5)


@pytest.mark.parametrize(
    ("kind", "value", "used", "problem"),
    [
        (WIDTH, "3", 3, None),
        (WIDTH, " 007 ", 7, None),
        (WIDTH, "+3", 3, None),
        (WIDTH, "3.0", 3, None),
        (WIDTH, "30e-1", 3, None),
        (WIDTH, 3.0, 3, None),
        (WIDTH, np.int64(3), 3, None),
        (WIDTH, "0", 1, "out_of_range"),
        (WIDTH, "99", 7, "out_of_range"),
        (WIDTH, "-3", 1, "out_of_range"),
        (WIDTH, "7.1", 7, "out_of_range"),
        (WIDTH, "9" * 9999, 7, "out_of_range"),
        (WIDTH, "-" + "9" * 9999, 1, "out_of_range"),
        (WIDTH, "1e999", 7, "out_of_range"),
        (WIDTH, "3.4", 3, "not_whole"),
        (WIDTH, "3.5", 4, "not_whole"),
        (WIDTH, "many", 3, "not_a_number"),
        (WIDTH, "½", 3, "not_a_number"),
        (WIDTH, "٣", 3, "not_a_number"),
        (WIDTH, "\uff13", 3, "not_a_number"),
        (WIDTH, "1_0", 3, "not_a_number"),
        (WIDTH, "0x3", 3, "not_a_number"),
        (WIDTH, "3;", 3, "not_a_number"),
        (WIDTH, "", 3, "not_a_number"),
        (WIDTH, True, 3, "not_a_number"),
        (WIDTH, None, 3, "not_a_number"),
        (SEED, "2147483647", 2147483647, None),
        (SEED, "2147483648", 2147483647, "out_of_range"),
        (SEED, "2147483646.0", 2147483646, None),
        (SEED, "-1", 0, "out_of_range"),
        (LEVEL, "0.4", 0.4, None),
        (LEVEL, ".4", 0.4, None),
        (LEVEL, "1", 1.0, None),
        (LEVEL, 1, 1.0, None),
        (LEVEL, "-0", 0.0, None),
        (LEVEL, 0.1 + 0.2, 0.3, None),
        (LEVEL, "0.42", 0.4, "off_step"),
        (LEVEL, "0.43", 0.45, "off_step"),
        (LEVEL, "-1", 0.0, "out_of_range"),
        (LEVEL, "1.01", 1.0, "out_of_range"),
        (LEVEL, "1e999", 1.0, "out_of_range"),
        (LEVEL, "-1e999", 0.0, "out_of_range"),
        (LEVEL, "nan", 0.4, "not_a_number"),
        (LEVEL, "inf", 0.4, "not_a_number"),
        (LEVEL, "-Infinity", 0.4, "not_a_number"),
        (LEVEL, math.nan, 0.4, "not_a_number"),
        (LEVEL, math.inf, 0.4, "not_a_number"),
        (LEVEL, "0,4", 0.4, "not_a_number"),
        (LEVEL, "40%", 0.4, "not_a_number"),
        (SIGMA, "0.05", 0.1, "out_of_range"),
        (SIGMA, "0.3", 0.3, None),
        (SIGMA, "1.96", 2.0, "off_step"),
        (Choice(("a", "b"), "b"), "a", "a", None),
        (Choice(("a", "b"), "b"), "A", "a", None),
        (Choice(("a", "b"), "b"), "ab", "b", "unknown_choice"),
        (Choice(("a", "b"), "b"), 1, "b", "unknown_choice"),
    ],
)
def test_nearest(kind: ParameterKind, value: object, used: Value, problem: Problem | None) -> None:
    got = kind.nearest(value)
    assert got == (used, problem)
    assert type(got[0]) is type(used)
    assert accepts(kind, got[0])


@pytest.mark.parametrize("kind", [LEVEL, SIGMA, Decimal(-1, 1, 0.25, 0), Decimal(0, 0.3, 0.1, 0)])
def test_every_step_is_on_the_grid_and_prints_short(kind: Decimal) -> None:
    steps = round((kind.hi - kind.lo) / kind.step)
    grid = [kind.nearest(kind.lo + index * kind.step)[0] for index in range(steps + 1)]
    assert grid[0] == kind.lo
    assert grid[-1] == kind.hi
    assert sorted(set(grid)) == grid
    for value in grid:
        assert len(as_text(value)) <= 5
        assert kind.nearest(as_text(value)) == (value, None)


@pytest.mark.parametrize(
    ("kind", "value", "allowed"),
    [
        (WIDTH, 3, True),
        (WIDTH, 3.0, False),
        (WIDTH, True, False),
        (WIDTH, "3", False),
        (WIDTH, 8, False),
        (LEVEL, 0.4, True),
        (LEVEL, 0, False),
        (LEVEL, 0.41, False),
        (LEVEL, 0.1 + 0.2, False),
        (LEVEL, math.nan, False),
        (Choice(("a", "b"), "a"), "b", True),
        (Choice(("a", "b"), "a"), "c", False),
    ],
)
def test_accepts_only_the_exact_value(kind: ParameterKind, value: object, allowed: bool) -> None:
    assert accepts(kind, value) is allowed


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.4, "0.4"), (1.0, "1"), (100.0, "100"), (-0.0, "0"), (1e-7, "0.0000001"), (3, "3")],
)  # fmt: skip
def test_as_text_is_shortest(value: Value, text: str) -> None:
    assert as_text(value) == text


def test_a_text_beyond_floats_is_a_number_beyond_any_range() -> None:
    assert as_number("1e999") == math.inf
    assert as_number("inf") is None


def test_declarations_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="distinct"):
        Choice((), "a")
    with pytest.raises(ValueError, match="distinct"):
        Choice(("a", "A"), "a")
    with pytest.raises(ValueError, match="default 'c'"):
        Choice(("a", "b"), "c")
    with pytest.raises(ValueError, match="got 3 and 2"):
        Integer(3, 2, 3)
    with pytest.raises(ValueError, match="within"):
        Integer(0, 2**53 + 1, 0)
    with pytest.raises(ValueError, match="default 4"):
        Integer(1, 3, 4)
    with pytest.raises(ValueError, match="step must divide"):
        Decimal(0, 1, 0.3, 0)
    with pytest.raises(ValueError, match="step > 0"):
        Decimal(0, 1, 0, 0)
    with pytest.raises(ValueError, match="finite"):
        Decimal(0, math.inf, 1, 0)
    with pytest.raises(ValueError, match=r"default 0\.05"):
        Decimal(0, 1, 0.1, 0.05)
    for name in ("lab", "", "a b", "m&n"):
        with pytest.raises(ValueError, match="name"):
            Parameter(name, WIDTH)
