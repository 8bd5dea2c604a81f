"""Numbers that answers of the lesson state, and that no claim or storyboard binds."""

from __future__ import annotations

import tomllib
from collections import Counter
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from core.labs.strokes.lab import STROKES
from core.trial.scenario import default_scenario

EN = Path(__file__).resolve().parent.parent / "content" / "en" / "lesson"
SEEDS = range(100)


def answer(item: str) -> str:
    """The model answer of a practice item."""
    items = tomllib.loads((EN / "practice.toml").read_text("utf-8"))["item"]
    (found,) = (one["answer"] for one in items if one["id"] == item)
    return str(found)


def outcomes(width: int, level: float, mode: str) -> Counter[str]:
    """How often each outcome comes, over a hundred masked digits."""
    asked = default_scenario(STROKES.name, STROKES.parameters()).with_values(
        family="segments", m=width, kind="mask", level=level, mode=mode
    )
    return Counter(STROKES.outcome(asked.with_values(seed=seed)).answer for seed in SEEDS)


def test_what_the_changed_program_prints() -> None:
    text = (EN / "toy.py").read_text("utf-8")
    right, wrong = "error = output - clean", "error = output - damaged"
    assert text.count(right) == 1
    with redirect_stdout(StringIO()) as printed:
        exec(compile(text.replace(right, wrong), "toy.py", "exec"), {})
    _, output, before, after = printed.getvalue().splitlines()
    second = output.partition("[")[2].split()[1]
    assert (float(second), before.split()[-1], after.split()[-1]) == (0.05, "0.167", "0.158")
    assert all(number in answer("recall-target") for number in ("0.05", "0.167 to 0.158"))


def test_width_against_damage() -> None:
    recovered = [outcomes(m, level, "denoising")["recovered"] for m, level in
                 ((7, 0.6), (14, 0.6), (7, 0.3))]  # fmt: skip
    assert recovered == [26, 26, 96]
    assert "brings back 26, with seven numbers and with fourteen; with 30 % masked 96" in answer(
        "predict-width"
    )


def test_what_a_short_code_does_without_clean_targets() -> None:
    assert 75 <= outcomes(5, 0.1, "plain")["blend"] <= 85  # "about four in five"
