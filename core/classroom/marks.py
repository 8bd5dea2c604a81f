"""What a teacher should look at in a file, as codes: the words for them are content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.classroom.class_report import ClassReport, Learner

Kind = Literal[
    "otherwise",  # says of `cases` that something else has happened than what is computed
    "unknown",  # `cases` that this version does not have, or not with these outcomes
    "shared",  # has the moments of `count` cases in common with file `other`, and `more` files
    "replaced",  # file `other`, of the same name and with the same work, is newer
    "times",  # times of `cases` that cannot be
    "extra",  # `count` cases that its assignment does not ask for
    "seal",  # it was changed after it was made
    "assignment",  # of another assignment than the one that is reported on
    "content",  # made with another version of the site than most
    "seen",  # the outcome of `cases` had been shown before the commitment
]


@dataclass(frozen=True)
class Mark:
    """One of them. cases: addresses, in the assignment's order."""

    kind: Kind
    cases: tuple[str, ...] = ()
    count: int = 0
    other: int = 0
    more: int = 0


def marks(report: ClassReport, learner: Learner, content: str = "") -> tuple[Mark, ...]:
    """Those of one file, the gravest first. content: the version that is the usual one."""
    standing = {where: report.standing(learner, work) for where, work in learner.work.items()}
    found = [_by_standing("otherwise", standing), _by_standing("unknown", standing)]
    if learner.replaced:
        found.append(Mark("replaced", other=learner.replaced))
    elif learner.shared:
        (other, count), *_ = learner.shared.most_common(1)
        found.append(Mark("shared", count=count, other=other, more=len(learner.shared) - 1))
    found.append(Mark("times", tuple(learner.times)) if learner.times else None)
    found.append(Mark("extra", count=len(learner.extra)) if learner.extra else None)
    chosen = report.chosen
    if chosen and learner.fingerprint != chosen.assignment.fingerprint:
        found.append(Mark("assignment"))
    found.append(None if learner.sealed else Mark("seal"))
    found.append(Mark("content") if learner.content != (content or learner.content) else None)
    seen = tuple(where for where, work in learner.work.items() if work.seen)
    found.append(Mark("seen", seen) if seen else None)
    return tuple(mark for mark in found if mark)


def _by_standing(kind: Literal["otherwise", "unknown"], standing: Mapping[str, str]) -> Mark | None:
    cases = tuple(where for where, found in standing.items() if found == kind)
    return Mark(kind, cases) if cases else None
