"""What the strokes lab keeps sealed until the reveal.

Before the reveal every figure here is empty and every sentence blank: the session has nothing
that could fill them.
"""

from __future__ import annotations

from typing import Any

from app.labs.strokes.phrases_after import PhrasesAfter
from app.session.session import Session
from app.ui.components import Prose
from app.ui.figures.outcome_map import OutcomeMap
from app.ui.figures.pixel_grid import PixelGrid
from app.ui.figures.training_patterns import Gallery
from app.ui.stage import Stage
from core.labs.strokes.counterfactual import counterfactual
from core.labs.strokes.explanation import explanation
from core.labs.strokes.lab import StrokesOutcome
from core.labs.strokes.outcome_map import OutcomeMap as Grown
from core.labs.strokes.outcome_map import outcome_map
from core.labs.strokes.stage import Decoded, reach
from core.theory.verdict import VERDICTS
from core.trial.scenario import Scenario


class StrokesResult:
    """What the stage has sealed, two panels more, and the map.

    `gallery` is the one of the evidence; after the reveal it also says how well each pattern fits.
    """

    def __init__(self, session: Session, stage: Stage, gallery: Gallery) -> None:
        self.session = session
        self.stage = stage
        self.gallery = gallery
        self.say = PhrasesAfter()
        self.clean = PixelGrid("clean", "clean")
        self.error = PixelGrid("error", "error", fullest=0.6)
        self.error_value = Prose(name="error_value", kind="figure")
        self.map = OutcomeMap("map", self.say.looks(VERDICTS))
        self.map_key = Prose(name="map_key", kind="key")
        self._mapped: Scenario | None = None
        self._grown: Grown | None = None

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.clean.plot, self.error.plot, self.error_value, self.map.plot, self.map_key,
        ]  # fmt: skip

    def clear(self) -> None:
        """Empty everything."""
        self.stage.close()
        for prose in (self.error_value, self.map_key):
            prose.html = ""
        for figure in (self.clean, self.error, self.map):
            figure.clear()
        self._mapped = self._grown = None

    def show(self, happened: StrokesOutcome) -> str:
        """Show what happened, but for the output; return headline and reason as HTML."""
        session, say, grid = self.session, self.say, self.session.observation.grid
        facts = explanation(happened)
        family = session.observation.family
        result = happened.reconstruction
        self.clean.show(happened.x, grid, say.clean(family, happened.target_name))
        self.gallery.weigh(result.weights, happened.target, happened.verdict.member)
        self.gallery.describe(*say.weighed(happened))
        self.map_key.html = say.map_key(session.scenario.text("kind"), VERDICTS)
        told = say.verdict(facts, family, happened.answer, session)
        if session.playing:  # the hand tries it, and the map is beside it
            return told
        changes = counterfactual(session.scenario, happened)
        told += say.otherwise(changes, happened.verdict.name, session.scenario.text("kind"))
        return told + say.painted(session)

    def show_output(self, happened: StrokesOutcome, made: Decoded, by_hand: bool) -> None:
        """Show what a code is decoded to; by_hand: not the input's. `show_errors` comes next."""
        session, wrong = self.session, made.wrong
        self.stage.open(
            made.code, made.x_hat, wrong.missed, wrong.invented,
            reach(happened, session.observation.gallery),
            happened.reconstruction.code if by_hand else (),
        )  # fmt: skip

    def show_errors(self, made: Decoded) -> None:
        """Show what is wrong with it, pixel by pixel, and all that the stage shows as a table."""
        wrong, grid = made.wrong, self.session.observation.grid
        self.stage.describe()
        label = self.say.error(made.error, len(wrong.missed), len(wrong.invented))
        self.error.show(wrong.distance, grid, label)
        self.error.mark(wrong.missed, wrong.invented, grid)
        self.error_value.html = self.say.error_value(made.error)

    def draw_map(self) -> None:
        """Draw the outcome map. It takes longer than all the rest, so it comes after it."""
        session, say = self.session, self.say
        if session.outcome is None or self._mapped == session.scenario:
            return
        kind, grown = session.scenario.text("kind"), outcome_map(session.scenario, self._grown)
        levels = [say.level(kind, level) for level in grown.levels]
        self.map.show(grown.widths, levels, grown.names, grown.here)
        self.map.describe(*say.map(grown, kind, session.outcome.verdict.name))
        self._mapped, self._grown = session.scenario, grown
