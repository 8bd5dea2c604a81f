"""A class report in JSON's types, as the page shows it. Numbers are codes and figures: the words
for them are the page's, but for what a lab calls its cases and choices.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.runtime.case_descriptions import CaseDescriptions
from core.classroom.case_tally import CaseTally, Choice
from core.classroom.class_report import ClassReport, Group, Learner
from core.classroom.handed_work import Work
from core.classroom.marks import Mark, marks
from core.trial.scoring import points


class ReportFigures:
    """What is told of one report. content: as for `core.classroom.marks.marks`."""

    def __init__(self, report: ClassReport, descriptions: CaseDescriptions, content: str) -> None:
        self._report, self._describe, self._content = report, descriptions, content

    def report(self, learners: bool) -> dict[str, Any]:
        """How things stand. learners: whether they are told one by one, which takes longest."""
        report, chosen = self._report, self._report.chosen
        cases = [self._case(n, each) for n, each in enumerate(_tallies(chosen), 1)]
        worth = sorted((each for each in cases if each["confident_errors"] > 0), key=_order)
        return {
            "type": "report",
            "read": len(report.learners),
            "broken": [asdict(broken) for broken in report.broken],
            "duplicates": [[file, self._name(number)] for file, number in report.duplicates],
            "assignments": [
                {"fingerprint": name, "title": each.assignment.title, "count": len(each.learners)}
                for name, each in report.groups.items()
            ],
            "chosen": chosen.assignment.fingerprint if chosen else "",
            "title": chosen.assignment.title if chosen else "",
            "votes": chosen.assignment.votes if chosen else 1,
            "cases": cases,
            "worth": [each["number"] for each in worth],
            "class": self._class(),
            "learners": [self._learner(each) for each in report.learners] if learners else None,
        }

    def whys(self, where: str) -> dict[str, Any]:
        """The learners' words on why in one case, those of most confidence first."""
        rows: list[dict[str, Any]] = []
        chosen = self._report.chosen
        tally = chosen.tallies.get(where) if chosen else None
        for learner in chosen.learners if chosen and tally else ():
            work = learner.work.get(where)
            if work and work.why and tally and self._report.standing(learner, work) == "counted":
                rows.append(self._why(learner, work, tally))
        rows.sort(key=lambda row: -int(row["confidence"]))
        return {"type": "whys", "case": where, "rows": rows}

    def _why(self, learner: Learner, work: Work, tally: CaseTally) -> dict[str, Any]:
        """Words on why come after an outcome, and that after the last vote."""
        assert work.last is not None
        last = work.last
        scored = tally.scored(last.choice, last.confidence) if tally.case.answer else None
        return {
            "learner": learner.number, "text": work.why, "confidence": last.confidence,
            "said": self._describe.said(last.choice, work.address),
            "right": scored and scored.result.called,
        }  # fmt: skip

    def _case(self, number: int, tally: CaseTally) -> dict[str, Any]:
        case, figures = tally.case, tally.figures()
        where = case.address
        told = asdict(figures)
        told["choices"] = [self._choice(each, where) for each in figures.choices]
        told["moved"] = [
            [self._describe.said(one, where), self._describe.said(other, where), count]
            for one, other, count in figures.moved
        ]
        return {
            **told, "number": number, "address": where, "state": case.state, "parts": case.parts,
            "lab": self._describe.lab(where), "picture": self._describe.picture(where),
            "question": self._describe.question(where),
            "answer": self._describe.said(case.answer, where) if case.answer else "",
            "answer_picture": self._describe.painting(case.answer, where),
        }  # fmt: skip

    def _choice(self, choice: Choice, where: str) -> dict[str, Any]:
        title = self._describe.said(choice.name, where) if choice.name else ""
        picture = self._describe.painting(choice.name, where)
        return {**asdict(choice), "title": title, "picture": picture}

    def _class(self) -> dict[str, Any] | None:
        told = self._report.summary()
        if told is None:
            return None
        return {
            "count": told.count, "right": told.right, "confidence": told.confidence,
            "excess": told.excess, "bias": told.bias, "points": points(told.brier),
            "guessing": points(told.guessing), "bins": [asdict(each) for each in told.bins],
        }  # fmt: skip

    def _learner(self, learner: Learner) -> dict[str, Any]:
        group = self._report.groups[learner.fingerprint]
        score = self._report.score(learner)
        return {
            "number": learner.number, "file": learner.file, "name": learner.name,
            "of": len(group.tallies), **asdict(score),
            "missing": [n for n, where in enumerate(group.tallies, 1) if not _done(learner, where)],
            "marks": [self._mark(m, group) for m in marks(self._report, learner, self._content)],
        }  # fmt: skip

    def _mark(self, mark: Mark, group: Group) -> dict[str, Any]:
        """A mark with its cases by number."""
        order = list(group.tallies)
        cases = sorted(order.index(where) + 1 for where in mark.cases if where in order)
        return {**asdict(mark), "cases": cases}

    def _name(self, number: int) -> str:
        return self._report.learners[number - 1].file


def _tallies(group: Group | None) -> list[CaseTally]:
    return list(group.tallies.values()) if group else []


def _order(case: dict[str, Any]) -> tuple[float, int]:
    return -case["confident_errors"], case["number"]


def _done(learner: Learner, where: str) -> bool:
    """Whether a learner has cast the last vote on a case."""
    work = learner.work.get(where)
    return work is not None and work.last is not None
