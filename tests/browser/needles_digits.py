"""What must not be found of a case of the digits lab before it is revealed."""

from __future__ import annotations

from app.figures.ink_rows import ink_rows
from app.words import words
from core.labs.digits import DIGITS
from core.patterns import Floats
from core.restorers import METHODS
from core.scenario import Scenario
from tests.browser.needles import Needle, sent


def needles(scenario: Scenario) -> list[Needle]:
    """The clean digit and the reconstructions as pixels, the errors in a row, the verdicts."""
    happened, say = DIGITS.outcome(scenario), words("digits")
    errors = (happened.overall.errors, happened.own.errors)
    return [
        Needle("target", sent(happened.x)),
        *(Needle("target", row) for row in _telling_rows(happened.x, happened.x_tilde)),
        Needle("target", say("figures.clean", digit=happened.label)),
        *(Needle("reconstruction", sent(x_hat)) for x_hat in happened.x_hat),
        *(Needle("error", run=tuple(round(e, 4) for e in four)) for four in errors),
        *(Needle("error", run=four) for four in errors),
        *(Needle("verdict", say(f"verdict.headline.{method}")) for method in METHODS),
        Needle("verdict", f'"answer":"{happened.answer}"'),
    ]


def _telling_rows(x: Floats, x_tilde: Floats) -> list[str]:
    """Rows of the clean digit's table that are no rows of the damaged one's."""
    shown = {row for _, row in ink_rows(x_tilde)}
    rows = [row for _, row in ink_rows(x) if row not in shown]
    return [row for row in rows if len(set(row)) > 3]
