"""The panel of a table of the learner's own: file, what was read, questions, run, what came of it.

What the questions are, and what is drawn, is the lab's: an `OwnTableDrawing`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from app.session.own_table import OwnTable
from app.ui.components import (
    Button,
    Choice,
    Control,
    FilePicker,
    Meter,
    Prose,
    Select,
    Table,
    lab_input,
)
from app.ui.own_table_phrases import OwnTablePhrases
from core.data.csv_records import LARGEST
from core.data.prepared_table import PreparedTable
from core.stepwise import Step

PREFIX = "own_"  # of the names of all its controls
HUGE = 1e4  # an error from which on its decimals say nothing
ACCEPTED = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"


def error_text(value: float, decimals: int) -> str:
    """A mean squared error; one that is huge, of a row far out, in a few digits."""
    return f"{value:.{decimals}f}" if value < HUGE else f"{value:.3g}"


class OwnTableDrawing(ABC):
    """A lab's part of the panel. figures: its plots, by slot, in the order of the page."""

    figures: tuple[str, ...] = ()

    @abstractmethod
    def plots(self) -> list[Any]:
        """The roots of the figures."""

    @abstractmethod
    def divided(self, own: OwnTable) -> str:
        """How the rows are used, in a sentence."""

    @abstractmethod
    def width_label(self) -> str:
        """What the width is called."""

    @abstractmethod
    def question(self, own: OwnTable, name: str) -> tuple[str, list[list[Any]]]:
        """A question, and [value, title, hint] of each of its answers."""

    @abstractmethod
    def evidence(self, table: PreparedTable) -> tuple[str, list[str], list[list[str]]]:
        """A table that is seen before: label, head and rows, "" and none if there is none."""

    @abstractmethod
    def clear(self) -> None:
        """Empty the figures."""

    @abstractmethod
    def draw_snapshot(self, own: OwnTable, step: Step) -> None:
        """Draw what a run has come to so far."""

    @abstractmethod
    def draw_outcome(self, own: OwnTable) -> tuple[str, str]:
        """Draw what came of it; headline and reason as HTML."""

    @abstractmethod
    def results(self, own: OwnTable) -> tuple[str, list[str], list[list[str]]]:
        """The table to copy: label, head and rows."""


