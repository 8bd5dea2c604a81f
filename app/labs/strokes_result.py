"""What the strokes lab keeps sealed until the reveal.

Before the reveal every figure here is empty and every sentence blank: the session has nothing
that could fill them.
"""

from __future__ import annotations

from typing import Any

from app.components import Prose
from app.figures.code import CodeBars
from app.figures.difference import difference
from app.figures.gallery import Gallery
from app.figures.grid import PixelGrid
from app.figures.outcomes import OutcomeMap
from app.labs.phrases_after import PhrasesAfter
from app.session import Session
from core.explanation import explanation
from core.labs.strokes import StrokesOutcome
from core.outcome_map import OutcomeMap as Grown
from core.outcome_map import outcome_map
from core.scenario import Scenario


class StrokesResult:
    """The four sealed panels, the sentence and the map.

    `gallery` is the one of the evidence; after the reveal it also says how well each pattern fits.
    """

    def __init__(self, session: Session, gallery: Gallery) -> None:
        self.session = session
        self.gallery = gallery
        self.say = PhrasesAfter()
        self.verdict = Prose(name="verdict", kind="verdict")
        self.clean = PixelGrid("clean", "clean")
        self.code = CodeBars("code")
        self.reconstruction = PixelGrid("reconstruction", "reconstruction")
        self.error = PixelGrid("error", "error", fullest=0.6)
        self.code_value = Prose(name="code_value", kind="figure")
        self.error_value = Prose(name="error_value", kind="figure")
        self.map = OutcomeMap("map", self.say.looks(session.outcomes))
        self.map_key = Prose(name="map_key", kind="key")
        self._mapped: Scenario | None = None
        self._grown: Grown | None = None

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.verdict, self.clean.plot, self.code.plot, self.code_value,
            self.reconstruction.plot, self.error.plot, self.error_value, self.map.plot,
            self.map_key,
        ]  # fmt: skip

    def draw(self) -> None:
        """Show what happened if it has been revealed, else nothing at all."""
        if self.session.happened is None:
            self._seal()
        else:
            self._unseal(self.session.happened)

    def _seal(self) -> None:
        for prose in (self.verdict, self.code_value, self.error_value, self.map_key):
            prose.html = ""
        for figure in (self.clean, self.code, self.reconstruction, self.error, self.map):
            figure.clear()
        self._mapped = self._grown = None

    def _unseal(self, happened: StrokesOutcome) -> None:
        session, say, grid = self.session, self.say, self.session.shown.grid
        facts = explanation(happened)
        family = session.shown.family
        self.verdict.html = say.verdict(facts, family, session)
        result = happened.reconstruction
        self.clean.show(happened.x, grid, say.clean(family, happened.target_name))
        self.code.show(result.code, result.directions, grid, *say.code(happened.m))
        self.reconstruction.show(result.x_hat, grid, say.reconstruction())
        wrong = difference(happened.x, result.x_hat)
        label = say.error(facts, len(wrong.missed), len(wrong.invented))
        self.error.show(wrong.distance, grid, label)
        self.error.mark(wrong.missed, wrong.invented, grid)
        self.code_value.html = say.code_value(happened.m)
        self.error_value.html = say.error_value(facts)
        self.gallery.weigh(result.weights, happened.target, happened.verdict.member)
        self.gallery.describe(*say.weighed(happened))
        self.map_key.html = say.map_key(session.scenario.text("kind"), session.outcomes)

    def draw_map(self) -> None:
        """Draw the outcome map. It takes longer than all the rest, so it comes after it."""
        session, say = self.session, self.say
        if session.happened is None or self._mapped == session.scenario:
            return
        kind, grown = session.scenario.text("kind"), outcome_map(session.scenario, self._grown)
        levels = [say.level(kind, level) for level in grown.levels]
        self.map.show(grown.widths, levels, grown.names, grown.here)
        self.map.describe(*say.map(grown, kind, session.happened.answer))
        self._mapped, self._grown = session.scenario, grown
