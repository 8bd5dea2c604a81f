"""What only the outcome of a pca case tells, and the page must not hold before the reveal."""

from __future__ import annotations

from app.labs.pca.phrases import PcaPhrases
from app.ui.lab_phrases import LabPhrases
from core.labs.pca.convergence import ConvergenceOutcome
from core.labs.pca.lab import PCA
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """Headline, reason, the curve's and the pictures' tables, and numbers with many digits."""
    happened, say = PCA.outcome(scenario), PcaPhrases(LabPhrases("pca"))
    found = [
        HiddenValue("verdict", say.headline(happened)),
        HiddenValue("verdict", say.why(happened)),
    ]
    if isinstance(happened, ConvergenceOutcome):
        rows = [*say.angles(happened.curve)[2], *say.weights(happened)[3]]
        numbers = [*happened.curve.angles[:8], *happened.curve.losses[:8]]
        numbers += [float(weight) for weight in happened.decoder.ravel()[:8]]
    else:
        rows = say.digits(happened)[3]
        rows += say.errors(happened.curve)[2] if happened.curve.epochs else []
        numbers = [
            happened.pca_error,
            happened.autoencoder_error,
            *happened.curve.unseen,
            *happened.errors.ravel(),
        ]
    found += [HiddenValue("error", "\n".join(row)) for row in rows if len("".join(row)) > 12]
    return found + [HiddenValue("error", run=(float(number),)) for number in numbers]
