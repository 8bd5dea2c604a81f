"""The pca lab on the page: how the data vary, what closed or won while it trained, and pictures."""

from __future__ import annotations

import math
from typing import Any

from app.labs.pca.own_table import PcaTableDrawing
from app.labs.pca.phrases import PcaPhrases
from app.session.own_table import OwnTable
from app.ui.components import Prose
from app.ui.figures.curves import Curves, Points
from app.ui.figures.image_rows import Images
from app.ui.figures.variance_bars import Spectrum
from app.ui.lab_view import FigureSlot
from app.ui.own_table import OwnTablePanel
from app.ui.own_table_view import OwnTableView
from core.data.pca_datasets import as_images
from core.labs.pca import convergence, nonlinear_comparison
from core.labs.pca.lab import PcaObservation
from core.labs.pca.own_table import PCA_TABLE
from core.stepwise import Step

SIZE = 56  # CSS pixels of a picture
MOST = 5  # pictures in a row: so many fit a phone
FEW = 4
LEAST = 1e-6  # radians: the lower end of the curve
LINES = {
    "angle": ("code", "solid"), "closed": ("soft", "dotted"),
    "unseen": ("reconstruction", "solid"), "learned": ("clean", "dotted"),
    "flat": ("corrupted", "dashed"),
}  # fmt: skip


class PcaView(OwnTableView):
    """Variances before; a curve, and weights or digits, after."""

    panels = (
        FigureSlot("spectrum", sealed=False, note="spectrum_note"),
        FigureSlot("curve", note="curve_note"),
        FigureSlot("pictures", note="pictures_note"),
    )

    def build(self) -> None:
        """Make the figures."""
        self.phrases = PcaPhrases(self.say)
        self.spectrum = Spectrum("spectrum")
        self.spectrum_note = Prose(name="spectrum_note", kind="figure")
        self.curve = Curves("curve", LINES, "", "", log_y=True)
        self.curve_note = Prose(name="curve_note", kind="figure")
        self.pictures = Images("pictures", MOST, SIZE)
        self.pictures_note = Prose(name="pictures_note", kind="figure")
        drawing = PcaTableDrawing(self.say)
        self.own_panel = OwnTablePanel(OwnTable(PCA_TABLE), drawing, ("kept", "better"))

    def evidence(self) -> list[Any]:
        """How the data vary."""
        return [self.spectrum.plot, self.spectrum_note]

    def sealed(self) -> list[Any]:
        """The curve and the pictures."""
        return [self.curve.plot, self.curve_note, self.pictures.plot, self.pictures_note]

    def draw_evidence(self, shown: PcaObservation) -> str:
        """Draw the variances."""
        texts, label, head, rows = self.phrases.spectrum(shown)
        self.spectrum.show(shown.shares, shown.k, texts, label, head, rows)
        self.spectrum_note.html = self.phrases.spectrum_note(shown)
        return self.phrases.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        self.curve.clear()
        self.pictures.clear()
        self.curve_note.html = self.pictures_note.html = ""

    def draw_snapshot(self, step: Step) -> None:
        """Draw the curve so far."""
        self.pictures.clear()
        self.pictures_note.html = ""
        self._draw_curve(step.snapshot, step.total)

    def draw_outcome(
        self, happened: convergence.ConvergenceOutcome | nonlinear_comparison.ComparisonOutcome
    ) -> str:
        """Draw the curve to its end, and the pictures."""
        say = self.phrases
        if isinstance(happened, convergence.ConvergenceOutcome):
            self._draw_curve(happened.curve, happened.steps)
            k, shown = happened.k, self.session.observation
            images = as_images(shown.data, happened.decoder, happened.components)
            self.pictures.columns = k if k <= MOST else FEW
            self.pictures.show(images, *say.weights(happened))
            self.pictures_note.html = say.weights_note(k)
        else:
            self._draw_curve(happened.curve, 0)
            if not happened.curve.epochs:
                self.curve_note.html = say.curve_note("ready")
            images = [*happened.x, *happened.x_pca, *happened.x_autoencoder]
            self.pictures.columns = len(happened.x)
            self.pictures.show(images, *say.digits(happened))
            self.pictures_note.html = say.digits_note()
        return self.headed(say.headline(happened), happened.answer, say.why(happened))

    def next_hint(self) -> str:
        """What changes."""
        return self.phrases.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def _draw_curve(
        self, curve: convergence.Curve | nonlinear_comparison.Curve, total: int
    ) -> None:
        say = self.phrases
        if isinstance(curve, convergence.Curve):
            self.curve.across, self.curve.up = say.axes("linear")
            closed = [(0.0, convergence.CLOSED), (float(total), convergence.CLOSED)]
            angles = [max(angle, LEAST) for angle in curve.angles]
            lines: dict[str, Points] = {
                "angle": list(zip(curve.steps, angles, strict=True)), "closed": closed
            }  # fmt: skip
            self.curve_note.html = say.curve_note("linear")
            self.curve.show(
                lines, say.titles(), *say.angles(curve), (0.0, float(total)), (LEAST, 2.0)
            )
        elif curve.epochs:
            self.curve.across, self.curve.up = say.axes("nonlinear")
            last = curve.epochs[-1]
            lines = {
                "unseen": list(zip(curve.epochs, curve.unseen, strict=True)),
                "learned": list(zip(curve.epochs, curve.learned, strict=True)),
                "flat": [(0.0, curve.pca), (last, curve.pca)],
            }
            self.curve_note.html = say.curve_note("nonlinear")
            between = _tens([*curve.unseen, *curve.learned, curve.pca])
            self.curve.show(lines, say.titles(), *say.errors(curve), (0.0, float(last)), between)
        else:
            self.curve.clear()
            self.curve_note.html = ""


def _tens(values: list[float]) -> tuple[float, float]:
    """The powers of ten that enclose the values, all above 0."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return 10.0**low, 10.0 ** max(high, low + 1)
