"""What the learner sets on the stage in play: an input of their own, a code of their own."""

from __future__ import annotations

from typing import Any

from app.session.session import Session
from core.labs.strokes.lab import StrokesOutcome
from core.labs.strokes.stage import Decoded, decode_by_hand, respond
from core.trial.scenario import Scenario

SAME = ("family", "seed")  # while these stay, an input of one's own outlasts other settings


class SetByHand:
    """`outcome`: what came of an input, `decoded`: of a code; None while nothing was set."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.outcome: StrokesOutcome | None = None
        self.decoded: Decoded | None = None
        self._scenario: Scenario | None = None

    def set_input(self, given: Any) -> bool:
        """Send an input through the autoencoder, in play, if it is as long as now; whether so."""
        if not self._allowed(given, len(self.session.observation.x_tilde)):
            return False
        self._scenario = self.session.scenario
        self.outcome, self.decoded = respond(self._scenario, given), None
        return True

    def set_code(self, code: Any) -> bool:
        """Send a code through the decoder, in play, if it is as long as now; whether it was."""
        if not self._allowed(code, self.session.observation.m):
            return False
        self._scenario = self.session.scenario
        self.decoded = decode_by_hand(self.outcome or self.session.outcome, code)
        return True

    def forget(self) -> None:
        """Go back to the case as it was."""
        self.outcome = self.decoded = None

    def follow(self) -> None:
        """Let go of what no longer belongs to the settings; an input is sent through anew."""
        now, before, playing = self.session.scenario, self._scenario, self.session.playing
        if before == now and playing:
            return
        kept = self.outcome
        self.forget()
        self._scenario = now
        same = before is not None and all(before[name] == now[name] for name in SAME)
        if kept is not None and same and playing:
            self.outcome = respond(now, kept.x_tilde.tolist())

    def _allowed(self, value: Any, length: int) -> bool:
        """Whether it may be set: the settings may have changed while a list was made."""
        session = self.session
        fits = not isinstance(value, list) or len(value) == length
        return session.playing and session.outcome is not None and fits
