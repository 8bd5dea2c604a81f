"""What only the outcome of a features case tells, and the page must not hold before the reveal."""

from __future__ import annotations

from app.labs.features.phrases import FeaturesPhrases
from app.ui.lab_phrases import LabPhrases
from core.labs.features.lab import FEATURES
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """Headline, reason, the accuracies' table and the codes."""
    happened, say = FEATURES.outcome(scenario), FeaturesPhrases(LabPhrases("features"))
    rows = say.accuracy(happened.all)[2]
    found = [
        HiddenValue("verdict", say.headline(happened)),
        HiddenValue("verdict", say.why(happened)),
    ]
    found += [HiddenValue("verdict", say.accuracy_note(happened))]
    found += [HiddenValue("error", "\n".join(row)) for row in rows]
    found += [HiddenValue("error", run=(at.raw, at.pca, at.autoencoder)) for at in happened.all]
    for codes in happened.codes:
        found += [HiddenValue("code", run=(float(value),)) for value in codes[:5].ravel()]
    return found
