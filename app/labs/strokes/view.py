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
from core.labs.strokes.stage import decode_by_hand, fits, respond, wires
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
        self._code: list[float] | None = None  # set by hand
        self._set_in: Scenario | None = None
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
        self._follow()
        say = self.before if self.session.outcome is None else self.after
        given = shown.x_tilde if self._own is None else self._own.x_tilde
        label = say.stage(shown, own=self._own is not None)
        self.stage.pose(
            given, shown.grid, shown.m, wires(shown.directions), label, say.numbers(shown.m)
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
        own = self._own
        told = self.result.show(own or happened)
        if own is not None:
            told = self.after.own(own, fits(self.session.scenario, own.x_tilde))
        if self._code is not None:
            told = self.result.decoded(decode_by_hand(own or happened, self._code), own or happened)
        return told

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
        if session.playing and session.outcome is not None and self._has_length("given", given):
            self._own, self._code = respond(session.scenario, given), None
            self._set_in = session.scenario
        self.draw()

    def _decode(self, code: Any) -> None:
        """Send a code of the learner's own through the decoder."""
        session = self.session
        happened = self._own or session.outcome
        if happened is None or not session.playing or not self._has_length("code", code):
            self.draw()
            return
        self._code, self._set_in = code, session.scenario
        self.verdict.html = self.result.decoded(decode_by_hand(happened, code), happened)

    def _has_length(self, control: str, value: Any) -> bool:
        """Whether a list is as long as now: the settings may have changed while it was made."""
        shown = self.session.observation
        wanted = len(shown.x_tilde) if control == GIVEN else shown.m
        return not isinstance(value, list) or len(value) == wanted

    def _follow(self) -> None:
        """Let go of what was set by hand where it no longer belongs; an input outlasts settings."""
        now, before = self.session.scenario, self._set_in
        if before == now and self.session.playing:
            return
        own, self._own, self._code, self._set_in = self._own, None, None, now
        same = before is not None and all(before[name] == now[name] for name in ("family", "seed"))
        if own is not None and same and self.session.playing:
            self._own = respond(now, own.x_tilde.tolist())

    def _restore(self) -> None:
        """Go back to the case as it was."""
        self._own = self._code = None
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
