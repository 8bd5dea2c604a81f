"""The learner's own record: how many predictions, how good, and how well calibrated."""

from __future__ import annotations

from typing import Any

from app.components import Prose
from app.figures.calibration import CalibrationPlot
from app.session import Session
from app.words import words
from core.ledger import results
from core.scoring import Summary, summary

ENOUGH = 5  # trials before a calibration plot says anything
CLOSE = 0.05  # confidence and share right that differ by less fit


class RecordView:
    """A sentence and, after five trials, the calibration plot; shared by all labs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = words("record")
        self.score = Prose(name="score")
        self.plot = CalibrationPlot(
            "calibration", self.say.at("ticks"), self.say("across"), self.say("up")
        )
        session.param.watch(lambda _: self.draw(), "ledger")
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.score, self.plot.plot]

    def draw(self) -> None:
        """Bring the sentence and the plot in line with the ledger."""
        figures = summary(results(self.session.ledger))
        self.score.html = self._sentence(figures)
        if figures is None or figures.count < ENOUGH:
            self.plot.clear()
            return
        say = self.say
        rows = [
            [
                say("range", low=b.lo, high=min(b.hi, 100)), str(b.count),
                say("percent", value=round(100 * b.right)),
                say("range", low=round(100 * b.low), high=round(100 * b.high)),
            ]
            for b in figures.bins
        ]  # fmt: skip
        points = [(b.confidence, b.right, b.low, b.high, b.count) for b in figures.bins]
        self.plot.show(points, say("plot"), say.at("head"), rows)

    def _sentence(self, figures: Summary | None) -> str:
        say = self.say
        if figures is None:
            return f"<p>{say('none', enough=ENOUGH)}</p>"
        scores = {"brier": f"{figures.brier:.2f}", "guessing": f"{figures.guessing:.2f}"}
        if figures.count < ENOUGH:
            return f"<p>{say('few', count=figures.count, enough=ENOUGH, **scores)}</p>"
        points = round(100 * abs(figures.excess))
        key = "even" if abs(figures.excess) < CLOSE else "over" if figures.excess > 0 else "under"
        text = say(
            "many", count=figures.count, right=round(100 * figures.right),
            confidence=round(100 * figures.confidence),
            calibration=say(key, points=points), **scores,
        )  # fmt: skip
        return f"<p>{text}</p>"
