"""What must not be found of the pca lab before the reveal; see `tests/browser/needles.py`."""

from __future__ import annotations

from app.bench.wording import Wording
from app.labs.pca_phrases import PcaPhrases
from core.closing import Closed
from core.labs.pca import PCA
from core.scenario import Scenario
from tests.browser.needles import Needle


def needles(scenario: Scenario) -> list[Needle]:
    """Headline, reason, the curve's and the pictures' tables, and numbers with many digits."""
    happened, say = PCA.outcome(scenario), PcaPhrases(Wording("pca"))
    found = [Needle("verdict", say.headline(happened)), Needle("verdict", say.why(happened))]
    if isinstance(happened, Closed):
        rows = [*say.angles(happened.curve)[2], *say.weights(happened)[3]]
        numbers = [*happened.curve.angles[:8], *happened.curve.losses[:8]]
        numbers += [float(weight) for weight in happened.decoder.ravel()[:8]]
    else:
        rows = say.digits(happened)[3]
        rows += say.errors(happened.curve)[2] if happened.curve.epochs else []
        numbers = [happened.flat, happened.curved, *happened.curve.unseen, *happened.errors.ravel()]
    found += [Needle("error", "\n".join(row)) for row in rows if len("".join(row)) > 12]
    return found + [Needle("error", run=(float(number),)) for number in numbers]
