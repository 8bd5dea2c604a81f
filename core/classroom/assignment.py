"""An assignment: the cases that a teacher sets, in order, with title, instruction and options.

It travels as a code in a link's fragment: version, checksum and the packed JSON, as in
`1.5d41402a.q1YqSy0…`. `app/page/classroom/assignment_code.js` writes and reads the same; a test
holds both to one table.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from typing import Any, Literal, cast, get_args

from core.classroom.packed_text import UnpackRefused, pack_text, unpack_text

CODE_LIMIT = 20_000  # characters of a code
CASES_LIMIT = 60
TITLE_LIMIT = 80  # characters
TEXT_LIMIT = 600
ADDRESS_LIMIT = 1000
FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")  # in title and text

Feedback = Literal["once", "end"]
Naming = Literal["none", "pseudonym", "name"]
Fault = Literal["damaged", "newer", "foreign", "bad_value", "too_many"]


class AssignmentRefused(ValueError):
    """A code that is no assignment.

    code: "damaged" (cut short, mistyped), "newer" (of a version that is not known here), "foreign"
    (no code at all), "bad_value", "too_many" cases. detail: what was received, for developers.
    """

    def __init__(self, code: Fault, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code}: {detail}")


@dataclass(frozen=True)
class Assignment:
    """What a teacher has set; AssignmentRefused ("bad_value", "too_many") for what is not allowed.

    title: 1 to 80 characters on one line. cases: 1 to 60 different addresses. text: an instruction
    of up to 600 characters. votes: 1, or 2 where each case is voted on again after a talk with the
    neighbour. feedback: what happened is shown "once" a case is committed, or at the "end", when
    all are. name: what is asked for before handing in. locked: no free play after the reveal. bare:
    lesson and other labs are hidden.
    """

    title: str
    cases: tuple[str, ...]
    text: str = ""
    votes: int = 1
    feedback: Feedback = "once"
    name: Naming = "none"
    locked: bool = False
    bare: bool = False

    def __post_init__(self) -> None:
        _check_text("title", self.title, 1, TITLE_LIMIT)
        if "\n" in self.title:
            raise _bad("title", self.title)
        _check_text("text", self.text, 0, TEXT_LIMIT)
        if not isinstance(self.cases, tuple) or not all(map(_is_address, self.cases)):
            raise _bad("cases", self.cases)
        if len(self.cases) > CASES_LIMIT:
            raise AssignmentRefused("too_many", f"{len(self.cases)} cases, at most {CASES_LIMIT}")
        if not self.cases or len(set(self.cases)) < len(self.cases):
            raise _bad("cases", self.cases)
        if type(self.votes) is not int or self.votes not in (1, 2):
            raise _bad("votes", self.votes)
        if self.feedback not in get_args(Feedback) or self.name not in get_args(Naming):
            raise _bad("feedback, name", (self.feedback, self.name))
        if type(self.locked) is not bool or type(self.bare) is not bool:
            raise _bad("locked, bare", (self.locked, self.bare))

    @property
    def canonical(self) -> str:
        """It as JSON, the same for the same assignment."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits of SHA-256 that stand for it."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()[:16]


def write_code(assignment: Assignment) -> str:
    """The code that a link carries."""
    return pack_text(assignment.canonical)


def read_code(code: str) -> Assignment:
    """The assignment of a code; AssignmentRefused for any other text. A character that was changed
    is always noticed.
    """
    try:
        text = unpack_text(code, CODE_LIMIT)
        raw = json.loads(text)
    except UnpackRefused as refused:
        raise AssignmentRefused(refused.code, refused.detail) from refused
    except (ValueError, RecursionError) as error:
        raise AssignmentRefused("damaged", f"{error!s:.200}") from error
    made = _from_json(raw)
    if made.canonical != text:  # one assignment has one form, and so one fingerprint
        raise AssignmentRefused("bad_value", f"not canonical: {text!r:.200}")
    return made


def _from_json(raw: object) -> Assignment:
    names = {field.name for field in fields(Assignment)}
    if not isinstance(raw, Mapping) or set(raw) != names or not isinstance(raw["cases"], list):
        raise AssignmentRefused("bad_value", f"{raw!r:.200}, needed: {sorted(names)}")
    held = cast(dict[str, Any], dict(raw))
    return Assignment(**{**held, "cases": tuple(held["cases"])})


def _check_text(name: str, text: object, least: int, most: int) -> None:
    fits = isinstance(text, str) and least <= len(text) <= most and text == text.strip(" \n")
    if not isinstance(text, str) or not fits or FORBIDDEN.search(text):
        raise _bad(name, text)


def _is_address(case: object) -> bool:
    return (
        isinstance(case, str)
        and len(case) <= ADDRESS_LIMIT
        and re.fullmatch(r"\?lab=[a-z_]+(&[a-z0-9_]+=[A-Za-z0-9_.+-]*)*", case) is not None
    )


def _bad(name: str, value: object) -> AssignmentRefused:
    return AssignmentRefused("bad_value", f"{name} {value!r:.200}")
