"""What must not be found of a case of the walk lab before it is revealed."""

from __future__ import annotations

from app.labs.walk.phrases import WalkPhrases
from core.labs.walk.lab import WALK
from core.numerics.picture_levels import levels
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue, sent

TOLD = 200  # of a picture's letters: blank rows at the top are nowhere by chance


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """What is decoded and what it is compared with, as pixels and letters; the sentences."""
    happened, say = WALK.outcome(scenario), WalkPhrases("walk")
    images = [*happened.result.images, *happened.compared.images]
    middle = happened.result.images[len(happened.result.images) // 2]
    return [
        *(HiddenValue("reconstruction", sent(image)) for image in images),
        HiddenValue("reconstruction", levels(middle)[TOLD:-TOLD]),
        *(HiddenValue("verdict", say.note(happened, name)) for name in ("result", "compared")),
        HiddenValue("verdict", say.headline(happened)),
        HiddenValue("verdict", say.why(happened)),
    ]
