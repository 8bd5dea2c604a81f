"""The limits lab in words: each question has its own, under the name of its case."""

from __future__ import annotations

from collections.abc import Sequence

from app.ui.figures.text_image import ink_rows
from app.ui.lab_phrases import LabPhrases, Table, in_percent
from core.data.digit_recognizer import ReadImages, Reading
from core.labs.limits import copying
from core.labs.limits.question import N_SAMPLES, LimitsObservation, LimitsOutcome
from core.labs.limits.random_codes import FITTED_TO
from core.labs.limits.reasons import reasons
from core.labs.limits.walk import PLACES
from core.numerics.array_types import Array
from core.trial.scenario import Scenario

MOST_ROWS = 100  # of a table


class LimitsPhrases:
    """From `content/<language>/limits.toml`."""

    def __init__(self, wording: LabPhrases) -> None:
        self.words = wording.words

    # ---- before the reveal

    def setting(self, shown: LimitsObservation, name: str) -> str:
        """The label of a setting, which means another thing in each question."""
        return self.words(f"labels.{_case(shown.scenario)}.{name}")

    def brief(self, shown: LimitsObservation) -> str:
        """The question, as paragraphs."""
        case, say = _case(shown.scenario), self.words
        question = say(f"brief.{case}", **self._settings(shown.scenario))
        if case == "copy":
            return f"<p>{question}</p>"
        passed = say("brief.passed.small" if case == "average" else "brief.passed.large")
        return f"<p>{question}</p><p>{say('brief.reader', passed=passed)}</p>"

    def given_captions(self, shown: LimitsObservation) -> list[str]:
        """Which digits the walk's ends are; the others have no name yet."""
        if not shown.labels:
            return [""] * len(shown.images)
        keys = ("captions.first", "captions.last")
        return [
            self.words(key, one=self._one(label))
            for key, label in zip(keys, shown.labels, strict=True)
        ]

    def given(self, shown: LimitsObservation) -> Table:
        """The twin of what goes in."""
        label = self.words(f"figures.given.{_case(shown.scenario)}")
        return label, *self._inked(shown.images)

    def given_note(self, shown: LimitsObservation) -> str:
        """The line below what goes in."""
        return f"<p>{self.words(f'figures.given.{_case(shown.scenario)}')}</p>"

    # ---- after it

    def captions(self, happened: LimitsOutcome, name: str) -> list[str]:
        """Above each image of a row: its place, and below that what the reader takes it for."""
        return ["\n".join(lines) for lines in self._said(happened, name, "untaken_mark")]

    def table(self, happened: LimitsOutcome, name: str) -> Table:
        """The twin of a row of images."""
        label, row = self._described(happened, name), self._row(happened, name)
        if len(row.readings) < 2:
            return label, *self._inked(row.images)
        head = self.words.at("figures.head")
        pairs = zip(self._said(happened, name, "untaken"), row.readings, strict=True)
        rows = [
            [
                str(at),
                " ".join(texts),
                str(reading.label),
                str(reading.votes),
                f"{reading.distance:.2f}",
            ]
            for at, (texts, reading) in enumerate(pairs, 1)
        ]
        return label, head, rows

    def note(self, happened: LimitsOutcome, name: str) -> str:
        """The line below a row of images, and what its mark means where there is one."""
        untaken = any(not reading.accepted for reading in self._row(happened, name).readings)
        mark = f" {self.words('captions.untaken_note')}" if untaken else ""
        return f"<p>{self._described(happened, name)}{mark}</p>"

    def headline(self, happened: LimitsOutcome) -> str:
        """What happened, in one line."""
        return self.words(f"verdict.headline.{happened.answer}", **self._fields(happened))

    def why(self, happened: LimitsOutcome) -> str:
        """The reason."""
        fields = self._fields(happened)
        return " ".join(self.words(f"why.{name}", **fields) for name in reasons(happened))

    def beyond(self, happened: LimitsOutcome) -> str:
        """What it means beyond this case."""
        return self.words(f"beyond.{_case(happened.scenario)}", **self._fields(happened))

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes."""
        if all(now[name] == coming[name] for name in now.values if name != "seed"):
            return self.words("buttons.next_hint_first")
        key = "same" if _case(now) == _case(coming) else _case(coming)
        return self.words(f"buttons.next_hint_{key}")

    # ---- parts

    def _settings(self, scenario: Scenario) -> dict[str, object]:
        way = scenario.text("way")
        return {
            "way": self.words(f"ways.{way}"), "m": scenario.text("m"), "tries": N_SAMPLES,
            "percent": round(100 * scenario.decimal("level")),
        }  # fmt: skip

    def _fields(self, happened: LimitsOutcome) -> dict[str, object]:
        """Everything that the sentences after the reveal may name."""
        figures = happened.figures
        fields = self._settings(happened.scenario)
        match _case(happened.scenario):
            case "random":
                fields |= {name: int(figures[name]) for name in ("count", "kinds", "real")}
                fields |= {name: f"{figures[name]:.1f}" for name in ("far", "wide")}
                fields["known"] = f"{FITTED_TO:,}"
            case "walk":
                at = PLACES.index(happened.scenario.decimal("level"))
                for name, row in (("code", happened.result), ("pixels", happened.compared)):
                    fields[name] = self._read(row.readings[at])
                counts = self.words.at("captions.ends")
                fields |= {name: counts[int(figures[name])] for name in ("arrived", "real")}
            case "copy":
                fields |= {
                    "share": in_percent(figures["share"], copying.BANDS.values()),
                    "before": f"{figures['before']:.4f}", "after": f"{figures['after']:.4f}",
                }  # fmt: skip
            case _:
                fields |= {
                    "one": self._one(int(figures["label"])),
                    "taken": self._one(happened.result.readings[0].label),
                    "to_clean": f"{figures['to_clean']:.4f}",
                    "to_mean": f"{figures['to_mean']:.4f}",
                    "ink": in_percent(figures["ink"] / figures["clean_ink"]),
                    "mean_ink": in_percent(figures["mean_ink"] / figures["clean_ink"]),
                }  # fmt: skip
        return fields

    def _described(self, happened: LimitsOutcome, name: str) -> str:
        key = f"figures.{name}.{_case(happened.scenario)}"
        return self.words(key, **self._fields(happened))

    def _marks(self, happened: LimitsOutcome, name: str) -> Sequence[str]:
        """What stands before a reading: the place of a walk, the name of what it is beside."""
        case = _case(happened.scenario)
        if case == "walk":
            return [in_percent(place) for place in PLACES]
        if case == "average" and name == "compared":
            label = int(happened.figures["label"])
            return [self.words(f"captions.{key}", label=label) for key in ("clean", "mean", "near")]
        return [""] * len(self._row(happened, name).images)

    def _said(self, happened: LimitsOutcome, name: str, untaken: str) -> list[list[str]]:
        """For each image its mark and its reading, what there is of them."""
        row, marks = self._row(happened, name), self._marks(happened, name)
        texts = [self._read(one, untaken) for one in row.readings] or [""] * len(row.images)
        return [[*filter(None, pair)] for pair in zip(marks, texts, strict=True)]

    def _row(self, happened: LimitsOutcome, name: str) -> ReadImages:
        return happened.result if name == "result" else happened.compared

    def _read(self, reading: Reading, untaken: str = "untaken") -> str:
        """What it is taken for; `untaken` names the words for a digit that is none."""
        return self._one(reading.label) if reading.accepted else self.words(f"captions.{untaken}")

    def _one(self, label: int) -> str:
        """A digit with its article."""
        named: str = self.words.at("one")[label]
        return named

    def _inked(self, images: Array) -> tuple[list[str], list[list[str]]]:
        """The images row by row, unless there are too many rows to read."""
        tables = [ink_rows(image) for image in images]
        if sum(map(len, tables)) > MOST_ROWS:
            return [], []
        rows = [[str(at), *row] for at, table in enumerate(tables, 1) for row in table]
        return self.words.at("figures.ink_head"), rows


def _case(scenario: Scenario) -> str:
    return scenario.text("case")
