"""What must not be found of a case of the train lab before it is revealed."""

from __future__ import annotations

import json

from app.session.text_catalog import words
from app.ui.film import thousandths
from core.labs.train.damage_left import DamageOutcome
from core.labs.train.decoded_curve import CurveOutcome
from core.labs.train.lab import TRAIN
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue

PLACES = 12  # of a curve: so many numbers are no accident


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """The verdict, the numbers of its reason, and what is drawn of it."""
    happened = TRAIN.outcome(scenario)
    return _of_curve(happened) if isinstance(happened, CurveOutcome) else _of_damage(happened)


def _of_curve(happened: CurveOutcome) -> list[HiddenValue]:
    """The verdict; a first, a middle and the last frame: its line, and where its curve begins."""
    say, frames = words("train"), happened.film.frames
    letter = happened.answer.upper()
    hidden = [
        HiddenValue(
            "verdict", say("verdict.missed", letter=letter, away=f"{max(happened.miss):.2f}")
        )
    ]
    for each in (frames[1], frames[50], frames[-1]):
        line = say("film.frame", step=f"{each.step:,}", error=f"{each.error:.4f}")
        curve = json.dumps(thousandths(each.curve)[:PLACES], separators=(",", ":"))
        hidden += [HiddenValue("error", line), HiddenValue("reconstruction", curve.strip("[]"))]
    return hidden


def _of_damage(happened: DamageOutcome) -> list[HiddenValue]:
    """The figure's line, the curve's last points."""
    say = words("train")
    left = f"{100 * happened.left:.0f}\u00a0%"
    why = say(
        "why.numbers", noisy=f"{happened.noisy:.4f}", error=f"{happened.error:.4f}", left=left,
        clean=f"{happened.clean:.4f}",
    )  # fmt: skip
    headline = say(f"verdict.headline.{happened.answer}", left=left)
    return [
        HiddenValue("verdict", headline),
        HiddenValue("verdict", why),
        HiddenValue("verdict", say("figures.loss", step=happened.steps, left=left)),
        *(HiddenValue("error", row) for row in _rows(happened.seen.left)),
    ]


def _rows(left: tuple[tuple[float, float], ...]) -> list[str]:
    """The last rows of the curve's table, as JSON has them."""
    return [f'["{step:.0f}","{100 * share:.0f}\u00a0%","' for step, share in left[-2:]]
