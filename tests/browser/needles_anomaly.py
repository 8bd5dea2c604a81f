"""What must not be found of a case of the anomaly lab before it is revealed."""

from __future__ import annotations

from app.words import words
from core.labs.anomaly import ANOMALY, BANDS, EXAMPLES
from core.scenario import Scenario
from tests.browser.needles import Needle, sent


def needles(scenario: Scenario) -> list[Needle]:
    """What comes back as pixels, scores and curve in a row, the verdicts."""
    happened, say = ANOMALY.outcome(scenario), words("anomaly")
    places = happened.best_hidden(EXAMPLES)
    scores = tuple(round(float(happened.scores[place]), 3) for place in places)
    caught = happened.curve.caught[1:]
    telling = tuple(float(at) for at in caught[(caught > 0) & (caught < 1)][:12])
    auroc = f"{happened.auroc:.3f}"
    return [
        *(Needle("reconstruction", sent(happened.x_hat[place])) for place in places),
        Needle("error", run=scores),
        Needle("weights", run=telling),
        *(Needle("verdict", say(f"verdict.headline.{name}", held=happened.held)) for name in BANDS),
        Needle("verdict", say("figures.roc", held=happened.held, auroc=auroc)),
        Needle("verdict", f'"answer":"{happened.answer}"'),
    ]
