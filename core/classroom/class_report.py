"""What a class handed in, read file by file: what counts, what is marked, and what it comes to.

Nothing here is proof of anything: whoever recomputes hashes has written another file. So each
outcome is computed anew (`core.classroom.case_answers`), and work that two files share is told
(`core.classroom.copies`). What is marked is for the teacher to look at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from core.classroom.assignment import Assignment
from core.classroom.case_answers import Case, CaseAnswers
from core.classroom.case_tally import CaseTally, Scored
from core.classroom.copies import Copies
from core.classroom.hand_in import HandIn, HandInRefused, read
from core.classroom.handed_work import Work, extra_cases, impossible_times, instant, work_of
from core.trial.scoring import Result, Summary, summary

BLANKS = "\ufeff \r\n\t"  # around a file: with or without, it is the same file
Standing = Literal["counted", "seen", "otherwise", "unknown", "replaced"]


@dataclass(frozen=True)
class Broken:
    """A file that is not read. code, number, detail: see `HandInRefused`."""

    file: str
    code: str
    number: int | None
    detail: str


@dataclass(frozen=True)
class Score:
    """Of one learner. done: cases voted on; count: those that count and are computed; right: the
    share of each of them that was, summed up; points: their mean, 0 to 100, or None.
    """

    done: int
    right: float
    count: int
    points: float | None


@dataclass(eq=False)
class Learner:
    """One file. number: from 1, in the order in which they were read.

    times, extra: addresses with times that cannot be, and of cases that nobody asked for. shared:
    by number of another file, how many cases both have in common. replaced: by the number of which
    newer file of the same name, or 0.
    """

    number: int
    file: str
    name: str
    content: str
    at: str
    sealed: bool
    fingerprint: str
    work: dict[str, Work]
    times: list[str]
    extra: list[str]
    shared: Counter[int] = field(default_factory=Counter)
    replaced: int = 0


@dataclass(eq=False)
class Group:
    """The learners of one assignment, and what they said by case, in its order."""

    assignment: Assignment
    tallies: dict[str, CaseTally]
    learners: list[Learner] = field(default_factory=list)


class ClassReport:
    """Takes files one by one, and steps in which outcomes are computed, in any order."""

    def __init__(self, answers: CaseAnswers) -> None:
        """answers: those that are known already stay known to it."""
        self.answers = answers
        self.learners: list[Learner] = []
        self.broken: list[Broken] = []
        self.duplicates: list[tuple[str, int]] = []  # a file, and the number of the one like it
        self.groups: dict[str, Group] = {}  # by fingerprint
        self._chosen = ""
        self._copies = Copies()
        self._digests: dict[bytes, int] = {}
        self._newest: dict[int, Learner] = {}  # by number of the oldest that it shares work with

    def add(self, file: str, text: str) -> None:
        """Read one file; what is none is noted, and the next can follow."""
        digest = hashlib.sha256(text.strip(BLANKS).encode("utf-8", "surrogatepass")).digest()
        if digest in self._digests:
            self.duplicates.append((file, self._digests[digest]))
            return
        try:
            handed = read(text)
        except HandInRefused as refused:
            self.broken.append(Broken(file, refused.code, refused.number, refused.detail))
            return
        self._digests[digest] = len(self.learners) + 1
        self._take(file, handed)

    @property
    def working(self) -> bool:
        """Whether there are outcomes to compute now."""
        return self.answers.working

    def advance(self) -> None:
        """Take one step of computing an outcome; those of the chosen assignment come first."""
        group = self.chosen
        case = self.answers.advance(group.tallies if group else ())
        if case is not None:
            self._settle(case)

    @property
    def chosen(self) -> Group | None:
        """The assignment that is reported on: as chosen, or that of most files, the first of
        equals.
        """
        if self._chosen in self.groups:
            return self.groups[self._chosen]
        return max(self.groups.values(), key=lambda group: len(group.learners), default=None)

    def choose(self, fingerprint: str) -> None:
        """Report on this assignment; "": on that of most files."""
        self._chosen = fingerprint

    def standing(self, learner: Learner, work: Work) -> Standing:
        """Whether a trial counts, or why not."""
        case = self.answers.case(work.address)
        if not case.fits(work):
            return "unknown"
        if case.belies(work):
            return "otherwise"
        return "replaced" if learner.replaced else "seen" if work.seen else "counted"

    def score(self, learner: Learner) -> Score:
        """How one learner fared."""
        scores = list(self._scores(learner))
        mean = sum(score.points for score in scores) / len(scores) if scores else None
        done = sum(work.last is not None for work in learner.work.values())
        return Score(done, sum(score.right for score in scores), len(scores), mean)

    def summary(self) -> Summary | None:
        """The calibration of all of the chosen assignment; None while there is nothing."""
        results: Counter[Result] = Counter()
        for tally in self.chosen.tallies.values() if self.chosen else ():
            results.update(tally.results())
        return summary(results)

    def content(self) -> str:
        """The content's version that most files were made with."""
        return Counter(each.content for each in self.learners).most_common(1)[0][0]

    def _scores(self, learner: Learner) -> Iterator[Scored]:
        tallies = self.groups[learner.fingerprint].tallies
        for where, work in learner.work.items():
            tally, last = tallies[where], work.last
            if last and tally.case.answer and self.standing(learner, work) == "counted":
                yield tally.scored(last.choice, last.confidence)

    def _take(self, file: str, handed: HandIn) -> None:
        learner = Learner(
            len(self.learners) + 1, file, " ".join(handed.name.split()), handed.content, handed.at,
            handed.sealed, handed.assignment.fingerprint, work_of(handed),
            impossible_times(handed), sorted(extra_cases(handed)),
        )  # fmt: skip
        self.learners.append(learner)
        group = self._group(handed.assignment)
        group.learners.append(learner)
        self._compare(learner)
        if not learner.replaced:
            self._count(learner, 1)

    def _group(self, assignment: Assignment) -> Group:
        found = self.groups.get(assignment.fingerprint)
        if found is None:
            tallies = {where: CaseTally(self.answers.case(where)) for where in assignment.cases}
            found = self.groups[assignment.fingerprint] = Group(assignment, tallies)
        return found

    def _compare(self, learner: Learner) -> None:
        """Note what it shares with files before; of one learner's files the newest counts."""
        for number, cases in self._copies.shared(learner.number, learner.work).items():
            other = self.learners[number - 1]
            learner.shared[number] += cases
            other.shared[learner.number] += cases
            if not _of_one(learner, other):
                continue
            before = self._newest.get(number, other)
            later = instant(learner.at) > instant(before.at)
            newer, older = (learner, before) if later else (before, learner)
            self._newest[number] = newer
            if older is before and not older.replaced:
                self._count(older, -1)
            older.replaced = newer.number

    def _count(self, learner: Learner, times: int) -> None:
        """Count the work of a learner, or take it back."""
        tallies = self.groups[learner.fingerprint].tallies
        for where, work in learner.work.items():
            if work.votes and self.standing(learner, work) == "counted":
                tallies[where].add(work, times)

    def _settle(self, case: Case) -> None:
        """A case is computed: what was counted and says otherwise counts no more."""
        for group in self.groups.values():
            tally = group.tallies.get(case.address)
            for learner in group.learners if tally else ():
                work = learner.work.get(case.address)
                fitting = work and case.fits(work) and not work.seen and not learner.replaced
                if tally and work and fitting and case.belies(work):
                    tally.add(work, -1)


def _of_one(one: Learner, other: Learner) -> bool:
    """Whether two files that share work are of one learner: they say the same name."""
    names = one.name.casefold(), other.name.casefold()
    return bool(names[0]) and names[0] == names[1] and one.fingerprint == other.fingerprint
