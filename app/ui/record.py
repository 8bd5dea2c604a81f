"""The learner's own record: how many predictions, how good, and how well calibrated."""

from __future__ import annotations

from typing import Any

from app.session.session import Session
from app.session.text_catalog import words
from app.ui.components import Prose
from app.ui.figures.calibration import CalibrationPlot
from core.trial.scored_outcomes import Account
from core.trial.scoring import ENOUGH, Summary, points, summary

NAMED = 5  # records that are named by their numbers


class RecordView:
    """A sentence and, once there are enough trials, the calibration plot; shared by all labs."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = words("record")
        self.score = Prose(name="score")
        self.plot = CalibrationPlot(
            "calibration", self.say.at("ticks"), self.say("across"), self.say("up")
        )
        session.param.watch(lambda *_: self.draw(), ["account", "reading"])
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.score, self.plot.plot]

    def draw(self) -> None:
        """Bring the sentences and the plot in line with the ledger."""
        account, reading = self.session.account, self.session.reading
        figures = summary(account.results)
        if reading:
            done, total = reading
            self.score.html = f"<p>{self.say('reading', done=done, total=total)}</p>"
        else:
            self.score.html = self._sentence(figures) + self._uncounted(account)
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
        dots = [(b.confidence, b.right, b.low, b.high, b.count) for b in figures.bins]
        self.plot.show(dots, say("plot"), say.at("head"), rows)

    def _uncounted(self, account: Account) -> str:
        """Say what of the record does not count, and why."""
        say, numbers = self.say, account.otherwise
        named = ", ".join(map(str, numbers[:NAMED])) + (", …" if len(numbers) > NAMED else "")
        counts = {
            "otherwise": len(numbers), "unchecked": account.unchecked,
            "unknown": account.unknown, "shown": account.shown,
        }  # fmt: skip
        parts = [
            say(reason, count=count, numbers=named) for reason, count in counts.items() if count
        ]
        return f"<p>{say('uncounted', parts='; '.join(parts))}</p>" if parts else ""

    def _sentence(self, figures: Summary | None) -> str:
        say = self.say
        if figures is None:
            return f"<p>{say('none', enough=ENOUGH)}</p>"
        text = say(
            "one" if figures.count == 1 else "score",
            count=figures.count, right=round(100 * figures.right),
            confidence=round(100 * figures.confidence),
            points=round(points(figures.brier)), guessing=round(points(figures.guessing)),
        )  # fmt: skip
        if figures.low is None or figures.high is None:
            more = say("few", enough=ENOUGH)
        else:
            low, high = sorted((abs(figures.low), abs(figures.high)))
            more = say(str(figures.bias), low=round(100 * low), high=round(100 * high))
        return f"<p>{text} {more}</p>"
