"""The frame of a lab's view: what all labs share, and what each draws of its own.

A lab's view is a `LabView` with its figures. Before the reveal what is sealed is empty: the session
has nothing that could fill it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.session.session import Session
from app.ui.components import Control, Prose
from app.ui.follow_up_controls import FollowUpControls
from app.ui.lab_phrases import LabPhrases
from app.ui.prediction_controls import PredictionControls
from app.ui.settings import Settings
from core.stepwise import Step


@dataclass(frozen=True)
class FigureSlot:
    """A place for one figure of the page, and for a line of prose below it.

    name: its slot, and the key of its words: `headings.<name>`. symbol: as in the glossary, or "".
    meaning: the colour's name. sealed: an envelope covers it until the reveal. note: the slot of
    the prose below, or "". wide: it takes the bench's whole width. watched: where a run is seen,
    which is brought into view when one begins.
    """

    name: str
    symbol: str = ""
    meaning: str = ""
    sealed: bool = True
    note: str = ""
    wide: bool = False
    watched: bool = False


class LabView(ABC):
    """Brief, settings, prediction, verdict and ways on; the figures are the lab's own."""

    wording: type[LabPhrases] = LabPhrases  # if the lab has some of its own for what all say
    panels: tuple[FigureSlot, ...] = ()  # in the order of the page, first what is seen before

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = self.wording(session.lab.name)
        self.brief = Prose(name="brief")
        self.changed = Prose(name="changed", kind="figure")
        self.settings = self.controls()
        self.prediction = PredictionControls(session, self.say)
        self.verdict = Prose(name="verdict", kind="verdict")
        self.follow_up = FollowUpControls(session, self.say)
        self.build()
        self._inputs = [root for root in self.roots() if isinstance(root, Control) and root.says]
        session.param.watch(lambda _: self.draw(), "revision")
        self.draw()

    def controls(self) -> Any:
        """The settings: `roots()` and `draw()`, from the lab's parameters unless it has its own."""
        return Settings(self.session, self.say)

    @abstractmethod
    def build(self) -> None:
        """Make the figures; called once."""

    @abstractmethod
    def evidence(self) -> list[Any]:
        """The roots that are seen before the commit, named after their panels and notes."""

    def reference(self) -> list[Any]:
        """More that is seen before, but that nobody needs in order to commit: it is drawn later."""
        return []

    @abstractmethod
    def sealed(self) -> list[Any]:
        """The roots that are empty until the reveal, named after their panels and notes."""

    @abstractmethod
    def draw_evidence(self, shown: Any) -> str:
        """Draw what may be seen before the commit; return the brief as HTML."""

    @abstractmethod
    def clear(self) -> None:
        """Empty what is sealed."""

    @abstractmethod
    def draw_outcome(self, happened: Any) -> str:
        """Draw what happened; return headline and reason as HTML, see `headed`."""

    @abstractmethod
    def next_hint(self) -> str:
        """What the next case changes; it is chosen by a rule that knows no outcome."""

    def draw_snapshot(self, step: Step) -> None:
        """Draw how far a run is that the learner watches; labs with one must have this."""
        raise NotImplementedError(f"{type(self).__name__} has a run and does not draw {step!r:.80}")

    def draw_idle(self) -> None:  # noqa: B027  # most labs have nothing that can wait
        """Draw what may come a moment later than the rest."""

    def take(self, message: Mapping[str, Any]) -> None:
        """Show what was entered, in the control that it was entered in."""
        for control in self._inputs:
            control.take(message)

    def own_input(self, control: str, value: Any) -> None:
        """Do, and draw, what was entered in a control that only this lab has: there is none."""
        raise ValueError(f"{type(self).__name__} has no control {control!r} to take {value!r:.80}")

    @staticmethod
    def note(name: str) -> Prose:
        """A line of prose below a figure; `name` is its slot."""
        return Prose(name=name, kind="figure")

    def headed(self, headline: str, answer: str, why: str) -> str:
        """The verdict: a headline, how the prediction fared, and the reason."""
        return self.say.headed(headline, answer, why, self.session)

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in the order of drawing.

        First what a learner needs to commit, last what is sealed until the reveal.
        """
        return [
            self.brief, *self.evidence(), self.changed, *self.prediction.roots(), *self.reference(),
            *self.settings.roots(), self.verdict, *self.sealed(), *self.follow_up.roots(),
        ]  # fmt: skip

    def draw(self) -> None:
        """Bring every control and figure in line with the session."""
        session = self.session
        self.brief.html = self.draw_evidence(session.observation)
        self.changed.html = self._changed()
        self.settings.draw()
        self.prediction.draw()
        self.follow_up.draw(self.next_hint() if session.phase == "revealed" else "")
        self.verdict.live = "status" if session.playing else ""  # before, the focus comes to it
        if session.outcome is not None:
            self.verdict.html = self.draw_outcome(session.outcome)
        elif session.step is None:
            self.verdict.html = ""
            self.clear()
        else:
            self.draw_snapshot(session.step)

    def _changed(self) -> str:
        """What this case changes of the one before it, while that is news."""
        session = self.session
        if session.phase != "posed" or session.before is None:
            return ""
        return self.say.changed(session.before, session.scenario)

    @property
    def running(self) -> bool:
        """Whether something runs beside the session: nothing."""
        return False

    @property
    def rest(self) -> float:
        """Seconds until there is something to go on with: none."""
        return 0.0

    def advance(self) -> None:
        """Go on with what runs beside the session: nothing."""
        raise RuntimeError(f"{type(self).__name__} has nothing that runs")

    def draw_step(self) -> None:
        """Draw a run's last step, and nothing that it does not change."""
        if self.session.step is not None:
            self.prediction.draw_meter()
            self.draw_snapshot(self.session.step)
