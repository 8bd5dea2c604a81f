"""The anomaly lab on the page: digits seen and unseen, how badly each comes back, a threshold."""

from __future__ import annotations

from typing import Any

from app.labs.anomaly.own_table import AnomalyTableDrawing
from app.labs.anomaly.phrases import AnomalyPhrases
from app.session.own_table import OwnTable
from app.ui.components import Prose, Slider, lab_input
from app.ui.figures.curves import Curves
from app.ui.figures.histogram import Histogram
from app.ui.figures.image_rows import Images
from app.ui.lab_view import FigureSlot
from app.ui.own_table import OwnTablePanel
from app.ui.own_table_view import OwnTableView
from core.labs.anomaly.lab import EXAMPLES, AnomalyObservation, AnomalyOutcome
from core.labs.anomaly.own_table import ANOMALY_TABLE
from core.stepwise import Step

SIZE = 44  # CSS pixels of a digit
FALSE_ALARMS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0)  # the threshold's positions
USUAL = FALSE_ALARMS.index(0.05)


class AnomalyView(OwnTableView):
    """Examples before; histogram, ROC curve and the best hidden digits after."""

    panels = (
        FigureSlot("evidence", "x", "clean", sealed=False),
        FigureSlot("scores", "e", "error", note="threshold"),
        FigureSlot("roc", note="flagged"),
        FigureSlot("hidden", note="hidden_note"),
    )

    def build(self) -> None:
        """Make the figures and the threshold."""
        self.phrases = AnomalyPhrases(self.say)
        words = self.say.words
        self.examples = Images("evidence", EXAMPLES, SIZE)
        self.scores = Histogram("scores", "error", "ink")
        self.threshold = Slider(
            name="threshold", label=words("threshold.label"), position=USUAL,
            texts=[words("threshold.text", percent=round(100 * share)) for share in FALSE_ALARMS],
            values=list(FALSE_ALARMS), says=lab_input("threshold"),
        )  # fmt: skip
        lines = {
            "chance": ("soft", "dashed"), "threshold": ("action", "dotted"),
            "roc": ("error", "solid"),
        }  # fmt: skip
        self.roc = Curves("roc", lines, words("figures.roc_across"), words("figures.roc_up"))
        self.flagged = Prose(name="flagged", kind="figure", live="status")
        self.hidden = Images("hidden", EXAMPLES, SIZE, high="ink")
        self.hidden_note = Prose(name="hidden_note", kind="figure")
        drawing = AnomalyTableDrawing(self.say)
        self.own_panel = OwnTablePanel(OwnTable(ANOMALY_TABLE), drawing, ("stands_out",))

    def evidence(self) -> list[Any]:
        """Digits of both kinds."""
        return [self.examples.plot]

    def sealed(self) -> list[Any]:
        """Scores, threshold, curve, and the digits that hide best."""
        return [
            self.scores.plot, self.threshold, self.roc.plot, self.flagged, self.hidden.plot,
            self.hidden_note,
        ]  # fmt: skip

    def draw_evidence(self, shown: AnomalyObservation) -> str:
        """Draw examples of what is normal and of what was held out."""
        captions, label, head, rows = self.phrases.evidence(shown)
        self.examples.show([*shown.normal, *shown.unseen], captions, label, head, rows)
        return self.phrases.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        for figure in (self.scores, self.roc, self.hidden):
            figure.clear()
        self.flagged.html = self.hidden_note.html = ""
        self.threshold.position = self.threshold.position if self.session.playing else USUAL

    def draw_snapshot(self, step: Step) -> None:
        """Say what is being done."""
        self.clear()
        self.flagged.html = self.phrases.stage(step.snapshot)

    def draw_outcome(self, happened: AnomalyOutcome) -> str:
        """Draw both kinds' errors, the curve and the best hidden."""
        say = self.phrases
        unseen, normal = happened.scores[happened.unseen], happened.scores[~happened.unseen]
        self.scores.show(unseen, normal, *say.scores(happened))
        places = happened.best_hidden(EXAMPLES)
        captions, label, head, rows = say.hidden(happened, places.tolist())
        pictures = [*happened.x[places], *happened.x_hat[places]]
        self.hidden.show(pictures, captions, label, head, rows)
        self.hidden_note.html = say.hidden_note(happened)
        self._draw_threshold()
        return self.headed(say.headline(happened), happened.answer, say.why(happened))

    def next_hint(self) -> str:
        """What changes."""
        return self.phrases.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def own_input(self, control: str, value: Any) -> None:
        """Draw the threshold, which is moved already."""
        if control != "threshold":
            super().own_input(control, value)
        self._draw_threshold()

    def _draw_threshold(self) -> None:
        """Draw the threshold, and what it flags."""
        happened = self.session.outcome
        if happened is None:
            return
        threshold = happened.threshold(FALSE_ALARMS[self.threshold.position])
        false_alarms, caught = happened.flagged(threshold)
        self.scores.mark(threshold)
        curve = happened.curve
        lines = {
            "chance": [(0.0, 0.0), (1.0, 1.0)],
            "threshold": [(false_alarms, 0.0), (false_alarms, caught)],
            "roc": list(zip(curve.fpr.tolist(), curve.tpr.tolist(), strict=True)),
        }
        titles, label, head, rows = self.phrases.roc(happened, FALSE_ALARMS)
        whole = (0.0, 1.0)
        self.roc.show(lines, titles, label, head, rows, whole, whole)
        self.flagged.html = self.phrases.flagged(happened, false_alarms, caught)