class OwnTablePanel:
    """Every control is named after the slot that it goes to."""

    def __init__(self, own: OwnTable, drawing: OwnTableDrawing, questions: Sequence[str]) -> None:
        """questions: the names of all that the lab may ask."""
        self.own, self.drawing = own, drawing
        self.phrases = OwnTablePhrases()
        say = self.phrases.say
        self.intro = Prose(name="own_intro", kind="figure", html=self.phrases.intro())
        self.file = FilePicker(
            name="own_file", label=say("file.choose"), accept=ACCEPTED, limit=LARGEST,
            says=lab_input("own_file"), says_refused=lab_input("own_refused"),
        )  # fmt: skip
        self.example = Button(
            name="own_example", label=say("file.example"), says=lab_input("own_example")
        )
        self.problem = Prose(name="own_problem", kind="problem", live="status")
        self.read = Prose(name="own_read", kind="figure", live="status")
        self.evidence = Table(name="own_evidence")
        self.width = Select(
            name="own_width", label=drawing.width_label(), says=lab_input("own_width")
        )
        self.questions = {
            name: Choice(name=f"{PREFIX}{name}", says=lab_input(f"{PREFIX}{name}"))
            for name in questions
        }
        self.commit = Button(
            name="own_commit", kind="primary", label=say("buttons.commit"),
            hint=say("buttons.commit_hint"), says=lab_input("own_commit"),
        )  # fmt: skip
        self.missing = Prose(name="own_missing", kind="problem", live="status")
        self.meter = Meter(name="own_meter", label=say("run.label"))
        self.stop = Button(name="own_stop", label=say("buttons.stop"), says=lab_input("own_stop"))
        self.go = Button(name="own_go", label=say("buttons.go_on"), says=lab_input("own_go"))
        self.verdict = Prose(name="own_verdict", kind="verdict", live="status")
        self.results = Table(
            name="own_results", copy=say("buttons.copy"), copied=say("buttons.copied"),
            refused=say("buttons.copy_refused"),
        )  # fmt: skip
        self.again = Button(
            name="own_again", label=say("buttons.again"), says=lab_input("own_again")
        )
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in the order of the page."""
        return [*self.before(), *self.drawing.plots(), *self.after()]

    def before(self) -> list[Control]:
        """The controls above the figures."""
        return [
            self.intro, self.file, self.example, self.problem, self.read, self.evidence,
            self.width, *self.questions.values(), self.commit, self.missing, self.meter, self.stop,
            self.go, self.verdict,
        ]  # fmt: skip

    def after(self) -> list[Control]:
        """The controls below the figures."""
        return [self.results, self.again]

    def enter(self, control: str, value: Any) -> None:
        """Do what was entered in one of the panel's controls."""
        own, question = self.own, control.removeprefix(PREFIX)
        match control, value:
            case "own_file", [str(name), str(data)]:
                own.load(name, data)
            case "own_refused", str(problem):
                own.refuse(problem)
            case "own_example", _:
                own.load_example()
            case "own_width", str(width) if width.isdecimal():
                own.set_width(int(width))
            case "own_commit", _:
                own.commit()
            case "own_stop", _:
                own.pause()
            case "own_go", _:
                own.resume()
            case "own_again", _:
                own.ask_again()
            case _, str(choice) if question in self.questions:
                own.predict(question, choice)
            case _:
                raise ValueError(f"no control {control!r} of the panel takes {value!r:.80}")
        self.draw()

    def draw(self) -> None:
        """Bring every control and figure in line with the table."""
        own, say, phase = self.own, self.phrases.say, self.own.phase
        self.problem.html = self.phrases.problem(own)
        divided = self.drawing.divided(own) if own.table else ""
        self.read.html = self.phrases.read(own, divided)
        self.missing.html = f"<p>{say('said.missing')}</p>" if own.missing else ""
        self._draw_questions(locked=phase != "posed")
        self.commit.offered = phase == "posed"
        self.stop.offered = own.running
        self.go.offered = phase == "committed" and not own.running
        self.again.offered = phase == "revealed" and len(own.widths) > 1
        self.draw_step()
        if phase == "revealed":
            headline, reason = self.drawing.draw_outcome(own)
            self.verdict.html = f"<h3>{headline}</h3>{self._fared()}{reason}"
        else:
            self.verdict.html = ""
            if own.step is None:
                self.drawing.clear()
        label, head, rows = self.drawing.results(own) if own.seen else ("", [], [])
        self.results.param.update(label=label, head=head, rows=rows)

    def draw_step(self) -> None:
        """Show how far the run is."""
        own, step = self.own, self.own.step
        if step is None:
            self.meter.param.update(value=0.0, text="", shown=own.running)
            return
        key = "run.running" if own.running else "run.paused"
        text = self.phrases.say(key, done=f"{step.done:,}", total=f"{step.total:,}")
        self.meter.param.update(value=step.done / step.total, text=text, shown=True)
        self.drawing.draw_snapshot(own, step)

    def _draw_questions(self, locked: bool) -> None:
        own = self.own
        label, head, rows = self.drawing.evidence(own.table) if own.table else ("", [], [])
        self.evidence.param.update(label=label, head=head, rows=rows)
        options = [[str(width), str(width)] for width in own.widths]
        self.width.param.update(options=options, value=str(own.width), locked=locked)
        for name, control in self.questions.items():
            asked = name in own.questions
            text, answers = self.drawing.question(own, name) if asked else ("", [])
            value = own.choices.get(name, "")
            control.param.update(label=text, options=answers, value=value, locked=locked)

    def _fared(self) -> str:
        """How each prediction fared, as HTML."""
        own, happened = self.own, self.own.outcome.answers
        said: Mapping[str, str] = own.choices
        return self.phrases.fared([
            (title, choice == happened[name])
            for name, choice in said.items()
            for value, title, _ in self.drawing.question(own, name)[1]
            if value == choice
        ])  # fmt: skip
