"""What the strokes lab keeps sealed until the reveal, and what follows it.

Before the reveal every figure here is empty and every sentence blank: the session has nothing
that could fill them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.components import Button, Note, Prose
from app.figures.code import CodeBars
from app.figures.gallery import Gallery
from app.figures.grid import PixelGrid
from app.figures.outcomes import OutcomeMap
from app.labs.phrases import Phrases
from app.session import Session
from core.explanation import explanation
from core.outcome_map import outcome_map
from core.scenario import Scenario
from core.strokes import StrokesOutcome
from core.verdict import CLEARLY_OFF, CLEARLY_ON


class StrokesResult:
    """The four sealed panels, the sentence, the map, and the ways on from here.

    `gallery` is the one of the evidence; after the reveal it also says how well each pattern fits.
    """

    def __init__(self, session: Session, say: Phrases, gallery: Gallery) -> None:
        self.session = session
        self.gallery = gallery
        self.say = say
        words = say.words
        self.verdict = Prose(name="verdict", kind="verdict")
        self.clean = PixelGrid("clean", "clean")
        self.code = CodeBars("code")
        self.reconstruction = PixelGrid("reconstruction", "reconstruction")
        self.error = PixelGrid("error", "error", fullest=0.6)
        self.error_value = Prose(name="error_value", kind="figure")
        self.map = OutcomeMap("map", say.looks(session.outcomes))
        self.map_key = Prose(name="map_key", kind="key")
        self.why = Note(
            name="why", label=words("note.label"), hint=words("note.hint"),
            placeholder=words("note.placeholder"),
        )  # fmt: skip
        self.next = Button(name="next", kind="primary", label=words("buttons.next"), offered=False)
        self.play = Button(name="play", label=words("buttons.play"), offered=False)
        self._mapped: Scenario | None = None
        self.next.param.watch(lambda _: session.next_case(), "clicks")
        self.play.param.watch(lambda _: session.play(), "clicks")
        self.why.param.watch(lambda event: session.write(event.new), "text")
        self.why.param.watch(lambda _: session.settle(), "settled")

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.verdict, self.clean.plot, self.code.plot, self.reconstruction.plot,
            self.error.plot, self.error_value, self.map.plot, self.map_key, self.why, self.next,
            self.play,
        ]  # fmt: skip

    def draw(self) -> None:
        """Show what happened if it has been revealed, else nothing at all."""
        session, revealed = self.session, self.session.phase == "revealed"
        self.next.offered = revealed
        self.play.offered = revealed and not session.playing
        self.play.hint = self.say.words("buttons.play_hint") if revealed else ""
        self.next.hint = self.say.next_hint(session.scenario, session.coming) if revealed else ""
        self.why.text = session.why
        if session.happened is None:
            self._seal()
        else:
            self._unseal(session.happened)

    def _seal(self) -> None:
        self.verdict.html = self.error_value.html = self.map_key.html = ""
        for figure in (self.clean, self.code, self.reconstruction, self.error, self.map):
            figure.clear()
        self._mapped = None

    def _unseal(self, happened: StrokesOutcome) -> None:
        session, say, grid = self.session, self.say, self.session.shown.grid
        facts = explanation(happened)
        family = session.shown.family
        self.verdict.html = say.verdict(facts, family, session)
        result = happened.reconstruction
        self.clean.show(happened.x, grid, say.clean(family, happened.target_name))
        self.code.show(result.code, result.directions, grid, *say.code(happened.m))
        self.reconstruction.show(result.x_hat, grid, say.words("figures.reconstruction"))
        missed = np.flatnonzero((happened.x > 0.5) & (np.round(result.x_hat, 9) < CLEARLY_ON))
        invented = np.flatnonzero((happened.x < 0.5) & (np.round(result.x_hat, 9) > CLEARLY_OFF))
        self.error.show(
            np.abs(result.x_hat - happened.x), grid, say.error(facts, len(missed), len(invented))
        )
        self.error_value.html = say.error_value(facts)
        self.error.mark(missed.tolist(), invented.tolist(), grid)
        self.gallery.weigh(result.weights, happened.target, happened.verdict.member)
        self.gallery.describe(*say.weighed(happened))
        self.map_key.html = say.map_key(session.scenario.text("kind"), session.outcomes)

    def draw_map(self) -> None:
        """Draw the outcome map. It takes longer than all the rest, so it comes after it."""
        session, say = self.session, self.say
        if session.happened is None or self._mapped == session.scenario:
            return
        kind, grown = session.scenario.text("kind"), outcome_map(session.scenario)
        levels = [say.level(kind, level) for level in grown.levels]
        self.map.show(grown.widths, levels, grown.names, grown.here)
        self.map.describe(*say.map(grown, kind, session.happened.answer))
        self._mapped = session.scenario
