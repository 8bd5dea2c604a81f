"""Run a program of the learner's: in a namespace of its own, its output sent on while it runs.

Lives in a worker that has no other work (`program_worker.js`) and knows nothing of the labs.
What is printed goes to the process's own output, where that worker takes it, whoever writes: Python
itself, C, or what a program got hold of. It also puts the memory back as it was before the run.
"""

from __future__ import annotations

import importlib
import io
import json
import random
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, TextIO

import numpy as np

from app.runtime.cut_javascript_bridges import take_out
from app.runtime.unsupported_calls import reason, refuse

FILE = "<program>"
ARCHIVE = "<frozen zipimport>"  # what reads Python's own modules; a snapshot's worker has none
LONGEST = 2000  # characters of an error's text
STDOUT = 1
PRINTED = ("stdout", "stderr", "__stdout__", "__stderr__")
NEVER = ("asyncio", "bridge", "network", "processes")  # all of Python would be no help


@dataclass(frozen=True)
class Ended:
    """How a program ended: `error` is the last line of its traceback, `line` the program's own.

    `missing` names what is not here but could be, `cannot` the sentence on what never can.
    """

    error: str = ""
    line: int | None = None
    missing: str = ""
    cannot: str = ""


class NoInput(io.TextIOBase):
    """Where a program would read: nobody can answer."""

    def __init__(self, why: str) -> None:
        self._why = why

    def readline(self, *_: Any) -> str:  # type: ignore[override]
        raise EOFError(self._why)

    read = readline


def prepare() -> str:
    """Make this Python the programs'; the built-in modules that the worker has to strike.

    What a program imports later must change nothing outside of the memory, which is put back after
    each run: so NumPy's libraries are loaded now (a snapshot has them), and no bytecode is written.
    """
    sys.dont_write_bytecode = True
    folder = Path(np.__path__[0])
    for library in folder.rglob("*.so"):
        if "test" not in library.name:
            parts = (
                library.relative_to(folder.parent).with_name(library.name.partition(".")[0]).parts
            )
            importlib.import_module(".".join(parts))
    refuse()
    return " ".join(take_out())


def run(source: str, no_input: str, output: TextIO | None = None) -> str:
    """Run `source`; how it ended, as JSON.

    no_input: the error of a program that asks; output: where it prints instead.
    """
    random.seed()  # the memory is the same each time
    np.random.seed()  # noqa: NPY002  # what a program uses is its own matter
    output = output or _output()
    with _place(output, no_input) as namespace:
        try:
            code = compile(source, FILE, "exec", dont_inherit=True, optimize=0)
            exec(code, namespace)
            ended = Ended()
        except BaseException as error:
            ended = _ended(error)
        for stream in (sys.stdout, sys.stderr, output):
            with suppress(BaseException):  # a program may have put anything there
                stream.flush()
    return json.dumps(asdict(ended))


@contextmanager
def _place(output: TextIO, no_input: str) -> Iterator[dict[str, Any]]:
    """A fresh `__main__`, and where it prints and reads."""
    module = ModuleType("__main__")
    own = {"stdin": NoInput(no_input)} | dict.fromkeys(PRINTED, output)
    before = {name: getattr(sys, name) for name in own}
    main, sys.modules["__main__"] = sys.modules["__main__"], module
    vars(sys).update(own)
    try:
        yield module.__dict__
    finally:
        vars(sys).update(before)
        sys.modules["__main__"] = main


def _output() -> TextIO:
    """The process's output, line by line. A lone surrogate is written as its number."""
    return open(STDOUT, "w", 1, "utf-8", "backslashreplace", closefd=False)


def _ended(error: BaseException) -> Ended:
    """How this error is told; it is the program's, and so may be all of its methods."""
    try:
        if isinstance(error, SystemExit) and error.code in (None, 0):
            return Ended()
        cannot = reason(error)
        lacking = "" if cannot in NEVER else missing(error)
        return Ended(told_error(error)[:LONGEST], own_line(error), lacking, cannot)
    except BaseException:
        return Ended(type.__dict__["__name__"].__get__(type(error))[:LONGEST])


def told_error(error: BaseException) -> str:
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
