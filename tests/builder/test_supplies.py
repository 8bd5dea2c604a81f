"""The labs' data on the site: every file by its name, figures apart, and never too much of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder import supplies as module
from builder.failure import BuildError
from builder.networks import Trained
from builder.supplies import FIGURES, digits, supply
from core import supplies


@pytest.fixture(autouse=True)
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Trained]:
    found = [Trained("sent", b"weights", {"bytes": 7}), Trained("kept", None, {})]
    monkeypatch.setattr(module, "networks", lambda digits, cache: found)
    monkeypatch.setattr(supplies, "_held", {})
    return found


def test_all_that_is_sent_is_provided_and_placed(tmp_path: Path) -> None:
    placed = supply(tmp_path, tmp_path / "cache")
    assert set(placed) == {*digits(), "network-sent"}
    for name, path in placed.items():
        assert (tmp_path / path).read_bytes() == supplies.supplied(name)
    figures = json.loads((tmp_path / FIGURES).read_text("utf-8"))
    assert figures["networks"] == {"sent": {"bytes": 7}, "kept": {}}


def test_too_much_is_refused(tmp_path: Path, trained: list[Trained]) -> None:
    trained.append(Trained("large", bytes(module.MOST), {}))
    with pytest.raises(BuildError, match=r"has 1,93\d,\d+ bytes; allowed: 1,500,000"):
        supply(tmp_path, tmp_path / "cache")
