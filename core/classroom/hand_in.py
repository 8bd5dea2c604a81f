"""What a learner hands in: the trials of an assignment, as a file that the class report reads.

Its records are a chain of hashes of their own, and the whole is sealed: that shows careless edits
and proves nothing, for anybody can compute hashes. The report computes each outcome anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from core.classroom.assignment import Assignment, AssignmentRefused, read_code, write_code
from core.trial.json_in_pieces import check_depth, loads
from core.trial.ledger import Chain, Ledger, LedgerRefused, as_dict
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.ledger_file import chain_steps
from core.trial.trial import check_instant

FORMAT: Final = "hunch-hand-in"
VERSION: Final = 1
SIZE_LIMIT = 4_000_000  # characters: a hundred times what sixty cases take
NAME_LIMIT = 60
FIELDS = {
    "format": str, "version": int, "assignment": str, "fingerprint": str, "content": str,
    "name": str, "at": str, "records": list, "seal": str,
}  # fmt: skip
Fault = Literal[
    "empty", "too_large", "not_json", "foreign", "newer_version", "wrong_type",
    "assignment", "records",
]  # fmt: skip


class HandInRefused(ValueError):
    """A file that is not read.

    code: a `Fault`; "assignment" and "records": what holds them is refused, `detail` says why.
    number: of the record concerned, or None. detail: for developers.
    """

    def __init__(self, code: Fault, detail: str = "", number: int | None = None) -> None:
        self.code, self.detail, self.number = code, detail, number
        super().__init__(f"{code}: {detail}")


@dataclass(frozen=True)
class HandIn:
    """What was handed in. name: as the learner gave it, or "". content: the site's version.

    at: when the file was made, ISO 8601 in UTC. sealed: whether nothing was changed afterwards, as
    far as the seal can tell.
    """

    assignment: Assignment
    name: str
    content: str
    at: str
    ledger: Ledger
    sealed: bool = True


def hand_in(ledger: Ledger, assignment: Assignment, name: str, content: str, at: str) -> HandIn:
    """Gather what a ledger holds of an assignment. name: cut to what is allowed."""
    said = " ".join(name.encode("utf-8", "replace").decode().split())[:NAME_LIMIT].strip()
    return HandIn(assignment, said, content, at, of_cases(ledger, assignment.cases))


def write(handed: HandIn) -> str:
    """The file, ending with a newline."""
    file: dict[str, Any] = {
        "format": FORMAT, "version": VERSION, "assignment": write_code(handed.assignment),
        "fingerprint": handed.assignment.fingerprint, "content": handed.content,
        "name": handed.name, "at": handed.at,
        "records": [as_dict(record) for record in handed.ledger.records],
    }  # fmt: skip
    return json.dumps(file | {"seal": _seal(file)}, indent=1, ensure_ascii=False) + "\n"


def read(text: str) -> HandIn:
    """What a file holds; HandInRefused, and nothing else, for any other text."""
    if not text.strip("\ufeff \r\n\t"):
        raise HandInRefused("empty")
    if len(text) > SIZE_LIMIT:
        raise HandInRefused("too_large", f"{len(text)} characters, at most {SIZE_LIMIT}")
    file = _checked(text.lstrip("\ufeff"))
    try:
        assignment = _assignment(file["assignment"])
    except AssignmentRefused as refused:
        raise HandInRefused("assignment", str(refused)) from refused
    chain = Chain()
    try:
        for _ in chain_steps(chain, file["records"]):
            pass
    except LedgerRefused as refused:
        raise HandInRefused("records", refused.code, refused.number) from refused
    told = {name: held for name, held in file.items() if name != "seal"}
    sealed = _seal(told) == file["seal"] and file["fingerprint"] == assignment.fingerprint
    name, content, at = file["name"], file["content"], file["at"]
    return HandIn(assignment, name[:NAME_LIMIT], content[:NAME_LIMIT], at, chain.ledger, sealed)


@lru_cache(maxsize=64)  # a class's files say the same
def _assignment(code: str) -> Assignment:
    return read_code(code)


def _checked(text: str) -> Mapping[str, Any]:
    """The file's fields, with the right types."""
    try:
        check_depth(text)
        file = loads(text)
    except LedgerRefused as refused:
        raise HandInRefused("not_json", refused.code) from refused
    except (ValueError, RecursionError) as error:
        raise HandInRefused("not_json", f"{error!s:.200}") from error
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise HandInRefused("foreign", f"no object with format {FORMAT!r}")
    version = file.get("version")
    if type(version) is int and version > VERSION:
        raise HandInRefused("newer_version", f"version {version}, this is {VERSION}")
    wrong = [name for name, kind in FIELDS.items() if type(file.get(name)) is not kind]
    if wrong or version != VERSION or set(file) != set(FIELDS):
        raise HandInRefused("wrong_type", f"{wrong} of {sorted(file)!r:.200}")
    try:
        check_instant(file["at"])
        for name in ("name", "content"):
            file[name].encode()
    except ValueError as error:
        raise HandInRefused("wrong_type", f"{error!s:.200}") from error
    return file


def of_cases(ledger: Ledger, cases: Collection[str]) -> Ledger:
    """The records of one trial a case, chained anew: the first that was revealed, or else the last
    that was begun.
    """
    counted: dict[str, str] = {}
    done: set[str] = set()
    for record in ledger.records:
        where, entry = record.address, record.entry
        if where not in cases or where in done:
            continue
        if isinstance(entry, OutcomeEntry):
            counted[where] = entry.trial
            done.add(where)
        else:
            counted[where] = entry.trial
    chain = Chain()
    for record in ledger.records:
        if counted.get(record.address) == record.entry.trial:
            chain.append(record.entry, record.address, record.at)
    return chain.ledger


def committed(ledger: Ledger, cases: Collection[str]) -> set[str]:
    """Which of the cases, by their addresses, were committed."""
    return {
        record.address
        for record in ledger.records
        if isinstance(record.entry, CommitmentEntry) and record.address in cases
    }


def _seal(file: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of a file without its seal."""
    return hashlib.sha256(
        json.dumps(file, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
