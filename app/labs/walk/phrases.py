"""The walk lab in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.session.session import Session
from app.ui.lab_phrases import LabPhrases, Table, in_percent
from core.data.digit_recognizer import VOTES, Reading
from core.labs.walk.flag import NEIGHBOURS
from core.labs.walk.line import STOPS
from core.labs.walk.question import WalkObservation, WalkOutcome
from core.labs.walk.samples import N_SAMPLES
from core.trial.parameters import Value
from core.trial.scenario import Scenario

NEAR = 0.06  # of the map's width: from there on no digit's code lies near


class WalkPhrases(LabPhrases):
    """From `content/<language>/walk.toml`."""

    # ---- before the reveal

    def brief(self, shown: WalkObservation) -> str:
        """The question, and what counts as a digit."""
        scenario, say = shown.scenario, self.words
        fields = self._settings(scenario)
        if shown.end_labels:
            fields |= dict(zip(("first", "second"), map(self._one, shown.end_labels), strict=True))
        key = "samples_vae" if _is_vae_sample(scenario) else scenario.text("ask")
        more = f" {say('brief.variational')}" if scenario["model"] == "vae" else ""
        return f"<p>{say(f'brief.{key}', **fields)}</p><p>{say('brief.reader')}{more}</p>"

    def map(self, shown: WalkObservation) -> str:
        """The map in a sentence."""
        fields = self._settings(shown.scenario) | {"count": f"{len(shown.labels):,}"}
        marks = [_told(x, y) for x, y in shown.marks.tolist()]
        key = ("plain", "flag", "line")[len(marks)]
        fields |= dict(zip(("one", "two"), marks, strict=False))
        return self.words(f"figures.map.{key}", **fields)

    def map_table(self, shown: WalkObservation) -> tuple[list[str], list[list[str]]]:
        """Where each digit's codes lie, on average."""
        rows = [
            [str(label), f"{x:+.2f}".replace("-", "−"), f"{y:+.2f}".replace("-", "−")]
            for label, (x, y) in enumerate(shown.class_means.tolist())
        ]
        return self.words.at("figures.map_head"), rows

    def prediction_look(self, session: Session) -> str:
        """Digits stand in a row or two."""
        return "keys" if session.scenario["ask"] == "flag" else "compact"

    # ---- after it

    def captions(self, happened: WalkOutcome, name: str) -> list[str]:
        """Above each image what it is taken for, or which share of the way it stands at."""
        row = happened.result if name == "result" else happened.compared
        if not row.readings:
            return [""] * len(row.images)
        texts = [self.read(each, "untaken_mark") for each in row.readings]
        if happened.scenario["ask"] == "line":
            return [
                f"{in_percent(share)}\n{text}" for share, text in zip(STOPS, texts, strict=True)
            ]
        return texts

    def table(self, happened: WalkOutcome, name: str) -> Table:
        """The twin of a row of images."""
        row = happened.result if name == "result" else happened.compared
        rows = [
            [str(at), self.read(each), str(each.label), str(each.votes), f"{each.distance:.2f}"]
            for at, each in enumerate(row.readings, 1)
        ]
        head = self.words.at("figures.head") if rows else []
        return self._described(happened, name), head, rows

    def note(self, happened: WalkOutcome, name: str) -> str:
        """The line below a row of images."""
        return f"<p>{self._described(happened, name)}</p>"

    def headline(self, happened: WalkOutcome) -> str:
        """What happened, in one line."""
        ask = happened.scenario.text("ask")
        key = happened.answer if ask == "line" else ask
        if ask == "flag" and happened.answer == "none":
            key = "nothing"
        return self.words(f"verdict.headline.{key}", **self._fields(happened))

    def why(self, happened: WalkOutcome) -> str:
        """The reason."""
        return self.words(f"why.{self._reason(happened)}", **self._fields(happened))

    def beyond(self, happened: WalkOutcome) -> str:
        """What it means beyond this case."""
        model, ask = happened.scenario.text("model"), happened.scenario["ask"]
        of_all = f" {self.words('beyond.samples')}" if ask == "samples" and model != "pca" else ""
        return self.words(f"beyond.{model}") + of_all

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes."""
        key = "same" if now["ask"] == coming["ask"] else coming.text("ask")
        return self.words(f"buttons.next_hint_{key}")

    def read(self, reading: Reading, untaken: str = "untaken") -> str:
        """What an image is taken for; `untaken` names the words for one that shows no digit."""
        return self._one(reading.label) if reading.accepted else self.words(f"captions.{untaken}")

    # ---- parts

    def said(self, choice: str, scenario: Scenario) -> str:
        """As in all labs; a digit with its article."""
        return self._one(int(choice)) if choice.isdecimal() else super().said(choice, scenario)

    def option(self, name: str, session: Session) -> list[Any]:
        """A digit needs no explanation."""
        if name.isdecimal():
            return [name, name, ""]
        say = self.words
        return [name, say(f"outcomes.{name}.title"), say(f"outcomes.{name}.hint")]

    def value(self, name: str, value: Value) -> str:
        """A weight β stands for itself."""
        if name == "beta" and value != "none":
            return str(value)
        return super().value(name, value)

    def _reason(self, happened: WalkOutcome) -> str:
        figures = happened.figures
        match happened.scenario.text("ask"):
            case "flag" if happened.answer == "none" and figures["away"] > 2 * NEAR:
                return "hole"
            case "flag" if happened.answer == "none":
                return "unlike" if figures["votes"] >= VOTES else "border"
            case "flag":
                return "inside" if figures["same"] * 2 > NEIGHBOURS else "elsewhere"
            case "line":
                return f"line_{happened.answer}"
            case _:
                random = figures["count"] / N_SAMPLES
                real = figures["real"] / len(happened.compared.images)
                return "samples_cost" if random < real else "samples_free"

    def _settings(self, scenario: Scenario) -> dict[str, object]:
        return {
            "model": self.words(f"models.{scenario['model']}", beta=scenario["beta"]),
            "tries": N_SAMPLES,
        }

    def _fields(self, happened: WalkOutcome) -> dict[str, object]:
        """Everything that the sentences after the reveal may name."""
        figures, fields = happened.figures, self._settings(happened.scenario)
        match happened.scenario.text("ask"):
            case "flag":
                fields |= {
                    "one": self._one(int(figures["label"])), "votes": int(figures["votes"]),
                    "same": int(figures["same"]), "distance": f"{figures['distance']:.2f}",
                    "away": in_percent(figures["away"] / 2.0),
                }  # fmt: skip
            case "line":
                fields |= {
                    "one": self._one(int(figures["label"])), "stops": len(STOPS),
                    "by_code": int(figures["by_code"]), "by_pixels": int(figures["by_pixels"]),
                }  # fmt: skip
            case _:
                fields |= {name: int(figures[name]) for name in ("count", "kinds", "real")}
                fields["compared"] = len(happened.compared.images)
        return fields

    def _described(self, happened: WalkOutcome, name: str) -> str:
        key = f"figures.{name}.{happened.scenario['ask']}"
        return self.words(key, **self._fields(happened))

    def _one(self, label: int) -> str:
        named: Sequence[str] = self.words.at("one")
        return named[label]


def _is_vae_sample(scenario: Scenario) -> bool:
    return scenario["ask"] == "samples" and scenario["model"] == "vae"


def _told(x: float, y: float) -> str:
    return f"({x:+.2f}, {y:+.2f})".replace("-", "−")
