"""The storyboard's numbers: they fit together, and the update is one step downhill."""

from __future__ import annotations

import numpy as np

from core.theory.worked_example import worked_example


def test_the_numbers_fit_together() -> None:
    p = worked_example()
    assert list(p.x) == [1, 1, 1, 0, 0, 0]
    assert list(p.x_tilde) == [1, 0, 1, 0, 0, 0]
    np.testing.assert_allclose(p.z, np.tanh(p.preactivation))
    np.testing.assert_allclose(p.e, p.x_hat - p.x)
    assert p.error == np.mean(p.e**2)
    assert p.error > p.error_after > p.error_final
    assert (np.round(p.final) == p.x).all()
    assert not (np.round(p.x_hat) == p.x).all()
