"""Standardising: a case by hand, columns without deviation, what the units do to other rows."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.standardization import fit


def test_a_case_by_hand() -> None:
    # 1, 3 has mean 2, deviation 1; 10, 30 has 20 and 10
    units = fit(np.array([[1.0, 10.0], [3.0, 30.0]]))
    np.testing.assert_array_equal(units.mean, [2.0, 20.0])
    np.testing.assert_array_equal(units.scale, [1.0, 10.0])
    np.testing.assert_array_equal(units.apply(np.array([5.0, 0.0])), [3.0, -2.0])


def test_what_it_was_fitted_to_has_mean_0_and_deviation_1() -> None:
    x = np.random.default_rng(0).gamma(2.0, 3.0, (50, 4))
    z = fit(x).apply(x)
    np.testing.assert_allclose(z.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(z.std(axis=0), 1.0)


@pytest.mark.parametrize("value", [0.0, 0.1, 1e9 + 0.1])
def test_a_column_without_deviation_keeps_its_unit(value: float) -> None:
    x = np.full((7, 2), value)
    x[:, 0] = np.arange(7.0)
    units = fit(x)
    assert units.scale[1] == 1.0
    assert np.isfinite(units.apply(x + 1.0)).all()


def test_what_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError, match="allowed: finite numbers"):
        fit(np.array([[1.0], [np.nan]]))
