"""The strokes lab on the page: the evidence, and the settings that only it has.

What is sealed until the reveal is drawn by `result.py` and `trained_network.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.labs.strokes.phrases_after import PhrasesAfter
from app.labs.strokes.phrases_before import PhrasesBefore
from app.labs.strokes.result import StrokesResult
from app.labs.strokes.settings import StrokesSettings
from app.labs.strokes.trained_network import StrokesTrained
from app.ui.components import lab_input
from app.ui.figures.training_patterns import Gallery
from app.ui.lab_view import LabView
from app.ui.stage import BACK, CODE, GIVEN, Stage
from core.labs.strokes.lab import StrokesObservation, StrokesOutcome
from core.labs.strokes.stage import answer, decode_by_hand, wires
from core.trial.scenario import Scenario


class StrokesView(LabView):
    """A damaged pattern before; after the reveal what came out, why, and where on the map."""

    def controls(self) -> StrokesSettings:
        """The settings, whose words depend on each other."""
        return StrokesSettings(self.session)

    def build(self) -> None:
        """Make the figures."""
        self.before, self.after = PhrasesBefore(), PhrasesAfter()
        say = self.before.words
        self.stage = Stage(
            name="stage", sealed=say("stage.sealed"),
            heads=[say("stage.given"), "", say("stage.made")],
            words=[[name, say(f"stage.play.{name}")] for name in say.at("stage.play")],
            says=lab_input(GIVEN), says_code=lab_input(CODE), says_back=lab_input(BACK),
        )  # fmt: skip
        self._own: StrokesOutcome | None = None  # of an input of the learner's own
        self._own_in: Scenario | None = None
        self.gallery = Gallery("gallery")
        self.result = StrokesResult(self.session, self.stage, self.gallery)
        self.trained = StrokesTrained(self.session)

    def evidence(self) -> list[Any]:
        """The autoencoder, and the damaged pattern that it gets."""
        return [self.stage]

    def reference(self) -> list[Any]:
        """All patterns of the family."""
        return [self.gallery.plot]

    def sealed(self) -> list[Any]:
        """What happened, and a network that is trained on the same case."""
        return [*self.result.roots(), *self.trained.roots()]

    def draw_evidence(self, shown: StrokesObservation) -> str:
        """Draw the damaged pattern and those that it may be."""
        if not self.session.playing or self._own_in != self.session.scenario:
            self._own = None
        say = self.before if self.session.outcome is None else self.after
        numbers = say.numbers(shown.m)
        given = shown.x_tilde if self._own is None else self._own.x_tilde
        self.stage.pose(
            given, shown.grid, shown.m, wires(shown.directions), say.stage(shown), numbers
        )
        self.gallery.show(shown.gallery, shown.gallery_names, shown.grid)
        if self.session.outcome is None:
            self.gallery.unweigh()
            self.gallery.describe(*self.before.gallery(shown))
        return self.before.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        self.result.clear()
        self.trained.draw()

    def draw_outcome(self, happened: StrokesOutcome) -> str:
        """Draw what happened."""
        self.trained.draw()
        self.stage.free = self.session.playing
        return self.result.show(self._own or happened)

    def next_hint(self) -> str:
        """What the next case changes."""
        return self.after.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def own_input(self, control: str, value: Any) -> None:
        """What is done on the stage in play, or with a network on the case in view."""
        acts: dict[str, Callable[[], None]] = {
            GIVEN: lambda: self._answer(value),
            CODE: lambda: self._decode(value),
            BACK: self._restore,
            "train": self.trained.begin,
            "halt": self.trained.stop,
        }
        if control not in acts:
            super().own_input(control, value)
        acts[control]()

    def _answer(self, given: Any) -> None:
        """Send an input of the learner's own through the autoencoder."""
        session = self.session
        if session.playing and session.outcome is not None:
            self._own, self._own_in = answer(session.scenario, given), session.scenario
        self.draw()

    def _decode(self, code: Any) -> None:
        """Send a code of the learner's own through the decoder."""
        happened = self._own or self.session.outcome
        if happened is None or not self.session.playing:
            self.draw()
            return
        self.verdict.html = self.result.decoded(decode_by_hand(happened, code), happened)

    def _restore(self) -> None:
        """Go back to the case as it was."""
        self._own = None
        self.draw()

    @property
    def running(self) -> bool:
        """Whether a network is being trained on the case in view."""
        return self.trained.running

    def advance(self) -> None:
        """Train it on for a moment."""
        self.trained.advance()
        if not self.running:
            self.draw_step()

    def draw_step(self) -> None:
        """Draw how far that is; what happened is there at once."""
        self.trained.draw()

    def draw_idle(self) -> None:
        """Draw the map, which takes longer than all the rest."""
        self.result.draw_map()
