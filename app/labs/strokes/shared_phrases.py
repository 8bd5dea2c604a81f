"""The strokes lab in words: what things are called. Phrases before and after the reveal use it."""

from __future__ import annotations

from collections.abc import Sequence

from app.ui.lab_phrases import LabPhrases
from core.labs.strokes.lab import StrokesObservation


class Phrases(LabPhrases):
    """Names, from `content/<language>/strokes.toml`."""

    def __init__(self, language: str = "en") -> None:
        super().__init__("strokes", language)

    def family(self, name: str) -> str:
        """The family's title; its bare name while `content/` has none."""
        return self._title("families", name)

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

    def pattern(self, family: str, name: str) -> str:
        """A pattern as it is called within a sentence: "the 3"."""
        key = f"families.{family}.the"
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
        key = f"families.{family}.patterns"
        return self.words(key) if self.words.has(key) else family

    def _title(self, group: str, name: str) -> str:
        key = f"{group}.{name}.title"
        return self.words(key) if self.words.has(key) else name
