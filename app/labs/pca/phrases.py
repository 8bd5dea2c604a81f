"""The pca lab in words, before and after the reveal."""

from __future__ import annotations

from app.ui.lab_phrases import Captioned, LabPhrases, Table, rounded
from core.labs.pca import convergence, nonlinear_comparison
from core.labs.pca.lab import PcaObservation
from core.trial.scenario import Scenario

DEGREES = 57.29578  # of a radian
TOLD = 12  # rows that a curve's table has, about
Happened = convergence.ConvergenceOutcome | nonlinear_comparison.ComparisonOutcome


class PcaPhrases:
    """Sentences and twins, from `content/<language>/pca.toml`."""

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words

    # ---- before

    def brief(self, shown: PcaObservation) -> str:
        """The question, as a paragraph."""
        data = self.say(f"data.{shown.data}", n=f"{shown.amount:,}", d=shown.dimensions)
        if shown.model == "linear":
            start = self.say(f"starts.{shown.start}")
            brief = self.say(
                "brief.linear", data=data, numbers=self._numbers(shown.k), steps=f"{shown.steps:,}",
                start=start, directions=self._directions(shown.k),
            )  # fmt: skip
        else:
            brief = self.say(
                "brief.nonlinear",
                data=data,
                numbers=self._numbers(shown.k),
                test=nonlinear_comparison.TEST,
            )
        return f"<p>{brief}</p>"

    def spectrum(self, shown: PcaObservation) -> Captioned:
        """The texts above the bars, and the twin."""
        texts = [percent(share) for share in shown.shares]
        rows = [[str(at), text] for at, text in enumerate(texts, 1)]
        label = self.say("figures.spectrum", k=shown.k, sum=percent(shown.kept))
        return texts, label, self.say.at("figures.spectrum_head"), rows

    def spectrum_note(self, shown: PcaObservation) -> str:
        """The line below the bars."""
        more = len(shown.shares) < shown.dimensions
        key = "figures.spectrum_more" if more else "figures.spectrum_all"
        return f"<p>{self.say(key, drawn=len(shown.shares), d=shown.dimensions)}</p>"

    # ---- the curve

    def axes(self, model: str) -> tuple[str, str]:
        """What stands along the axes."""
        return self.say(f"axes.{model}.across"), self.say(f"axes.{model}.up")

    def titles(self) -> dict[str, str]:
        """The names of the lines."""
        return dict(self.say.at("lines"))

    def curve_note(self, key: str) -> str:
        """The line below the curve."""
        return f"<p>{self.say(f'figures.curve_{key}', closed=convergence.CLOSED)}</p>"

    def angles(self, curve: convergence.Curve) -> Table:
        """The twin of the angle's curve."""
        rows = [
            [f"{step:,}", _angle(angle), f"{loss:.4g}"]
            for step, angle, loss in zip(curve.steps, curve.angles, curve.losses, strict=True)
        ]
        label = self.say("figures.angles", last=rows[-1][1], steps=rows[-1][0])
        return label, self.say.at("figures.angles_head"), _thinned(rows)

    def errors(self, curve: nonlinear_comparison.Curve) -> Table:
        """The twin of the errors' curves."""
        rows = [
            [str(epoch), f"{learned:.4f}", f"{unseen:.4f}", f"{curve.pca:.4f}"]
            for epoch, learned, unseen in zip(
                curve.epochs, curve.learned, curve.unseen, strict=True
            )
        ]
        label = self.say("figures.errors", last=rows[-1][2], pca=rows[-1][3])
        return label, self.say.at("figures.errors_head"), _thinned(rows)

    # ---- the pictures

    def weights(
        self, happened: convergence.ConvergenceOutcome
    ) -> tuple[list[str], str, list[str], list[list[str]]]:
        """Captions of the decoder's rows and of PCA's directions, and the twin: their cosines."""
        say, numbers = self.say, range(1, happened.k + 1)
        rows = [say("figures.row", number=number) for number in numbers]
        directions = [say("figures.direction", number=number) for number in numbers]
        table = [
            [name, *(f"{cosine:.3f}" for cosine in line)]
            for name, line in zip(rows, happened.cosines.tolist(), strict=True)
        ]
        return [*rows, *directions], say("figures.weights"), ["", *directions], table

    def weights_note(self, k: int) -> str:
        """The line below the weights."""
        return f"<p>{self.say('figures.weights_note', directions=self._directions(k))}</p>"

    def digits(self, happened: nonlinear_comparison.ComparisonOutcome) -> Captioned:
        """Captions of digits and reconstructions, and the twin: the error of each."""
        count = len(happened.x)
        captions = [self.say(f"figures.{name}") for name in ("clean", "flat", "curved")]
        rows = [
            [str(at), f"{flat:.4f}", f"{curved:.4f}"]
            for at, (flat, curved) in enumerate(happened.errors.tolist(), 1)
        ]
        each = [caption for caption in captions for _ in range(count)]
        return each, self.say("figures.digits"), self.say.at("figures.digits_head"), rows

    def digits_note(self) -> str:
        """The line below the digits."""
        return f"<p>{self.say('figures.digits_note')}</p>"

    # ---- after

    def headline(self, happened: Happened) -> str:
        """What happened, in one sentence."""
        if isinstance(happened, convergence.ConvergenceOutcome):
            angle = _angle(happened.curve.angles[-1])
            return self.say(f"verdict.headline.{happened.answer}", angle=angle)
        bounds = (1 - nonlinear_comparison.FAR, nonlinear_comparison.TIE)
        share = rounded(100 * abs(1 - happened.ratio), 0, (100 * end for end in bounds))
        return self.say(f"verdict.headline.{happened.answer}", share=share)

    def why(self, happened: Happened) -> str:
        """The reason, from the numbers of this case."""
        if isinstance(happened, convergence.ConvergenceOutcome):
            return self._closing(happened)
        return self._contest(happened)

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes; it is chosen by a rule that knows no outcome."""
        changed = [name for name in now.values if now[name] != coming[name] and name != "seed"]
        if "model" in changed:
            key = "model"
        elif not changed:
            key = "seed"
        else:
            key = changed[0] if len(changed) == 1 else "other"
        return self.say(f"next_hint.{key}", k=coming["k"], steps=coming["steps"])

    def _closing(self, happened: convergence.ConvergenceOutcome) -> str:
        kept, dropped = happened.variances
        needed = (
            "" if happened.first_converged_step is None else f"{happened.first_converged_step:,}"
        )
        return self.say(
            f"why.{happened.reason}", k=happened.k, steps=f"{happened.steps:,}", needed=needed,
            numbers=self._numbers(happened.k), kept=f"{kept:.4g}", dropped=f"{dropped:.4g}",
            next=happened.k + 1, angle=_angle(happened.curve.angles[-1]),
            degrees=f"{DEGREES * happened.curve.angles[-1]:.1f}",
        )  # fmt: skip

    def _contest(self, happened: nonlinear_comparison.ComparisonOutcome) -> str:
        figures = {
            name: f"{getattr(happened, name):.4f}"
            for name in (
                "pca_error",
                "autoencoder_error",
                "pca_train_error",
                "autoencoder_train_error",
            )
        }
        text = self.say(
            f"why.{happened.reason}", n=f"{happened.n:,}", k=happened.k, **figures,
            numbers=self._numbers(happened.k),
        )  # fmt: skip
        return f"{self.say('why.measured', **figures)} {text}"

    def _numbers(self, k: int) -> str:
        """ "one number", "3 numbers"."""
        return self.say("brief.one_number" if k == 1 else "brief.numbers", k=k)

    def _directions(self, k: int) -> str:
        return self.say("brief.one_direction" if k == 1 else "brief.directions", k=k)


def percent(share: float) -> str:
    """A share of the variance in percent, small ones with a decimal."""
    return f"{100 * share:.0f}" if share >= 0.0995 else f"{100 * share:.1f}"


def _angle(angle: float) -> str:
    """An angle in radians, in so many digits as say something."""
    if angle >= 0.001:
        return rounded(angle, 3, (convergence.CLOSED, convergence.OPEN))
    return f"{angle:.0e}".replace("e-0", "e-").replace("-", "−") if angle > 1e-12 else "0"


def _thinned(rows: list[list[str]]) -> list[list[str]]:
    """About TOLD of the rows, the last one always."""
    apart = -(-len(rows) // TOLD)
    return rows[::-1][::apart][::-1]
