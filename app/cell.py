"""Run a program of the learner's: in a namespace of its own, its output sent on while it runs.

Lives in a worker that has no other work (`app/page/cell-worker.js`) and knows nothing of the labs.
"""

from __future__ import annotations

import io
import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from types import ModuleType, TracebackType
from typing import Any

import numpy as np

FILE = "<program>"
ARCHIVE = "<frozen zipimport>"  # what reads Python's own modules; a snapshot's worker has none
AT_ONCE = 100  # lines that are sent as they come; from then on they are gathered
PAUSE = 0.05  # seconds for which they are gathered
LONGEST = 2000  # characters of an error's text

Tell = Callable[[str, str], object]  # what kind of message, and its text


@dataclass(frozen=True)
class Ended:
    """How a program ended: `error` is the last line of its traceback, `line` the program's own.

    `missing` names what is not here but could be.
    """

    error: str = ""
    line: int | None = None
    missing: str = ""


class Output(io.TextIOBase):
    """What a program prints: told as "output", up to `limit` characters; then once as "cut"."""

    def __init__(self, tell: Tell, limit: int) -> None:
        self._tell, self._left = tell, limit
        self._held: list[str] = []
        self._times, self._last = 0, 0.0
        self._cut = False

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() takes a str, not {type(text).__name__}")
        if not self._cut:
            self._held.append(text[: self._left])
            self._cut = len(text) > self._left
            self._left -= min(len(text), self._left)
            if self._cut:
                self.flush()
                self._tell("cut", "")
            elif "\n" in text and self._due():
                self.flush()
        return len(text)

    def flush(self) -> None:
        text = "".join(self._held)
        self._held.clear()
        if text:
            self._times, self._last = self._times + 1, time.monotonic()
            self._tell("output", text)

    def _due(self) -> bool:
        return self._times < AT_ONCE or time.monotonic() - self._last > PAUSE


class NoInput(io.TextIOBase):
    """Where a program would read: nobody can answer."""

    def __init__(self, why: str) -> None:
        self._why = why

    def readline(self, *_: Any) -> str:  # type: ignore[override]
        raise EOFError(self._why)

    read = readline


def run(source: str, tell: Tell, limit: int, no_input: str) -> str:
    """Run `source`; how it ended, as JSON. no_input: the error of a program that asks."""
    output = Output(tell, limit)
    try:
        with _place(output, no_input) as namespace:
            code = compile(source, FILE, "exec", dont_inherit=True, optimize=0)
            exec(code, namespace)
        ended = Ended()
    except SystemExit as left:
        ended = Ended() if left.code in (None, 0) else Ended(f"SystemExit: {left.code}")
    except BaseException as error:
        ended = Ended(said(error)[:LONGEST], own_line(error), missing(error))
    output.flush()
    return json.dumps(asdict(ended))


@contextmanager
def _place(output: Output, no_input: str) -> Iterator[dict[str, Any]]:
    """A fresh `__main__`; what is set for printing and for numeric errors goes with it."""
    before, stdin = sys.modules["__main__"], sys.stdin
    module = ModuleType("__main__")
    sys.modules["__main__"], sys.stdin = module, NoInput(no_input)
    try:
        with redirect_stdout(output), redirect_stderr(output), np.errstate(), np.printoptions():
            yield module.__dict__
    finally:
        sys.modules["__main__"], sys.stdin = before, stdin


def said(error: BaseException) -> str:
    """What Python would say last."""
    text = "".join(traceback.format_exception_only(error)).strip()
    return text.splitlines()[-1] if isinstance(error, SyntaxError) else text


def own_line(error: BaseException) -> int | None:
    """The line of the program that it came from."""
    if isinstance(error, SyntaxError) and error.filename == FILE:
        return error.lineno
    line, place = None, error.__traceback__
    while place:
        line, place = _line(place) or line, place.tb_next
    return line


def _line(place: TracebackType) -> int | None:
    return place.tb_lineno if place.tb_frame.f_code.co_filename == FILE else None


def missing(error: BaseException) -> str:
    """What Python would have, were all of it here: a module's top name, or its own archive."""
    if isinstance(error, ImportError):
        name = (error.name or "").partition(".")[0]
        return name if name in sys.stdlib_module_names or name == "numpy" else ""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return ARCHIVE if place and place.tb_frame.f_code.co_filename == ARCHIVE else ""
