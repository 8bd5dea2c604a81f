"""A learner's whole stay in each lab, as messages: what it imports and reads a snapshot must have.

Runs in the browser's worker when the build makes a snapshot (on an entry that is thrown away), and
again on the resumed heap, to see that nothing is missing there.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
import traceback
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from app.runtime import program_runner
from app.runtime.lab_runtime import LabRuntime
from app.runtime.report_runtime import ReportRuntime
from app.session.session import now
from core.classroom.assignment import Assignment, write_code
from core.classroom.hand_in import hand_in, write
from core.trial.ledger import Ledger, append
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry, WhyEntry
from core.trial.ledger_file import seal
from core.trial.scenario import address
from core.witnesses import WITNESSES

GENESIS = "0" * 64
EMPTY = {"format": "hunch-ledger", "version": 1, "count": 0, "head": GENESIS, "records": []}
NOTHING: dict[str, Any] = {
    "assignment": "",
    "suspended": "",
    "records": [],
    "checks": {},
    "shown": [],
    "search": "",
    "played": None,
    "trials": {},
}
LESSON = "strokes"  # the lab on the lesson's page
PROGRAMS = (  # what learners write: output, two kinds of error, a warning, a question
    "import numpy as np\nprint(np.random.default_rng(0).standard_normal(2).round(2))",
    "1 +", "import numpy as np\nnp.log(np.zeros(1))\nnone", "input()",
)  # fmt: skip


TABLES = (  # of the learner's own: encodings, faults, quotes
    b"\xff", codecs.BOM_UTF8 + b'"a', "a;b\n1,5;x".encode("utf-16"),
    "a\tb\n".encode("utf-16") + "1,5\t2\n2,5\t1\n".encode("utf-16-le") * 10,
)  # fmt: skip


class ScriptedVisitor:
    """The page's part: knows the controls by name, and keeps what it is sent."""

    def __init__(self, entry: LabRuntime) -> None:
        self.entry = entry
        self.sent: list[dict[str, Any]] = []
        self.controls = {
            root.data.name: root.data for root in entry.doc.roots if hasattr(root, "data")
        }
        entry.connect(lambda text: self.sent.extend(json.loads(text)))

    def enter(self, control: str, value: object = None) -> None:
        """Do with a control what the page does: say its message, with what is entered in it."""
        said = {name: value if told is None else told for name, told in self.controls[control].says}
        self.entry.handle(json.dumps(said))

    def commit(self) -> None:
        """Commit to what is entered."""
        session = self.entry.session
        self.tell(
            "commit", address=address(session.trial_scenario), choice=session.choice,
            confidence=session.confidence, at=now(),
        )  # fmt: skip

    def tell(self, kind: str, **fields: object) -> None:
        """Send any other message."""
        self.entry.handle(json.dumps({"type": kind, **fields}))

    def watch(self) -> None:
        """Wait for the end of a run."""
        while self.entry.running:
            self.entry.advance()

    def records(self) -> list[dict[str, Any]]:
        """What the browser would have kept."""
        return [m["record"] for m in self.sent if m["type"] == "append"]


def rehearse(entry: LabRuntime) -> None:
    """Do everything that a learner can do in one lab."""
    stay = ScriptedVisitor(entry)
    entry.begin(json.dumps(NOTHING))
    session = entry.session
    choices = session.outcomes[:1] if session.live else session.outcomes
    for choice in choices[1:]:
        trial(stay, choice)
        stay.enter("next")
    for name, value in settings(stay):
        stay.enter(name, value)
    stay.enter("fresh")
    if not session.live:
        for choice in choices:
            trial(stay, choice)
            stay.enter("next")
    trial(stay, choices[0])
    stay.enter("play")
    for name, value in settings(stay):
        stay.enter(name, value)
    if "train" in stay.controls:  # a network of one's own on the case in view
        stay.enter("train")
        stay.watch()
    if "own_file" in stay.controls:
        own_table(stay)
    records = stay.records()
    for text in ("", "{", '{"format": "other"}', json.dumps({**EMPTY, "count": 3}), saved(records)):
        stay.tell("import", text=text)
    for held in ([], [7], records, []):
        stay.tell("ledger", records=held, checks={}, after=0)
    stay.tell("import", text=saved(records))  # taken, and computed anew
    if not session.live:
        stay.watch()
    for search in ("?lab=none", "?m=x&level=99", "?" + "%" * 9, ""):
        stay.tell("visit", search=search, played=None, trials={})
    kept = {m["address"]: m for m in stay.sent if m["type"] == "keep"}
    for search in kept:
        stay.tell("visit", search=search, played=None, trials=kept)
        if session.live:
            stay.watch()
    in_class(stay)
    try:
        stay.tell("nonsense")
    except ValueError:
        traceback.format_exc()


