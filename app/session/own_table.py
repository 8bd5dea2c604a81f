"""A learner's own table: read, predicted, committed to, and only then computed.

It is no case of the ledger: an address cannot hold it, and nobody could compute it anew. So it is
not scored, and it is kept nowhere; it ends with the page.
"""

from __future__ import annotations

import base64
from collections.abc import Generator, Mapping
from typing import Any, Literal, Protocol

from core.data.csv_records import TableRefused
from core.data.csv_table import read_table
from core.data.prepared_table import PreparedTable, prepare
from core.data.provided_files import data_file
from core.stepwise import Step

EXAMPLE = "table-wine"  # by its name in core.data.provided_files
DEFAULT_WIDTH = 2
Phase = Literal["empty", "posed", "committed", "revealed"]


class Answered(Protocol):
    """What came of a table at a width; answers: by question."""

    @property
    def answers(self) -> Mapping[str, str]: ...


class OwnTableLab(Protocol):
    """What a lab asks of a table, and the run that answers it."""

    def widths(self, table: PreparedTable) -> tuple[int, ...]:
        """Widths that can be chosen, one at least."""
        ...

    def questions(self, is_first: bool) -> Mapping[str, tuple[str, ...]]:
        """The outcomes of each question; is_first: nothing of the table has been revealed yet."""
        ...

    def run(self, table: PreparedTable, width: int) -> Generator[Step, None, Answered]:
        """Only for what was committed to."""
        ...


class OwnTable:
    """The table, what is predicted of it, and what came of it.

    problem: why the last file was refused, a code of the page or what core said; the table before
    it stays. seen: what was revealed of this table, by width. missing: whether a commitment lacked
    an answer. An action that the phase does not allow does nothing.
    """

    def __init__(self, lab: OwnTableLab) -> None:
        self.lab = lab
        self.table: PreparedTable | None = None
        self.name = ""
        self.problem: TableRefused | str | None = None
        self.width = 0
        self.choices: dict[str, str] = {}
        self.missing = False
        self.seen: dict[int, Any] = {}
        self.step: Step | None = None
        self.running = False
        self._run: Generator[Step, None, Answered] | None = None

    @property
    def phase(self) -> Phase:
        """How far it is."""
        if self.table is None:
            return "empty"
        if self.width in self.seen:
            return "revealed"
        return "posed" if self._run is None else "committed"

    @property
    def outcome(self) -> Any:
        """What came of the width, None before it is revealed."""
        return self.seen.get(self.width)

    @property
    def widths(self) -> tuple[int, ...]:
        """Those that nothing was revealed of, and the one in view."""
        if self.table is None:
            return ()
        return tuple(
            w for w in self.lab.widths(self.table) if w == self.width or w not in self.seen
        )

    @property
    def questions(self) -> Mapping[str, tuple[str, ...]]:
        """The outcomes of each question that is asked."""
        is_first = not set(self.seen) - {self.width}
        return {} if self.table is None else self.lab.questions(is_first)

    @property
    def is_example(self) -> bool:
        """Whether the table is the one that ships."""
        return self.name == ""

    def load_example(self) -> None:
        """Take the table that ships."""
        self._take("", data_file(EXAMPLE))

    def load(self, name: str, data: str) -> None:
        """Take the file of this name; data: its bytes as base64."""
        self._take(name or "?", base64.b64decode(data))

    def refuse(self, problem: str) -> None:
        """Say of a file what the page found; nothing of it was read."""
        self.problem = problem

    def set_width(self, width: int) -> None:
        """Let so many numbers pass."""
        if self.phase == "posed" and width in self.widths:
            self.width = width

    def predict(self, question: str, choice: str) -> None:
        """Choose an outcome; not binding until the commit."""
        if self.phase == "posed" and choice in self.questions.get(question, ()):
            self.choices[question] = choice
            self.missing = False

    def commit(self) -> None:
        """Lock width and choices and begin to compute, if every question has an answer."""
        if self.table is None or self.phase != "posed":
            return
        self.missing = set(self.choices) != set(self.questions)
        if not self.missing:
            self._run = self.lab.run(self.table, self.width)
            self.running = True

    def pause(self) -> None:
        """Stop where it is; `resume` goes on with it."""
        self.running = False

    def resume(self) -> None:
        """Go on with a run that was stopped."""
        self.running = self._run is not None

    def advance(self) -> None:
        """Take one step of the run; after the last there is what came of it."""
        if self._run is None:
            return
        try:
            self.step = next(self._run)
        except StopIteration as end:
            self._discard_run()
            self.seen[self.width] = end.value

    def ask_again(self) -> None:
        """Ask of the same table at another width, if there is one."""
        if self.phase == "revealed" and len(self.widths) > 1:
            self._ask(next(width for width in self.widths if width != self.width))

    def _take(self, name: str, data: bytes) -> None:
        """Put a table in the place of the one before, or say why it is none."""
        try:
            table = prepare(read_table(data))
        except TableRefused as refused:
            self.problem = refused
            return
        self.table, self.name, self.problem, self.seen = table, name, None, {}
        widths = self.lab.widths(table)
        self._ask(DEFAULT_WIDTH if DEFAULT_WIDTH in widths else widths[0])

    def _ask(self, width: int) -> None:
        self._discard_run()
        self.width, self.choices, self.missing = width, {}, False

    def _discard_run(self) -> None:
        self._run, self.step, self.running = None, None, False
