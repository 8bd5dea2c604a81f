"""One network trained on the case in view, beside the surrogate: only after the reveal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.labs.strokes.shared_phrases import Phrases
from app.session.session import Session
from app.ui.components import Button, Prose, lab_input
from app.ui.figures.pixel_grid import PixelGrid
from app.ui.lab_phrases import capital
from core.labs.strokes.lab import StrokesOutcome
from core.labs.strokes.training import NetworkTraining, train_network
from core.theory.fidelity_table import FidelityTable
from core.trial.scenario import Scenario


class StrokesTrained:
    """A button that trains, what the network makes of the evidence, and what that says."""

    def __init__(self, session: Session, fidelity: FidelityTable) -> None:
        self.session = session
        self.say = Phrases()
        say = self.say.words
        self.train = Button(
            name="train", label=say("trained.button"), offered=False, says=lab_input("train")
        )
        self.halt = Button(
            name="halt", label=say("trained.stop"), offered=False, says=lab_input("halt")
        )
        self.told = Prose(name="trained_told", kind="figure", live="status")
        self.drawn = PixelGrid("trained", "reconstruction")
        self._run: Iterator[NetworkTraining] | None = None
        self._of: Scenario | None = None  # whose network it is
        self._now: NetworkTraining | None = None
        self._halted = False
        self._share = fidelity

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.train, self.halt, self.told, self.drawn.plot]

    @property
    def running(self) -> bool:
        """Whether there is something to go on with."""
        return self._run is not None

    def advance(self) -> None:
        """Train on for a moment."""
        if self._run is None:
            return
        self._now = next(self._run)
        if self._now.verdict is not None:
            self._run = None

    def draw(self) -> None:
        """Show how far it is, or nothing while nothing was asked for on this case."""
        session = self.session
        if session.outcome is None or self._of != session.scenario:
            self._run = self._of = self._now = None
        self.train.param.update(
            offered=session.outcome is not None and not self.running,
            hint=self.say.words("trained.hint"),
        )
        self.halt.offered = self.running
        if self._now is None:
            self.told.html = ""
            self.drawn.clear()
        else:
            self._draw_now(self._now, session.outcome)

    def _draw_now(self, now: NetworkTraining, happened: StrokesOutcome) -> None:
        say = self.say.words
        label = say("trained.figure", step=f"{now.step:,}", steps=f"{now.steps:,}")
        self.drawn.show(now.x_hat, self.session.observation.grid, label)
        steps = {"step": f"{now.step:,}", "steps": f"{now.steps:,}"}
        if now.verdict is not None:
            lines = self._result(now, happened)
        elif self._halted:
            lines = [say("trained.stopped", **steps)]
        else:
            lines = [say("trained.progress", loss=f"{now.loss:.4f}", **steps)]
        self.told.html = "".join(f"<p>{line}</p>" for line in lines)

    def _result(self, now: NetworkTraining, happened: StrokesOutcome) -> list[str]:
        say, scenario = self.say.words, self.session.scenario
        assert now.verdict is not None
        family, m = scenario.text("family"), scenario.integer("m")
        member = now.verdict.member
        names = {
            "target": self.say.pattern(family, happened.target_name),
            "member": "" if member is None
            else self.say.pattern(family, happened.pattern_names[member]),
        }  # fmt: skip
        gave = capital(say(f"trained.gave.{now.verdict.name}", **names))
        short = say(f"outcomes.{happened.verdict.name}.short")
        same = now.verdict.name == happened.verdict.name
        lines = [f"{gave} {say('trained.agrees') if same else say('trained.differs', short=short)}"]
        near = self._share.near(family, m, scenario.text("kind"), scenario.text("mode"))
        if near is None:
            lines.append(say("trained.often_unknown"))
        else:
            shares = {
                "m": m, "surrogate": round(100 * near.surrogate),
                "networks": round(100 * near.networks),
            }  # fmt: skip
            key = "often" if near.m == m else "often_near"
            lines.append(say(f"trained.{key}", near=near.m, **shares))
        return [*lines, say("trained.one")]

    def begin(self) -> None:
        """Train one on what lies on the bench."""
        if self.session.outcome is not None:
            self._of, self._halted = self.session.scenario, False
            self._run = train_network(self._of)
            self._now = next(self._run)
            self.session.revision += 1

    def stop(self) -> None:
        """Let go of it where it is."""
        self._run, self._halted = None, True
        self.session.revision += 1
