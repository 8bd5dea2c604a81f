"""How far the learner is on the path of `content/<language>/path.toml`, and with what points."""

from __future__ import annotations

from typing import Any

from app.session.session import Session
from app.session.text_catalog import words
from app.ui.components import Prose
from core.trial.path_standing import standings

CALLED, MISSED, AHEAD = "+", "-", "."


class PathScore:
    """A sentence once a step is done; its `data-marks` say how each step ended, for the page."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = words("path")
        self.cases = [step["case"] for step in self.say.at("steps")]
        self.score = Prose(name="path_score", kind="figure")
        session.param.watch(lambda *_: self.draw(), ["account", "reading"])
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.score]

    def draw(self) -> None:
        """Bring it in line with the ledger, once that is read."""
        if self.session.reading:
            return
        steps = standings(self.session.ledger, self.cases, self.session.account.otherwise)
        done = [step for step in steps if step is not None]
        if not done:
            self.score.html = ""
            return
        marks = "".join(
            AHEAD if step is None else CALLED if step.called else MISSED for step in steps
        )
        text = self.say(
            "score", called=sum(step.called for step in done), done=len(done),
            points=round(sum(step.points for step in done)), most=100 * len(done),
            guessing=round(sum(step.guessing for step in done)),
        )  # fmt: skip
        self.score.html = f'<p data-marks="{marks}">{text}</p>'
