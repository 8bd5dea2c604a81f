"""What was predicted so far, newest first: what was said, what happened, the points; by lab."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.session.session import Session
from app.session.text_catalog import words
from app.ui.components import Prose
from app.ui.lab_phrases import LabPhrases, capital
from core.trial.history import Past, revealed
from core.trial.scenario import lab_of, parse
from core.trial.scoring import brier_of, points

SHOWN = 30  # trials at most: more would make the page slow, and the file holds them all


class HistoryView:
    """A list and a line for each lab; empty until something was revealed."""

    def __init__(self, session: Session, phrases: Mapping[str, LabPhrases]) -> None:
        """phrases: of every lab, by its name."""
        self.session = session
        self.phrases = phrases
        self.say = words("record")
        self.list = Prose(name="history", kind="history")
        self._drawn = ""  # the head of the ledger that is shown
        self.draw_idle()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.list]

    def draw_idle(self) -> None:
        """Bring it in line with the ledger, once that is read; it may come after all the rest."""
        head = self.session.ledger.head
        if self.session.reading or head == self._drawn:
            return
        self._drawn = head
        past = [one for one in revealed(self.session.ledger) if lab_of(one.address) in self.phrases]
        if not past:
            self.list.html = ""
            return
        items = "".join(map(self._item, past[: -SHOWN - 1 : -1]))
        more = len(past) - SHOWN
        rest = f"<p>{self.say('history.more', count=more)}</p>" if more > 0 else ""
        self.list.html = (
            f"<details><summary>{self.say('history.title', count=len(past))}</summary>"
            f"<ul>{self._labs(past)}</ul><ol>{items}</ol>{rest}</details>"
        )

    def _labs(self, past: list[Past]) -> str:
        """A line for each lab that was visited."""
        lines = []
        for lab, phrases in self.phrases.items():
            own = [one.result for one in past if lab_of(one.address) == lab and self._counts(one)]
            if own:
                mean = sum(points(brier_of(result)) for result in own) / len(own)
                text = self.say(
                    "history.lab", lab=phrases.words("title"), count=len(own),
                    called=sum(result.called for result in own), points=round(mean),
                )  # fmt: skip
                lines.append(f"<li>{text}</li>")
        return "".join(lines)

    def _counts(self, one: Past) -> bool:
        """Whether the record counts it."""
        return not one.seen and one.number not in self.session.account.otherwise

    def _item(self, one: Past) -> str:
        """A trial: what was given, if there is a picture of it, what was said, what happened."""
        lab = lab_of(one.address)
        phrases, result = self.phrases[lab], one.result
        scenario, notices = parse(one.address, self.session.labs)
        if notices:
            return f"<li>{self.say('history.unknown', lab=phrases.words('title'))}</li>"
        try:
            said, happened = (
                phrases.said(text, scenario) for text in (result.choice, result.answer)
            )
        except KeyError:  # of another version of the lab
            said, happened = result.choice, result.answer
        mark = "called" if result.called else "missed"
        key = f"parts_{mark}" if result.parts > 1 else mark
        text = self.say(
            f"history.{key}", said=capital(said), happened=happened, percent=result.confidence,
            right=round(result.right * result.parts), parts=result.parts,
            points=round(points(brier_of(result))),
        )  # fmt: skip
        if not self._counts(one):
            text = f"{text} {self.say('history.uncounted')}"
        return f'<li class="is-{mark}">{phrases.picture(scenario)}<span>{text}</span></li>'
