"""Classes made by rule from a seed: learners' files, true ones and tampered ones."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from core.classroom.assignment import Assignment
from core.classroom.hand_in import hand_in, read, write
from core.labs.ledger_check import Labs, answer_steps, case_of
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.stepwise import run_to_end
from core.trial.lab import parts_of
from core.trial.ledger import Chain, Record, digest
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry, WhyEntry
from core.trial.scenario import address
from core.trial.scoring import confidences

LABS: Labs = {STROKES.name: STROKES}
CASES = tuple(address(case) for case in default_scenarios("segments"))
CONTENT = "0123456789abcdef"
BEGUN = datetime(2026, 11, 30, 9, tzinfo=UTC)
NAMES = ("Åsa Öst", "=HYPERLINK(1)", "ש. לוי", "🙂 Kim", "Bo\nBé", "Nguyễn Thị", '"Q", R.', "-1+1")
WHYS = (
    "It could not fit.", "=1+1", "Ein „so“\nund so", "לא ידעתי", "I guessed 🙂", "<b>bold</b>",
    "There is too little room in its code for that, so it has to mix what it knows.", "@sum(a1)",
)  # fmt: skip


@dataclass(frozen=True)
class Truth:
    """What a case offers and comes to."""

    outcomes: tuple[str, ...]
    answer: str
    parts: int


def truths(cases: Iterable[str], labs: Labs = LABS) -> dict[str, Truth]:
    """By address."""
    found = {}
    for where in cases:
        pair = case_of(where, labs)
        assert pair is not None, where
        lab, scenario = pair
        answer = run_to_end(answer_steps(lab, scenario))
        found[where] = Truth(lab.outcomes(scenario), answer, parts_of(lab, scenario))
    return found


def stamp(seconds: float) -> str:
    """A moment so many seconds after the lesson began."""
    at = BEGUN + timedelta(seconds=seconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def choice(source: random.Random, truth: Truth, able: float) -> str:
    """What a learner says who knows with this probability."""
    if source.random() < able:
        return truth.answer
    if truth.parts == 1:
        return source.choice(truth.outcomes)
    return "".join(source.choice(truth.outcomes) for _ in range(truth.parts))


def learner_file(
    given: Assignment, told: Mapping[str, Truth], source: random.Random, name: str,
    whole: float = 0.95,
) -> str:  # fmt: skip
    """One learner's file. whole: how probable it is that a case is finished."""
    chain = Chain()
    seconds, able = source.uniform(0, 600), source.uniform(0.2, 0.8)
    for where in given.cases:
        truth, trial = told[where], f"{source.getrandbits(64):016x}"
        times = [seconds := seconds + source.uniform(5, 60) for _ in range(4)]
        sure = [source.choice(confidences(len(truth.outcomes))) for _ in range(2)]
        said = [choice(source, truth, part * able) for part in (0.7, 1)]
        if given.votes == 2:
            entry: Entry = VoteEntry(trial, truth.outcomes, said[0], sure[0], truth.parts)
            chain.append(entry, where, stamp(times[0]))
        entry = CommitmentEntry(trial, truth.outcomes, said[1], sure[1], parts=truth.parts)
        chain.append(entry, where, stamp(times[1]))
        if source.random() >= whole:
            continue
        chain.append(OutcomeEntry(trial, said[1], truth.answer), where, stamp(times[2]))
        if source.random() < 0.6:
            chain.append(WhyEntry(trial, source.choice(WHYS)), where, stamp(times[3]))
    return write(hand_in(chain.ledger, given, name, CONTENT, stamp(seconds + 9)))


def a_class(
    count: int, given: Assignment, told: Mapping[str, Truth], seed: int = 7, whole: float = 0.95
) -> list[tuple[str, str]]:
    """Files of so many learners, [name, text] each."""
    source = random.Random(seed)
    files = []
    for number in range(1, count + 1):
        name = f"{NAMES[number % len(NAMES)]} {number}"
        files.append((f"hunch-{number:04}.json", learner_file(given, told, source, name, whole)))
    return files


# ---- tampering: each takes a file's JSON and changes it

File = dict[str, Any]


def bodies(file: File, kind: str) -> list[File]:
    """The records of a kind."""
    return [record for record in file["records"] if record["kind"] == kind]


def falsify(file: File, source: random.Random) -> bool:
    """Another outcome; the choice with it, so that it was right."""
    outcomes = bodies(file, "outcome")
    if not outcomes:
        return False
    record = source.choice(outcomes)
    body = record["body"]
    (commitment,) = (
        each for each in bodies(file, "commitment") if each["body"]["trial"] == body["trial"]
    )
    if "parts" in commitment["body"]:
        body["answer"] = ("1" if body["answer"][0] == "0" else "0") + body["answer"][1:]
    else:
        names = commitment["body"]["outcomes"]
        body["answer"] = source.choice([name for name in names if name != body["answer"]])
    if source.random() < 0.5:
        commitment["body"]["choice"] = body["choice"] = body["answer"]
    return True


def sharpen(file: File, source: random.Random) -> None:
    """Another choice, or more confidence."""
    record = source.choice(bodies(file, "commitment"))["body"]
    record["confidence"] = 100
    record["choice"] = source.choice(record["outcomes"]) * record.get("parts", 1)
    for outcome in bodies(file, "outcome"):
        if outcome["body"]["trial"] == record["trial"]:
            outcome["body"]["choice"] = record["choice"]


def backdate(file: File, source: random.Random) -> str:
    """An outcome before its commitment; the case."""
    outcomes = bodies(file, "outcome")
    record = source.choice(outcomes or bodies(file, "commitment"))
    record["at"] = stamp(-3600) if outcomes else stamp(10**6)
    return str(record["address"])


def reorder(file: File, source: random.Random) -> None:
    """Records that follow in another order."""
    at = source.randrange(len(file["records"]) - 1)
    records = file["records"]
    records[at], records[at + 1] = records[at + 1], records[at]


def rehashed(file: File) -> str:
    """The file, with every hash and the seal as they should be."""
    chain: list[Record] = []
    for number, raw in enumerate(file["records"], 1):
        raw["number"], raw["prev"] = number, chain[-1].hash if chain else "0" * 64
        made = Record(number, raw["at"], raw["address"], _entry(raw), raw["prev"], "")
        raw["hash"] = digest(made)
        chain.append(Record(number, made.at, made.address, made.entry, made.prev, raw["hash"]))
    return sealed(file)


def sealed(file: File) -> str:
    """The file with its seal as it should be."""
    told = {name: held for name, held in file.items() if name != "seal"}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return json.dumps(told | {"seal": hashlib.sha256(text.encode()).hexdigest()})


def _entry(raw: File) -> Entry:
    kinds = {"vote": VoteEntry, "commitment": CommitmentEntry, "outcome": OutcomeEntry}
    make: Callable[..., Entry] = kinds.get(raw["kind"], WhyEntry)
    body = {name: tuple(x) if isinstance(x, list) else x for name, x in raw["body"].items()}
    return make(**body)


def readable(text: str) -> bool:
    """Whether a file is read at all."""
    try:
        read(text)
    except ValueError:
        return False
    return True


def assignment(cases: Sequence[str] = CASES[:4], title: str = "Week 3") -> Assignment:
    """One of two votes."""
    return Assignment(title, tuple(cases), votes=2, name="name")
