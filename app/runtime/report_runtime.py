"""The class report in its worker: takes files as messages, reads and computes between two of them.

What it says is a list of messages, as JSON text, like a lab's runtime (`lab_runtime.py`):
`report` (how things stand), `whys`, `table` (the pieces of a CSV), `wants` (data of labs).
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from app.runtime.case_descriptions import CaseDescriptions
from app.runtime.registry import REGISTERED_LABS
from app.runtime.report_figures import ReportFigures
from core.classroom.case_answers import CaseAnswers
from core.classroom.class_csv import csv_steps
from core.classroom.class_report import ClassReport
from core.data import provided_files
from core.trial.scenario import lab_of

SLICE = 0.04  # seconds of work after which a message gets its turn
SHARE = 9  # times as long as telling took it works before it tells again
SOON = 0.4  # seconds before it tells again at least
LEARNERS_SOON = 2.0


class Pace:
    """Lets what costs time be done seldom, the more so the longer it takes."""

    def __init__(self, least: float) -> None:
        self._least, self._next = least, 0.0

    def due(self) -> bool:
        """Whether enough has been done since."""
        return time.perf_counter() >= self._next

    def did(self, began: float) -> None:
        """It was done just now, and had begun then."""
        now = time.perf_counter()
        self._next = now + max(self._least, SHARE * (now - began))


class ReportRuntime:
    """A class report, the files that wait to be read, and what is said of it all."""

    def __init__(self) -> None:
        self._descriptions = CaseDescriptions()
        self._answers = CaseAnswers(self._descriptions.labs, self._ready)
        self._report = ClassReport(self._answers)
        self._files: deque[tuple[str, str]] = deque()
        self._here: set[str] = set()  # data that is here, or will not come
        self._wanted: set[str] = set()
        self._asked_of = 0  # assignments whose data was asked for
        self._table: Iterator[str] | None = None
        self._pieces: list[str] = []
        self._stopped = self._news = False
        self._content = ""
        self._send: Callable[[str], None] = lambda _: None
        self._outbox: list[dict[str, Any]] = []
        self._pace, self._learners_pace = Pace(SOON), Pace(LEARNERS_SOON)

    def connect(self, send: Callable[[str], None]) -> None:
        """Let `send` take what the page hears in one step: a list of messages, as JSON text."""
        self._send = send

    def begin(self, text: str) -> None:
        """Take {"content"}: the version of this site's content, "" where it is not known."""
        self._content = json.loads(text)["content"]

    def supply(self, name: str, data: bytes) -> None:
        """Take a file of the labs' data."""
        provided_files.register(name, data)
        self._here.add(name)
        self._news = True

    def handle(self, text: str) -> None:
        """Deal with one message of the page. Raises ValueError for what is none."""
        message = json.loads(text)
        kind = message.get("type")
        if kind == "add":
            self._files.extend((file["name"], file["text"]) for file in message["files"])
            self._stopped = False
        elif kind == "lacks":
            self._here.update(message["names"])
        elif kind in ("stop", "go_on"):
            self._stopped = kind == "stop"
        elif kind == "choose":
            self._report.choose(message["fingerprint"])
        elif kind == "forget":
            self._files.clear()
            self._table, self._pieces = None, []
            self._report, self._asked_of = ClassReport(self._answers), 0
        elif kind == "whys":
            self._outbox.append(self._figures.whys(message["case"]))
        elif kind == "table":
            self._pieces = []
            self._table = csv_steps(self._report, self._descriptions.said, self._usual)
        else:
            raise ValueError(f"messages are add, lacks, stop, …, got {kind!r:.80}")
        if kind not in ("add", "whys", "table"):
            self._tell(learners=True)
        self._news = self._news or kind == "add"
        self._deliver()

    @property
    def running(self) -> bool:
        """Whether there is something to go on with, see `advance`."""
        return self._table is not None or self._news or (not self._stopped and self._has_work())

    @property
    def rest(self) -> float:
        """Seconds until `advance` has something to do: none."""
        return 0.0

    def advance(self) -> None:
        """Go on for a moment; tell how things stand, now and then, and when all is done."""
        began = time.perf_counter()
        while time.perf_counter() < began + SLICE and self._step():
            pass
        working = not self._stopped and self._has_work()
        if self._news and (not working or self._pace.due()):
            self._tell(learners=not working or (not self._files and self._learners_pace.due()))
        self._deliver()

    @property
    def _figures(self) -> ReportFigures:
        return ReportFigures(self._report, self._descriptions, self._usual)

    @property
    def _usual(self) -> str:
        """The content's version that is not marked: this site's, or that of most files."""
        return self._content or (self._report.content() if self._report.learners else "")

    def _has_work(self) -> bool:
        return bool(self._files) or self._report.working or self._unasked() is not None

    def _step(self) -> bool:
        """Do what is next, if there is anything."""
        if self._table is not None:
            self._go_on_with(self._table)
            return True
        if self._stopped:
            return False
        unasked = None if self._files and not self._pace.due() else self._unasked()
        if self._files and (unasked is None or not self._report.learners):
            self._report.add(*self._files.popleft())
            self._want()
        elif unasked is not None:
            self._descriptions.ask(unasked)
        elif self._report.working:
            self._report.advance()
        else:
            return False
        self._news = True
        return True

    def _go_on_with(self, table: Iterator[str]) -> None:
        piece = next(table, None)
        if piece is not None:
            self._pieces.append(piece)
            return
        self._outbox.append({"type": "table", "pieces": self._pieces})
        self._table, self._pieces = None, []

    def _unasked(self) -> str | None:
        """A case of the chosen assignment whose question is not known and can be."""
        chosen = self._report.chosen
        for where in chosen.tallies if chosen else ():
            if not self._descriptions.asked(where) and self._ready(lab_of(where)):
                return where
        return None

    def _want(self) -> None:
        """Ask for the data of the labs that occur, each once."""
        groups = list(self._report.groups.values())[self._asked_of :]
        self._asked_of += len(groups)
        labs = {lab_of(where) for group in groups for where in group.tallies}
        names = {name for lab in labs for name in self._supplies(lab)}
        if new := sorted(names - self._wanted):
            self._wanted.update(new)
            self._outbox.append({"type": "wants", "names": new})

    def _ready(self, lab: str) -> bool:
        return self._here.issuperset(self._supplies(lab))

    def _supplies(self, lab: str) -> tuple[str, ...]:
        return REGISTERED_LABS[lab].supplies if lab in REGISTERED_LABS else ()

    def _tell(self, learners: bool) -> None:
        began = time.perf_counter()
        working = not self._stopped and self._has_work()
        told = self._figures.report(learners)
        self._outbox.append({**told, "waiting": len(self._files), "working": working})
        self._news = False
        self._pace.did(began)
        if learners:
            self._learners_pace.did(began)

    def _deliver(self) -> None:
        said, self._outbox = self._outbox, []
        if said:
            self._send(json.dumps(said, ensure_ascii=False, allow_nan=False))
