"""The features lab on the page: labelled digits, accuracies over labels, codes of two numbers."""

from __future__ import annotations

from typing import Any

from app.labs.features.phrases import FeaturesPhrases
from app.ui.components import Prose
from app.ui.figures.curves import Curves
from app.ui.figures.image_rows import Images
from app.ui.figures.scatter import Scatter
from app.ui.lab_view import FigureSlot, LabView
from core.labs.features.lab import (
    LABEL_COUNTS,
    SPACES,
    Accuracy,
    FeaturesObservation,
    FeaturesOutcome,
)
from core.stepwise import Step

COLUMNS, SIZE = 5, 54  # images in a row, CSS pixels of one: so much fits a phone
LINES = {
    "raw": ("corrupted", "dotted"), "pca": ("clean", "dashed"), "autoencoder": ("code", "solid"),
}  # fmt: skip


class FeaturesView(LabView):
    """Labelled digits before; accuracies and codes of two numbers after."""

    panels = (
        FigureSlot("labelled", sealed=False, note="labelled_note"),
        FigureSlot("accuracy", note="accuracy_note"),
        FigureSlot("codes", "z", "code", note="codes_note"),
    )

    def build(self) -> None:
        """Make the figures."""
        self.phrases = FeaturesPhrases(self.say)
        self.labelled = Images("labelled", COLUMNS, SIZE)
        self.labelled_note = Prose(name="labelled_note", kind="figure")
        across, up = self.phrases.axes()
        self.accuracy = Curves("accuracy", LINES, across, up, log_x=True)
        self.accuracy_note = Prose(name="accuracy_note", kind="figure")
        self.codes = Scatter("codes", ("clean", "code"))
        self.codes_note = Prose(name="codes_note", kind="figure")

    def evidence(self) -> list[Any]:
        """The first labelled digits."""
        return [self.labelled.plot, self.labelled_note]

    def sealed(self) -> list[Any]:
        """Accuracies and codes."""
        return [self.accuracy.plot, self.accuracy_note, self.codes.plot, self.codes_note]

    def draw_evidence(self, shown: FeaturesObservation) -> str:
        """Draw the first labelled digits."""
        say, count = self.phrases, 2 * COLUMNS
        samples, labels = shown.samples[:count], [str(label) for label in shown.labels[:count]]
        label, head, rows = say.labelled(labels)
        self.labelled.show(list(samples), labels, label, head, rows)
        self.labelled_note.html = say.labelled_note(shown, count)
        return say.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        self.accuracy.clear()
        self.codes.clear()
        self.accuracy_note.html = self.codes_note.html = ""

    def draw_snapshot(self, step: Step) -> None:
        """Draw the accuracies so far."""
        self.codes.clear()
        self.codes_note.html = ""
        self._draw_accuracy(step.snapshot)

    def draw_outcome(self, happened: FeaturesOutcome) -> str:
        """Draw all accuracies, and codes of two numbers."""
        say = self.phrases
        self._draw_accuracy(happened.all)
        self.accuracy_note.html = say.accuracy_note(happened)
        self.codes_note.html = say.codes_note(happened)
        pca, bent = (code.tolist() for code in happened.codes)
        labels = [str(label) for label in happened.labels]
        self.codes.show((pca, bent), labels, say.titles_of_codes(), *say.codes(happened))
        return self.headed(say.headline(happened), happened.answer, say.why(happened))

    def next_hint(self) -> str:
        """What changes."""
        return self.phrases.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def _draw_accuracy(self, found: tuple[Accuracy, ...]) -> None:
        self.accuracy_note.html = ""
        if not found:
            self.accuracy.clear()
            return
        lines = {space: [(float(at.n), at.of(space)) for at in found] for space in SPACES}
        amounts = LABEL_COUNTS[self.session.scenario.text("reader")]
        ends = (float(amounts[0]), float(amounts[-1]))
        twin = self.phrases.accuracy(found)
        self.accuracy.show(lines, self.phrases.titles(), *twin, ends, (0.0, 1.0))
