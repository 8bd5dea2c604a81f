"""The features lab in words, before and after the reveal."""

from __future__ import annotations

from app.ui.lab_phrases import LabPhrases, Table, capital, rounded
from core.labs.features.lab import (
    CLOSE,
    SPACES,
    Accuracy,
    FeaturesObservation,
    FeaturesOutcome,
    classify,
    mean_codes,
)
from core.trial.scenario import Scenario

NARROW = 4  # numbers up to which a code is called narrow
DRAWN = 2  # numbers that a code must have to be drawn
FEW = 50  # labels up to which they are called few


class FeaturesPhrases:
    """Sentences and twins, from `content/<language>/features.toml`."""

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words

    # ---- before

    def brief(self, shown: FeaturesObservation) -> str:
        """The question, as a paragraph."""
        reader = self.say(f"readers.{shown.reader}")
        brief = self.say("brief.question", k=shown.k, n=f"{shown.n:,}", reader=reader)
        return f"<p>{brief}</p>"

    def labelled(self, labels: list[str]) -> Table:
        """The twin of the labelled digits."""
        rows = [[str(at), label] for at, label in enumerate(labels, 1)]
        return self.say("figures.labelled"), self.say.at("figures.labelled_head"), rows

    def labelled_note(self, shown: FeaturesObservation, count: int) -> str:
        """The line below them."""
        return f"<p>{self.say('figures.labelled_note', drawn=count, n=f'{shown.n:,}')}</p>"

    # ---- the accuracies

    def axes(self) -> tuple[str, str]:
        """What stands along the axes."""
        return self.say("axes.across"), self.say("axes.up")

    def titles(self) -> dict[str, str]:
        """The names of the lines."""
        return dict(self.say.at("lines"))

    def accuracy(self, found: tuple[Accuracy, ...]) -> Table:
        """The twin of the curves."""
        rows = [
            [f"{at.n:,}", str(at.draws), *(f"{at.of(space):.3f}" for space in SPACES)]
            for at in found
        ]
        return self.say("figures.accuracy"), self.say.at("figures.accuracy_head"), rows

    def accuracy_note(self, happened: FeaturesOutcome) -> str:
        """Which is best with how many labels, in one line."""
        parts = [
            self.say("figures.best_at", n=f"{at.n:,}", best=self.say(f"short.{classify(at)[0]}"))
            for at in happened.all
        ]
        return f"<p>{self.say('figures.accuracy_note', all='; '.join(parts))}</p>"

    # ---- the codes

    def titles_of_codes(self) -> tuple[str, str]:
        """What stands above the two pictures."""
        return self.say("lines.pca"), self.say("lines.autoencoder")

    def codes(self, happened: FeaturesOutcome) -> Table:
        """The twin of the codes: where each class is on average."""
        rows = [
            [str(label), *(f"{value:.2f}".replace("-", "−") for value in means)]
            for label, means in mean_codes(happened)
        ]
        label = self.say("figures.codes", count=len(happened.labels))
        return label, self.say.at("figures.codes_head"), rows

    def codes_note(self, happened: FeaturesOutcome) -> str:
        """The line below the codes: whether they are this case's."""
        key = "figures.codes_note" if happened.k == DRAWN else "figures.codes_other"
        return f"<p>{self.say(key, k=happened.k, count=len(happened.labels))}</p>"

    # ---- after

    def headline(self, happened: FeaturesOutcome) -> str:
        """What happened, in one sentence."""
        return self.say(f"verdict.headline.{happened.answer}", lead=_points(happened.lead))

    def why(self, happened: FeaturesOutcome) -> str:
        """The reason, from the numbers of this case."""
        say, at = self.say, happened.at
        shares = {space: _points(at.of(space)) for space in SPACES}
        measured = say("why.measured", n=f"{at.n:,}", k=happened.k, **shares)
        if happened.answer == "close":
            best, second = (say(f"spaces.{space}") for space in (happened.best, happened.second))
            lead = _points(happened.lead)
            raw = "raw" in (happened.best, happened.second)
            key = "why.close" if raw else "why.close_codes"
            reason = say(key, best=capital(best), second=second, lead=lead)
        elif happened.answer == "raw":
            reason = say("why.raw_narrow" if happened.k <= NARROW else "why.raw_wide", k=happened.k)
        else:
            case = "few" if at.n <= FEW else "many"
            if happened.answer == "autoencoder" and case == "few" and at.of("pca") > at.of("raw"):
                case = "both"
            reason = say(f"why.{happened.answer}_{case}", n=f"{at.n:,}", k=happened.k)
        return f"{measured} {reason}"

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes; it is chosen by a rule that knows no outcome."""
        changed = [name for name in now.values if now[name] != coming[name] and name != "seed"]
        key = (changed[0] if len(changed) == 1 else "other") if changed else "seed"
        return self.say(f"next_hint.{key}", k=coming["k"], n=f"{int(coming.text('n')):,}")


def _points(share: float) -> str:
    """A share in percent, with one decimal; a lead that is none does not read as one."""
    return rounded(100 * share, 1, [100 * CLOSE])
