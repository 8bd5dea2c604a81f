"""The strokes lab in words: what things are called. Phrases before and after the reveal use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.session.session import Session
from app.ui.lab_phrases import LabPhrases
from app.ui.small_grid import small_grid
from core.data.own_patterns import PREFIX, is_own
from core.labs.strokes import question
from core.labs.strokes.lab import StrokesObservation, draw_case, family_of, settings
from core.numerics.array_types import Floats
from core.numerics.picture_levels import levels
from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON
from core.trial.scenario import Scenario

GREY = {"off": f"{CLEARLY_OFF:.2f}", "on": f"{CLEARLY_ON:.2f}"}  # the limits of what counts so


class Phrases(LabPhrases):
    """Names, from `content/<language>/strokes.toml`."""

    def __init__(self, topic: str = "strokes", language: str = "en") -> None:
        super().__init__(topic, language)

    def family(self, name: str) -> str:
        """The family's title; its bare name while `content/` has none."""
        return self._title("families", words_of(name))

    def kind(self, name: str) -> str:
        """The corruption's title."""
        return self._title("kinds", name)

    def modes(self) -> list[list[str]]:
        """[value, title, hint] of each training mode."""
        return [[m["value"], m["title"], ""] for m in self.words.at("modes.options")]

    def looks(self, outcomes: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The meaning (a colour) and the sign of each outcome on the map."""
        say = self.words
        return {o: (say(f"outcomes.{o}.meaning"), say(f"outcomes.{o}.sign")) for o in outcomes}

    def width(self, m: int, largest: int) -> str:
        """A width on its slider."""
        return self.words("controls.width_over" if m == largest else "controls.width_text", m=m)

    def level(self, kind: str, level: float) -> str:
        """A level of damage with its unit."""
        return self.words(f"kinds.{kind}.text", percent=round(100 * level), level=f"{level:.2f}")

    def setting(self, name: str, scenario: Scenario) -> str:
        """As in all labs."""
        match name:
            case "family":
                return f"{self.words('controls.family')}: {self.family(scenario.text(name))}"
            case "m":
                return f"{self.words('controls.width')}: {scenario.integer(name)}"
            case "kind":
                return f"{self.words('controls.kind')}: {self.kind(scenario.text(name))}"
            case "level":
                kind = scenario.text("kind")
                level = self.level(kind, scenario.decimal(name))
                return f"{self.words(f'kinds.{kind}.level')}: {level}"
            case "mode":
                titles = {value: title for value, title, _ in self.modes()}
                return f"{self.words('modes.label')}: {titles[scenario.text(name)]}"
            case _:
                return f"{self.words('controls.ask')}: {self.words(f'asks.{scenario[name]}')}"

    def option(self, name: str, session: Session) -> list[Any]:
        """As in all labs; a pattern, a mixture and a stroke with a picture."""
        shown: StrokesObservation = session.observation
        for title, pattern in zip(shown.gallery_names, shown.gallery, strict=True):
            if name == question.pattern_outcome(title):
                return [name, title, "", self._picture(pattern, shown)]
        for title, stroke in zip(shown.stroke_names, shown.strokes, strict=True):
            if name == question.stroke_outcome(title):
                return [name, title, "", self._picture(stroke, shown)]
        match name:
            case question.MIXTURE:
                picture = self._picture(shown.gallery.mean(axis=0), shown)
            case question.DAMAGE:
                picture = self._picture(shown.x_tilde, shown)
            case question.NO_STROKE:
                picture = self._picture(0.0 * shown.x_tilde, shown)
            case _:
                return super().option(name, session)
        return [name, self.words(f"options.{name}"), "", picture]

    @staticmethod
    def _picture(pixels: Floats, shown: StrokesObservation) -> list[Any]:
        """A pattern (d,) as a choice takes it: columns, and a hexadecimal digit for each pixel."""
        return [shown.grid[1], levels(pixels)]

    def said(self, choice: str, scenario: Scenario) -> str:
        """As in all labs."""
        family = family_of(scenario.text("family"))
        if scenario["ask"] == "paint":
            return self.words("said.painting")
        for title in family.pattern_names:
            if choice == question.pattern_outcome(title):
                return self.pattern(family.name, title)
        for title in family.stroke_names:
            if choice == question.stroke_outcome(title):
                return self.words("said.stroke", name=title)
        other = choice in (question.MIXTURE, question.DAMAGE, question.NO_STROKE)
        return self.words(f"said.{choice}") if other else super().said(choice, scenario)

    def picture(self, scenario: Scenario) -> str:
        """What came in."""
        family, _, kind, level, _ = settings(scenario)
        _, x_tilde = draw_case(family, kind, level, scenario.integer("seed"))
        return small_grid(x_tilde.tolist(), family.grid[1], "corrupted")

    def prediction_look(self, session: Session) -> str:
        """Side by side where the outcomes are pictures."""
        return "" if session.scenario["ask"] == "verdict" else "pictures"

    def pattern(self, family: str, name: str) -> str:
        """A pattern as it is called within a sentence: "the 3"."""
        key = f"families.{words_of(family)}.the"
        return self.words(key, name=name) if self.words.has(key) else name

    def numbers(self, m: int) -> str:
        """ "one number", "3 numbers"."""
        return self.words("brief.one_number" if m == 1 else "brief.numbers", m=m)

    def evidence(self, shown: StrokesObservation, own: bool = False) -> str:
        """What an autoencoder gets (own: from the learner), and how many numbers pass."""
        rows, columns = shown.grid
        title = f"{self.kind(shown.kind)}, {self.level(shown.kind, shown.level)}"
        if own:
            title = self.words("stage.own_title")
        return self.words(
            "figures.evidence", title=title, rows=rows, columns=columns,
            numbers=self.numbers(shown.m),
        )  # fmt: skip

    def patterns(self, family: str) -> str:
        """All patterns of a family, as they are called within a sentence."""
        key = f"families.{words_of(family)}.patterns"
        return self.words(key) if self.words.has(key) else family

    def pieces(self, family: str, count: int) -> str:
        """What a family's patterns are made of: "7 strokes"; where they are drawn, "3 patterns"."""
        return self.words(f"pieces.{'patterns' if is_own(family) else 'strokes'}", count=count)

    def _title(self, group: str, name: str) -> str:
        key = f"{group}.{name}.title"
        return self.words(key) if self.words.has(key) else name


def words_of(family: str) -> str:
    """Under which name a family's words stand."""
    return PREFIX if is_own(family) else family
