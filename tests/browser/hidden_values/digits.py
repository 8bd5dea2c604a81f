"""What must not be found of a case of the digits lab before it is revealed."""

from __future__ import annotations

from app.session.text_catalog import words
from app.ui.figures.text_image import ink_rows
from core.labs.digits.lab import DIGITS
from core.network.digit_denoisers import METHODS
from core.numerics.array_types import Floats
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue, sent


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """The clean digit and the reconstructions as pixels, the errors in a row, the verdicts."""
    happened, say = DIGITS.outcome(scenario), words("digits")
    errors = (happened.overall.errors, happened.own.errors)
    return [
        HiddenValue("target", sent(happened.x)),
        *(HiddenValue("target", row) for row in _telling_rows(happened.x, happened.x_tilde)),
        HiddenValue("target", say("figures.clean", digit=happened.label)),
        *(HiddenValue("reconstruction", sent(x_hat)) for x_hat in happened.x_hat),
        *(HiddenValue("error", run=tuple(round(e, 4) for e in four)) for four in errors),
        *(HiddenValue("error", run=four) for four in errors),
        *(HiddenValue("verdict", say(f"verdict.headline.{method}")) for method in METHODS),
        HiddenValue("verdict", f'"answer":"{happened.answer}"'),
    ]


def _telling_rows(x: Floats, x_tilde: Floats) -> list[str]:
    """Rows of the clean digit's table that are no rows of the damaged one's."""
    shown = {row for _, row in ink_rows(x_tilde)}
    rows = [row for _, row in ink_rows(x) if row not in shown]
    return [row for row in rows if len(set(row)) > 3]
