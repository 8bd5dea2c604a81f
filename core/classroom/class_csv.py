"""All votes of a class as a table for a spreadsheet: CSV as RFC 4180 has it, in UTF-8 with a mark.

A cell that a spreadsheet would take for a formula begins with an apostrophe: texts in it come from
learners. So does one of many digits, as paintings are, of which it would keep only the first ones.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from core.classroom.class_report import ClassReport, Group, Learner
from core.classroom.handed_work import Vote, Work
from core.classroom.marks import marks

MARK = "\ufeff"  # by which spreadsheets know UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DIGITS = re.compile("0[0-9]+|[0-9]{12,}")  # that a number would not keep
COLUMNS = (
    "file", "name", "assignment", "case_number", "case", "vote", "votes", "choice",
    "choice_in_words", "confidence", "voted_at", "answer", "answer_in_words", "share_right",
    "points", "revealed", "standing", "why", "marks", "handed_in_at",
)  # fmt: skip
Said = Callable[[str, str], str]  # a choice in words, in the case at an address


def csv_steps(report: ClassReport, said: Said, content: str = "") -> Iterator[str]:
    """The table in pieces, the head first and then one for each learner, all assignments of them.

    said: words for a choice. content: as for `marks`.
    """
    yield MARK + _lines([COLUMNS])
    for learner in report.learners:
        group = report.groups[learner.fingerprint]
        told = " ".join(mark.kind for mark in marks(report, learner, content))
        yield _lines(_rows(report, group, learner, said, told))


def defused(cell: str) -> str:
    """A cell's text that no spreadsheet computes, nor takes for a number of fewer digits."""
    changes = cell.startswith(FORMULA) or DIGITS.fullmatch(cell)
    return f"'{cell}" if changes else cell


def _rows(
    report: ClassReport, group: Group, learner: Learner, said: Said, told: str
) -> Iterator[list[object]]:
    for number, where in enumerate(group.assignment.cases, 1):
        work = learner.work.get(where)
        for place, vote in enumerate(work.votes if work else (), 1):
            if work:
                about = [learner.file, learner.name, group.assignment.title, number, where, place]
                yield [*about, *_cells(report, learner, work, vote, said), told, learner.at]


def _cells(
    report: ClassReport, learner: Learner, work: Work, vote: Vote, said: Said
) -> list[object]:
    """From `votes` to `why`. The answer is what was computed, and empty where that is not known."""
    where, case = work.address, report.answers.case(work.address)
    answer = case.answer if case.fits(work) else ""
    right: object = ""
    score: object = ""
    if answer:
        scored = (
            report.groups[learner.fingerprint].tallies[where].scored(vote.choice, vote.confidence)
        )
        right, score = round(scored.right, 4), round(scored.points, 2)
    return [
        len(work.votes), vote.choice, said(vote.choice, where), vote.confidence, vote.at, answer,
        said(answer, where) if answer else "", right, score, "yes" if work.answer else "no",
        report.standing(learner, work), work.why if vote is work.last else "",
    ]  # fmt: skip


def _lines(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        table.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()
