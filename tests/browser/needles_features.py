"""What must not be found of the features lab before the reveal; see `tests/browser/needles.py`."""

from __future__ import annotations

from app.bench.wording import Wording
from app.labs.features_phrases import FeaturesPhrases
from core.labs.features import FEATURES
from core.scenario import Scenario
from tests.browser.needles import Needle


def needles(scenario: Scenario) -> list[Needle]:
    """Headline, reason, the accuracies' table and the codes."""
    happened, say = FEATURES.outcome(scenario), FeaturesPhrases(Wording("features"))
    rows = say.accuracy(happened.all)[2]
    found = [Needle("verdict", say.headline(happened)), Needle("verdict", say.why(happened))]
    found += [Needle("verdict", say.accuracy_note(happened))]
    found += [Needle("error", "\n".join(row)) for row in rows]
    found += [Needle("error", run=(at.raw, at.pca, at.autoencoder)) for at in happened.all]
    for codes in happened.codes:
        found += [Needle("code", run=(float(value),)) for value in codes[:5].ravel()]
    return found