def in_class(stay: ScriptedVisitor) -> None:
    """Vote on a case of an assignment, hand in, go on elsewhere."""
    session = stay.entry.session
    case = address(session.trial_scenario)
    assigned = {**NOTHING, "assignment": write_code(Assignment("A class", (case,), votes=2))}
    stay.entry.begin(json.dumps({**assigned, "search": case}))
    choice = session.outcomes[0] * session.parts
    stay.tell("vote", address=case, choice=choice, confidence=100, at=now())
    stay.tell("hand_in", name="A name", content="")
    stay.tell("suspend", trials={m["address"]: m for m in stay.sent if m["type"] == "keep"})
    text = next(m["text"] for m in reversed(stay.sent) if m["type"] == "suspended")
    stay.entry.begin(json.dumps({**assigned, "search": case, "suspended": text}))
    stay.entry.begin(json.dumps(NOTHING))


def saved(records: list[dict[str, Any]]) -> str:
    """The records as a file."""
    count, head = len(records), records[-1]["hash"] if records else GENESIS
    file = {**EMPTY, "version": 2, "count": count, "head": head, "seal": seal(count, head)}
    return json.dumps({**file, "records": records})


def rehearse_lesson(entry: LabRuntime) -> None:
    """Do what a learner can do in the lesson, beside any lab."""
    stay = ScriptedVisitor(entry)
    for witness in WITNESSES:
        stay.tell("witness", name=witness)
    for program in PROGRAMS:
        program_runner.run(program, "")
    class_report(entry)


def class_report(entry: LabRuntime) -> None:
    """Read what learners handed in, good and bad, and tell all that is told of it."""
    report = ReportRuntime()
    report.connect(lambda _: None)
    report.begin(json.dumps({"content": ""}))
    case = entry.session.deck.first
    texts = [handed(address(case), entry.session.lab.outcomes(case), name) for name in "ab"]
    files = [{"name": "a.json", "text": text} for text in ("", "{", "{}", *texts, texts[0])]
    report.handle(json.dumps({"type": "add", "files": files}))
    while report.running:
        report.advance()
    for kind in ("whys", "table", "stop", "go_on", "forget"):
        report.handle(json.dumps({"type": kind, "case": address(case)}))
        while report.running:
            report.advance()


def handed(case: str, outcomes: tuple[str, ...], name: str) -> str:
    """A learner's file of one case, voted on twice."""
    trial, ledger = name * 16, Ledger()
    entries: tuple[Entry, ...] = (
        VoteEntry(trial, outcomes, outcomes[0], 100),
        CommitmentEntry(trial, outcomes, outcomes[1], 50),
        OutcomeEntry(trial, outcomes[1], outcomes[0]), WhyEntry(trial, "=1"),
    )  # fmt: skip
    for each in entries:
        ledger = append(ledger, each, case, now())
    return write(hand_in(ledger, Assignment("Week 3", (case,), votes=2), name, "", now()))


def trial(stay: ScriptedVisitor, choice: str) -> None:
    """Predict (something else, if this question has no such answer), commit, reveal, write why."""
    session = stay.entry.session
    if session.parts > 1:
        stay.enter("painting", session.outcomes[-1] * session.parts)
    else:
        stay.enter("prediction", choice if choice in session.outcomes else session.outcomes[0])
    stay.enter("confidence", 100)
    stay.commit()
    stay.enter("see")
    stay.watch()
    stay.enter("why", "It could not fit.")
    stay.tell("save_why")


def own_table(stay: ScriptedVisitor) -> None:
    """Bring tables, bad ones and a good one, predict, see."""
    for table in TABLES:
        stay.enter("own_file", ["a.csv", b64encode(table).decode()])
    stay.enter("own_example")
    for name, value in list(settings(stay)):
        if name.startswith("own_"):
            stay.enter(name, value)
    stay.enter("own_commit")
    stay.enter("own_stop")
    stay.enter("own_go")
    stay.watch()
    stay.enter("own_again")


def settings(stay: ScriptedVisitor) -> Iterator[tuple[str, object]]:
    """Each control of the bench: the choices at each of their values, the sliders at their ends."""
    for name, control in stay.controls.items():
        if name in ("prediction", "painting", "confidence"):
            continue
        for value, *_ in list(getattr(control, "options", [])):
            yield name, value
        if values := getattr(control, "values", []):
            yield name, values[0]
            yield name, values[-1]


def needs(entries: Iterable[LabRuntime]) -> dict[str, list[str]]:
    """Rehearse, and tell what there is then: modules, and files that were read or looked for."""
    files: set[str] = set()
    stat = os.stat

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            files.add(arguments[0])

    def noted(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        files.add(os.fspath(path) if isinstance(path, str | os.PathLike) else "")
        return stat(path, *arguments, **options)

    sys.addaudithook(note)
    os.stat = noted
    try:
        for entry in entries:
            rehearse(entry)
            if entry.session.lab.name == LESSON:
                rehearse_lesson(entry)
    finally:
        os.stat = stat
    return {"modules": sorted(sys.modules), "files": sorted(filter(os.path.isfile, files))}
