"""What is kept is what would be computed; whatever decides it, decides where it lies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from tests import outcomes

CASE = default_scenarios("toy")[0]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    families = tmp_path / "families"
    shutil.copytree(outcomes.FAMILIES, families)
    monkeypatch.setattr(outcomes, "FAMILIES", families)
    monkeypatch.setattr(outcomes, "KEPT", tmp_path / "kept")
    outcomes._decides.cache_clear()
    yield tmp_path / "kept"
    outcomes._decides.cache_clear()


def test_the_second_time_it_is_read_and_is_the_same(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = outcomes.outcome_of(STROKES, CASE)
    assert first.answer == STROKES.outcome(CASE).answer
    assert len(list(kept.glob("*/*"))) == 1
    monkeypatch.setattr(type(STROKES), "outcome", None)
    again = outcomes.outcome_of(STROKES, CASE)
    assert (again.answer, again.x.tolist()) == (first.answer, first.x.tolist())


def test_another_case_is_another_file_and_other_patterns_are_another_folder(kept: Path) -> None:
    outcomes.outcome_of(STROKES, CASE)
    outcomes.outcome_of(STROKES, CASE.with_values(seed=77))
    (folder,) = kept.iterdir()
    assert len(list(folder.iterdir())) == 2
    with (outcomes.FAMILIES / "toy.toml").open("a") as family:
        family.write("# another\n")
    outcomes._decides.cache_clear()
    outcomes.outcome_of(STROKES, CASE)
    assert not folder.exists()  # of older code or data nothing is left
    assert len(list(kept.glob("*/*"))) == 1


def test_what_is_large_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "LARGEST", 100)
    assert outcomes.outcome_of(STROKES, CASE).answer == STROKES.outcome(CASE).answer
    assert not kept.exists()
