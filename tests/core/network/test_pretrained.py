"""A network that was provided is read once, under its name."""

from __future__ import annotations

import numpy as np
import pytest

from core.data import provided_files
from core.network.pretrained import network
from core.network.quantized_file import pack
from core.network.training_config import TrainingConfig


@pytest.fixture(autouse=True)
def provided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provided_files, "_held", {})
    made = TrainingConfig(widths=(4, 2, 4)).build(np.random.default_rng(0))
    provided_files.register("network-tiny", pack(made, 6))
    provided_files.register("network-cut", pack(made, 6)[:-1])


def test_it_is_read_once() -> None:
    assert network("tiny").widths == (4, 2, 4)
    assert network("tiny") is network("tiny")


def test_what_is_missing_or_cut_is_told() -> None:
    with pytest.raises(provided_files.MissingData, match="'network-other' has not been provided"):
        network("other")
    with pytest.raises(ValueError, match="no whole compact network"):
        network("cut")
