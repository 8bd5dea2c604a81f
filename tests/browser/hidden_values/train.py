"""What must not be found of a case of the train lab before it is revealed."""

from __future__ import annotations

from app.session.text_catalog import words
from core.labs.train.lab import TRAIN
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """The verdict, the numbers of its reason, the figure's line, the curve's last points."""
    happened, say = TRAIN.outcome(scenario), words("train")
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
