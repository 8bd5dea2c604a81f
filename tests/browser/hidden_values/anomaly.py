"""What must not be found of a case of the anomaly lab before it is revealed."""

from __future__ import annotations

from app.session.text_catalog import words
from core.labs.anomaly.lab import ANOMALY, BANDS, EXAMPLES
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue, sent


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """What comes back as pixels, scores and curve in a row, the verdicts."""
    happened, say = ANOMALY.outcome(scenario), words("anomaly")
    places = happened.best_hidden(EXAMPLES)
    scores = tuple(round(float(happened.scores[place]), 3) for place in places)
    caught = happened.curve.tpr[1:]
    telling = tuple(float(at) for at in caught[(caught > 0) & (caught < 1)][:12])
    auroc = f"{happened.auroc:.3f}"
    return [
        *(HiddenValue("reconstruction", sent(happened.x_hat[place])) for place in places),
        HiddenValue("error", run=scores),
        HiddenValue("weights", run=telling),
        *(
            HiddenValue("verdict", say(f"verdict.headline.{name}", held=happened.held))
            for name in BANDS
        ),
        HiddenValue("verdict", say("figures.roc", held=happened.held, auroc=auroc)),
        HiddenValue("verdict", f'"answer":"{happened.answer}"'),
    ]
