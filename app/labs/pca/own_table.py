"""A learner's own table in the pca lab: what components keep, and who wins on held-out rows."""

from __future__ import annotations

from typing import Any

from app.labs.pca.phrases import percent
from app.session.own_table import OwnTable
from app.ui.figures.bars import Bars
from app.ui.figures.variance_bars import Spectrum
from app.ui.lab_phrases import LabPhrases, in_percent, rounded
from app.ui.own_table import OwnTableDrawing, error_text
from core.data.prepared_table import PreparedTable
from core.labs.pca import nonlinear_comparison
from core.labs.pca.lab import BARS
from core.labs.pca.own_table import KEPT, LEAST, TableComparison
from core.stepwise import Step

FAR = 10.0  # of PCA's error, beyond which a share in percent says little


class PcaTableDrawing(OwnTableDrawing):
    """Variances and errors as bars; a row for each width in the table."""

    figures = ("own_variance", "own_errors")

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words
        self.variance = Spectrum("own_variance")
        self.errors = Bars("own_errors", "error")

    def plots(self) -> list[Any]:
        """Both figures."""
        return [self.variance.plot, self.errors.plot]

    def divided(self, own: OwnTable) -> str:
        """That a quarter is held out, and the units."""
        return self.say("own.divided")

    def width_label(self) -> str:
        """As in the lab's settings."""
        return self.say("settings.k.label")

    def question(self, own: OwnTable, name: str) -> tuple[str, list[list[Any]]]:
        """What is kept, or who is better."""
        say = self.say
        key = "one" if own.width == 1 else "many"
        answers = [
            [value, say(f"own.outcomes.{value}.title"), say(f"own.outcomes.{value}.hint")]
            for value in own.questions[name]
        ]
        return say(f"own.questions.{name}.{key}", k=own.width), answers

    def evidence(self, table: PreparedTable) -> tuple[str, list[str], list[list[str]]]:
        """None: the variances are what is asked."""
        return "", [], []

    def clear(self) -> None:
        """Empty both figures."""
        self.variance.clear()
        self.errors.clear()

    def draw_snapshot(self, own: OwnTable, step: Step) -> None:
        """The errors so far."""
        self._draw(step.snapshot)

    def draw_outcome(self, own: OwnTable) -> tuple[str, str]:
        """Both figures, and what they come to."""
        happened: TableComparison = own.outcome
        self._draw(happened)
        say = self.say
        ratio = happened.autoencoder_error / max(happened.pca_error, LEAST)
        share = rounded(100 * abs(1 - ratio), 0, [100 * nonlinear_comparison.TIE])
        headline = say(f"own.headline.{happened.answers['better']}")
        kept = say(
            "own.kept.one" if own.width == 1 else "own.kept.many",
            k=own.width, share=in_percent(happened.kept, KEPT.values()),
        )  # fmt: skip
        key = "far" if ratio > FAR else happened.answers["better"]
        better = say(f"own.better.{key}", share=share)
        lines = [f"{kept} {better}", say("own.one_network")]
        if happened.cut_off:
            lines.append(say("own.cut_off"))
        return headline, "".join(f"<p>{line}</p>" for line in lines)

    def results(self, own: OwnTable) -> tuple[str, list[str], list[list[str]]]:
        """Each width that was seen."""
        rows = [
            [str(width), f"{100 * seen.kept:.1f}", error_text(seen.pca_error, 4),
             error_text(seen.autoencoder_error, 4)]
            for width, seen in sorted(own.seen.items())
        ]  # fmt: skip
        return self.say("own.results"), self.say.at("own.results_head"), rows

    def _draw(self, seen: TableComparison) -> None:
        say, shares = self.say, seen.shares
        texts = [percent(share) for share in shares]
        rows = [[str(at), text] for at, text in enumerate(texts, 1)]
        label = say("own.figures.variance", k=seen.width, sum=in_percent(seen.kept, KEPT.values()),
                    drawn=min(BARS, len(shares)), d=len(shares))  # fmt: skip
        self.variance.show(
            shares[:BARS], min(seen.width, BARS), texts[:BARS], label,
            say.at("figures.spectrum_head"), rows,
        )  # fmt: skip
        names = [say("own.figures.pca"), say("own.figures.autoencoder")]
        values = [seen.pca_error, seen.autoencoder_error]
        told = [error_text(value, 4) for value in values]
        table = [list(each) for each in zip(names, told, strict=True)]
        label = say("own.figures.errors", pca=told[0], autoencoder=told[1])
        self.errors.show(names, values, told, None, label, say.at("own.figures.errors_head"), table)
