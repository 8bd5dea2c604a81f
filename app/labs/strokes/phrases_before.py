"""The strokes lab in words, before the reveal: the question and the evidence."""

from __future__ import annotations

from html import escape

from app.labs.strokes.shared_phrases import GREY, Phrases
from app.ui.lab_phrases import Table
from core.data.own_patterns import is_own
from core.labs.strokes.lab import StrokesObservation
from core.theory.fidelity_table import Expected


class PhrasesBefore(Phrases):
    """Made from what may be seen before the commit."""

    def brief(self, shown: StrokesObservation) -> str:
        """How it was trained, and the question, as a paragraph."""
        brief = self.words(
            f"brief.{shown.mode}",
            patterns=escape(self.patterns(shown.family)), numbers=self.numbers(shown.m),
        )  # fmt: skip
        return f"<p>{brief} <b>{self.words(f'questions.{shown.ask}')}</b></p>"

    def stand_in(self, expected: Expected | None) -> str:
        """That a formula answers, how often networks agree, and what counts as grey, as HTML."""
        if expected is None:
            note = self.words("stand_in.unknown")
        else:
            shares = {
                "numbers": self.numbers(expected.m),
                "surrogate": round(100 * expected.surrogate),
                "networks": round(100 * expected.networks),
            }
            note = self.words("stand_in.note", **shares)
        return f"<p>{note} {self.words('stand_in.grey', **GREY)}</p>"

    def stage(self, shown: StrokesObservation, own: bool = False) -> str:
        """What the stage shows while it is sealed."""
        return f"{self.evidence(shown, own)} {self.words('figures.stage_sealed')}"

    def gallery(self, shown: StrokesObservation) -> Table:
        """The twin of the gallery: each pattern as its full pixels."""
        say, columns = self.words, shown.grid[1]
        key = "gallery_own" if is_own(shown.family) else "gallery"
        label = say(f"figures.{key}", patterns=self.patterns(shown.family),
                    pieces=self.pieces(shown.family, len(shown.stroke_names)))  # fmt: skip
        rows = [
            [name, ", ".join(f"{i // columns + 1}·{i % columns + 1}" for i, v in enumerate(x) if v)]
            for name, x in zip(shown.gallery_names, shown.gallery, strict=True)
        ]
        return label, say.at("figures.gallery_head"), rows
