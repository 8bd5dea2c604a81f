"""What must not be found of a case of the limits lab before it is revealed."""

from __future__ import annotations

from app.labs.limits.phrases import LimitsPhrases
from app.ui.figures.text_image import ink_rows
from app.ui.lab_phrases import LabPhrases
from core.labs.limits.lab import LIMITS
from core.trial.scenario import Scenario
from tests.browser.hidden_values.strokes import HiddenValue, sent

TELLING = 3  # different figures in a row of ink that is nowhere by chance


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """What came out and what it is compared with, as pixels; captions in a row; the sentences."""
    happened, say = LIMITS.outcome(scenario), LimitsPhrases(LabPhrases("limits"))
    shown = {sent(image) for image in LIMITS.observe(scenario).images}
    rows = (happened.result, happened.compared)
    images = [image for row in rows for image in row.images]
    lines = [text.replace("\n", r"\n") for text in say.captions(happened, "result")]  # as JSON
    return [
        *(
            HiddenValue("reconstruction", sent(image))
            for image in images
            if sent(image) not in shown
        ),
        *(HiddenValue("reconstruction", row) for row in _inked(scenario)),
        *([HiddenValue("verdict", '","'.join(lines))] if len(set(lines)) > 1 else []),
        *(HiddenValue("verdict", say.note(happened, name)) for name in ("result", "compared")),
        HiddenValue("verdict", say.headline(happened)),
        HiddenValue("verdict", say.why(happened)),
    ]


def _inked(scenario: Scenario) -> list[str]:
    """Rows of what came out as its table has them, but for those that the evidence has, too."""
    happened = LIMITS.outcome(scenario)
    if len(happened.result.readings) > 1:  # the table is of readings
        return []
    seen = {row for image in LIMITS.observe(scenario).images for _, row in ink_rows(image)}
    rows = {row for image in happened.result.images for _, row in ink_rows(image)}
    return sorted(row for row in rows - seen if len(set(row)) > TELLING)
