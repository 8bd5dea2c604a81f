"""The digits lab on the page: a damaged digit, four reconstructions, their errors, a sheet to draw
on."""

from __future__ import annotations

from typing import Any

from app.labs.digits.phrases import DigitsPhrases
from app.ui.components import Pad, Prose, lab_input
from app.ui.figures.bars import Bars
from app.ui.figures.image_rows import Images
from app.ui.figures.text_image import ink_rows
from app.ui.lab_view import FigureSlot, LabView
from core.data.digit_normalization import DrawingRefused
from core.labs.digits.drawn_digit import DrawnDigit, reconstruct_drawing
from core.labs.digits.lab import DigitsObservation, DigitsOutcome
from core.stepwise import Step

LARGE, SMALL, OWN = 168, 112, 84  # CSS pixels of a digit


class DigitsView(LabView):
    """The case's digit on the left, what the four make of it, and all 1,000 digits as bars."""

    panels = (
        FigureSlot("evidence", "x̃", "corrupted", sealed=False),
        FigureSlot("clean", "x", "clean"),
        FigureSlot("restored", "x̂", "reconstruction"),
        FigureSlot("errors", "e", "error", note="errors_note"),
        FigureSlot("pad"),
        FigureSlot("drawn", note="drawn_note"),
    )

    def build(self) -> None:
        """Make the figures and the sheet."""
        self.phrases = DigitsPhrases(self.say)
        words = self.say.words
        self.evidence_image = Images("evidence", 1, LARGE, high="corrupted")
        self.clean = Images("clean", 1, LARGE)
        self.restored = Images("restored", 2, SMALL, high="reconstruction")
        self.errors = Bars("errors", "error")
        self.errors_note = Prose(name="errors_note", kind="figure")
        self.pad = Pad(
            name="pad", label=words("pad.label"), hint=words("pad.hint"),
            clear=words("pad.clear"), down=words("pad.down"), up=words("pad.up"),
            says=lab_input("pad"),
        )  # fmt: skip
        self.drawn = Images("drawn", 3, OWN, high="ink")
        self.drawn_note = Prose(name="drawn_note", kind="figure", live="status")

    def evidence(self) -> list[Any]:
        """The damaged digit."""
        return [self.evidence_image.plot]

    def sealed(self) -> list[Any]:
        """Clean digit, reconstructions, errors, and the learner's own digit."""
        return [
            self.clean.plot, self.restored.plot, self.errors.plot, self.errors_note,
            self.pad, self.drawn.plot, self.drawn_note,
        ]  # fmt: skip

    def draw_evidence(self, shown: DigitsObservation) -> str:
        """Draw the damaged digit."""
        caption, label, head = self.phrases.evidence(shown)
        self.evidence_image.show([shown.x_tilde], [caption], label, head, ink_rows(shown.x_tilde))
        return self.phrases.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        for figure in (self.clean, self.restored, self.errors):
            figure.clear()
        self.errors_note.html = ""
        playing = self.session.playing
        self.pad.param.update(offered=playing, ink=self.pad.ink if playing else "")
        self._clear_own()

    def draw_snapshot(self, step: Step) -> None:
        """The errors over the digits that have been brought back so far."""
        self.clear()
        seen = step.snapshot
        self.errors_note.html = self.phrases.stage(seen)
        if seen.errors:
            names, texts = self.phrases.so_far(seen)
            label = self.phrases.stage_label(seen)
            self.errors.show(names, seen.errors, texts, None, label, [], [])

    def draw_outcome(self, happened: DigitsOutcome) -> str:
        """Draw the four reconstructions and their errors."""
        say, overall = self.phrases, happened.overall
        caption, label, head = say.clean(happened)
        self.clean.show([happened.x], [caption], label, head, ink_rows(happened.x))
        captions, label, head, rows = say.restored(happened)
        self.restored.show(list(happened.x_hat), captions, label, head, rows)
        names, texts, line, label, head, rows = say.errors(happened)
        self.errors.show(names, overall.errors, texts, (overall.untreated, line), label, head, rows)
        self.errors_note.html = say.own_order(happened)
        self.pad.offered = self.session.playing
        self._draw_own()
        return self.headed(say.headline(happened), happened.answer, say.why(happened))

    def next_hint(self) -> str:
        """What changes."""
        return self.phrases.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def own_input(self, control: str, value: Any) -> None:
        """Draw what comes of the learner's own digit, which is on the sheet already."""
        if control != "pad":
            super().own_input(control, value)
        self._draw_own()

    def _draw_own(self) -> None:
        """Send the learner's own digit through the four, if there is one."""
        happened = self.session.outcome
        if happened is None or not self.pad.offered:
            self._clear_own()
            return
        try:
            drawn: DrawnDigit = reconstruct_drawing(self.pad.ink, happened)
        except DrawingRefused as refused:
            self._clear_own()
            self.drawn_note.html = self.phrases.refused(refused.code if self.pad.ink else "none")
            return
        captions, label, head, rows, note = self.phrases.drawn(drawn)
        self.drawn.show([drawn.x, drawn.x_tilde, *drawn.x_hat], captions, label, head, rows)
        self.drawn_note.html = note

    def _clear_own(self) -> None:
        self.drawn.clear()
        self.drawn_note.html = ""
