"""The labs' data on the site: every file by its name, figures apart, and never too much of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.models import lab_data as module
from builder.models.lab_data import FIGURES, digits, lab_data, tables
from builder.models.networks import Trained
from core.data import provided_files


@pytest.fixture(autouse=True)
def trained(monkeypatch: pytest.MonkeyPatch) -> list[Trained]:
    found = [Trained("sent", b"weights", {"bytes": 7}), Trained("kept", None, {})]
    monkeypatch.setattr(module, "networks", lambda digits, cache: found)
    monkeypatch.setattr(provided_files, "_held", {})
    return found


def test_all_that_is_sent_is_provided_and_placed(tmp_path: Path) -> None:
    placed = lab_data(tmp_path, tmp_path / "cache")
    assert set(placed) == {*digits(), *tables(), "network-sent"}
    for name, path in placed.items():
        assert (tmp_path / path).read_bytes() == provided_files.data_file(name)
    figures = json.loads((tmp_path / FIGURES).read_text("utf-8"))
    assert figures["networks"] == {"sent": {"bytes": 7}, "kept": {}}


def test_too_much_is_refused(tmp_path: Path, trained: list[Trained]) -> None:
    trained.append(Trained("large", bytes(module.MOST), {}))
    with pytest.raises(BuildError, match=r"has 2,4\d\d,\d+ bytes; allowed: 2,000,000"):
        lab_data(tmp_path, tmp_path / "cache")
