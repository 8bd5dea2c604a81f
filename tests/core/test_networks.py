"""A network that was provided is read once, under its name."""

from __future__ import annotations

import numpy as np
import pytest

from core import supplies
from core.compact import pack
from core.networks import network
from core.recipe import Recipe


@pytest.fixture(autouse=True)
def provided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supplies, "_held", {})
    made = Recipe(widths=(4, 2, 4)).build(np.random.default_rng(0))
    supplies.provide("network-tiny", pack(made, 6))
    supplies.provide("network-cut", pack(made, 6)[:-1])


def test_it_is_read_once() -> None:
    assert network("tiny").widths == (4, 2, 4)
    assert network("tiny") is network("tiny")


def test_what_is_missing_or_cut_is_told() -> None:
    with pytest.raises(supplies.Missing, match="'network-other' has not been provided"):
        network("other")
    with pytest.raises(ValueError, match="no whole compact network"):
        network("cut")
