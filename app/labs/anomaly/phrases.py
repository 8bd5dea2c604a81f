"""The anomaly lab in words: what was held out, the scores, the curve, the reason."""

from __future__ import annotations

from collections.abc import Sequence

from app.ui.lab_phrases import Captioned, LabPhrases, in_percent
from core.labs.anomaly.lab import (
    DECIMALS,
    EXAMPLES,
    AnomalyObservation,
    AnomalyOutcome,
    AnomalySnapshot,
    M,
)
from core.trial.scenario import Scenario

PALE, INKY = 0.9, 1.1  # ink of unseen digits over that of normal ones, from where it is told


class AnomalyPhrases:
    """Filled in from the outcome's numbers."""

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words

    def brief(self, shown: AnomalyObservation) -> str:
        """What is asked, as HTML."""
        text = self.say(
            "brief.text", held=shown.held, one=self._one(shown.held), m=M,
            method=self.say(f"methods.{shown.method}"),
            score=self.say(f"scores.{shown.score}"),
        )  # fmt: skip
        return f"<p>{text}</p>"

    def evidence(self, shown: AnomalyObservation) -> Captioned:
        """Captions and twin of the examples: their ink, in numbers."""
        say = self.say
        kinds = [say("figures.normal"), say("figures.unseen", held=shown.held)]
        rows = [
            [kind, str(number), f"{float((x**2).sum()):.0f}"]
            for kind, group in zip(kinds, (shown.normal, shown.unseen), strict=True)
            for number, x in enumerate(group, 1)
        ]
        captions = [say("figures.seen_caption")] * EXAMPLES
        captions += [say("figures.unseen_caption")] * EXAMPLES
        label = say("figures.evidence", held=shown.held)
        return captions, label, say.at("figures.evidence_head"), rows

    def stage(self, seen: AnomalySnapshot) -> str:
        """What a run is at, as HTML."""
        return f"<p>{self.say(f'stages.{seen.stage}', count=seen.count)}</p>"

    def scores(self, happened: AnomalyOutcome) -> tuple[str, str, str, list[str]]:
        """The key, the axis, the label and the head of the histogram."""
        say = self.say
        across = say(f"figures.across.{happened.score}")
        label = say("figures.scores", held=happened.held)
        return say("figures.scores_key"), across, label, say.at("figures.scores_head")

    def roc(
        self, happened: AnomalyOutcome, shares: Sequence[float]
    ) -> tuple[dict[str, str], str, list[str], list[list[str]]]:
        """Titles, label, head and rows of the curve: what is flagged at some thresholds."""
        say = self.say
        rows = [
            [in_percent(share) for share in happened.flagged(happened.threshold(allowed))]
            for allowed in shares
        ]
        titles = {"roc": "", "chance": say("figures.chance"), "threshold": ""}
        label = say("figures.roc", held=happened.held, auroc=number(happened.auroc))
        return titles, label, say.at("figures.roc_head"), rows

    def flagged(self, happened: AnomalyOutcome, false_alarms: float, caught: float) -> str:
        """What the threshold flags, as HTML."""
        text = self.say("threshold.flagged", held=happened.held, auroc=number(happened.auroc),
                        normal=in_percent(false_alarms), unseen=in_percent(caught))  # fmt: skip
        return f"<p>{text}</p>"

    def hidden(self, happened: AnomalyOutcome, places: Sequence[int]) -> Captioned:
        """Captions and twin of the best hidden: the digits above, what came back below."""
        say = self.say
        scores = [f"{float(happened.scores[place]):.3f}" for place in places]
        rows = [[str(rank), score] for rank, score in enumerate(scores, 1)]
        label = say("figures.hidden", held=happened.held)
        captions = [*scores, *[""] * len(scores)]
        return captions, label, say.at("figures.hidden_head"), rows

    def hidden_note(self, happened: AnomalyOutcome) -> str:
        """How to read the pictures, as HTML."""
        return f"<p>{self.say('figures.hidden_note', held=happened.held)}</p>"

    def headline(self, happened: AnomalyOutcome) -> str:
        """How well the class is flagged."""
        return self.say(f"verdict.headline.{happened.answer}", held=happened.held)

    def why(self, happened: AnomalyOutcome) -> str:
        """The reason, from the numbers."""
        say, (normal, unseen) = self.say, happened.energy
        fields = {
            "held": happened.held, "auroc": number(happened.auroc),
            "other": number(happened.other), "normal": f"{normal:.0f}", "unseen": f"{unseen:.0f}",
        }  # fmt: skip
        ink = "pale" if unseen < PALE * normal else "inky" if unseen > INKY * normal else "alike"
        return " ".join([
            say(f"why.{happened.answer}", **fields), say(f"ink.{happened.score}.{ink}", **fields)
        ])  # fmt: skip

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes."""
        changed = {name for name in ("held", "method", "score") if now[name] != coming[name]}
        if not changed:
            return self.say("buttons.next_hint_first")
        several = "other" if "held" in changed else "rest"
        key = next(iter(changed)) if len(changed) == 1 else several
        return self.say(f"buttons.next_hint_{key}", one=self._one(coming.integer("held")))

    def _one(self, held: int) -> str:
        """A digit with its article."""
        named: str = self.say.at("one")[held]
        return named


def number(auroc: float) -> str:
    """An AUROC as it is compared."""
    return f"{auroc:.{DECIMALS}f}"
