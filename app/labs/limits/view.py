"""The limits lab on the page: what goes in, what comes out, and what that is compared with."""

from __future__ import annotations

from typing import Any

from app.labs.limits.phrases import LimitsPhrases
from app.ui.compared_rows import ComparedRows
from app.ui.components import Prose
from app.ui.figures.image_rows import Images
from app.ui.lab_view import FigureSlot, LabView
from core.labs.limits.question import LimitsObservation, LimitsOutcome

COLUMNS, SIZE = 4, 64  # so that it fits a phone of 360


class LimitsView(LabView):
    """The panels are the same for all four questions; their words are not."""

    panels = (
        FigureSlot("given", sealed=False, note="given_note"),
        FigureSlot("result", "x̂", "reconstruction", note="result_note"),
        FigureSlot("compared", note="compared_note"),
    )

    def build(self) -> None:
        """See `LabView`."""
        self.phrases = LimitsPhrases(self.say)
        self.given = Images("given", COLUMNS, SIZE, high="ink")
        self.given_note = Prose(name="given_note", kind="figure")
        self.rows = ComparedRows(COLUMNS, SIZE)

    def evidence(self) -> list[Any]:
        """See `LabView`."""
        return [self.given.plot, self.given_note]

    def sealed(self) -> list[Any]:
        """See `LabView`."""
        return self.rows.roots()

    def draw_evidence(self, shown: LimitsObservation) -> str:
        """See `LabView`."""
        say = self.phrases
        for name, control in self.settings.controls.items():
            control.label = say.setting(shown, name)
        self.given.show(list(shown.images), say.given_captions(shown), *say.given(shown))
        self.given_note.html = say.given_note(shown)
        return say.brief(shown)

    def clear(self) -> None:
        """See `LabView`."""
        self.rows.clear()

    def draw_outcome(self, happened: LimitsOutcome) -> str:
        """See `LabView`."""
        say = self.phrases
        self.rows.draw(happened, say)
        verdict = self.headed(say.headline(happened), happened.answer, say.why(happened))
        return f"{verdict}<p>{say.beyond(happened)}</p>"

    def next_hint(self) -> str:
        """See `LabView`."""
        return self.phrases.next_hint(self.session.trial_scenario, self.session.next_scenario)
