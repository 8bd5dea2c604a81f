"""How far the learner is on the path, and with what points.

It is the assignment's that is open, or else that of `content/<language>/path.toml`.
"""

from __future__ import annotations

from typing import Any

from app.session.session import Session
from app.session.text_catalog import words
from app.ui.components import Prose
from core.classroom.hand_in import committed
from core.trial.path_standing import Step, standings

CALLED, MISSED, COMMITTED, AHEAD = "+", "-", "~", "."


class PathScore:
    """A sentence once a step is done; its `data-marks` say how each step ended, for the page."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = words("path")
        self.home = tuple(step["case"] for step in self.say.at("steps"))
        self.score = Prose(name="path_score", kind="figure")
        session.param.watch(lambda *_: self.draw(), ["account", "reading", "rules"])
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.score]

    def draw(self) -> None:
        """Bring it in line with the ledger, once that is read."""
        if self.session.reading:
            return
        rules, ledger = self.session.rules, self.session.ledger
        cases = rules.cases if rules.assignment else self.home
        steps = standings(ledger, cases, self.session.account.otherwise)
        waiting = committed(ledger, cases) if rules.assignment else set()
        marks = "".join(map(_mark, steps, [case in waiting for case in cases]))
        if marks == AHEAD * len(cases):
            self.score.html = ""
            return
        done = [step for step in steps if step is not None]
        if not done:
            self.score.html = f'<p data-marks="{marks}"></p>'
            return
        text = self.say(
            "score", called=sum(step.called for step in done), done=len(done),
            points=round(sum(step.points for step in done)), most=100 * len(done),
            guessing=round(sum(step.guessing for step in done)),
        )  # fmt: skip
        self.score.html = f'<p data-marks="{marks}">{text}</p>'


def _mark(step: Step | None, committed: bool) -> str:
    """How a step stands, for the page."""
    if step is None:
        return COMMITTED if committed else AHEAD
    return CALLED if step.called else MISSED
