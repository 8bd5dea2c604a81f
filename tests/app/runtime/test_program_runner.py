"""A learner's program is run apart, its output is sent on, and its error names its line."""

from __future__ import annotations

import json
import random
import sys
from io import StringIO
from typing import Any

import numpy as np
import pytest

from app.runtime import program_runner


class Page:
    """What a program printed."""

    def __init__(self) -> None:
        self.printed = StringIO()

    def run(self, source: str) -> dict[str, Any]:
        ended: dict[str, Any] = json.loads(
            program_runner.run(source, "nobody answers", self.printed)
        )
        return ended

    @property
    def output(self) -> str:
        return self.printed.getvalue()


@pytest.fixture
def page() -> Page:
    return Page()


def test_a_program_prints_and_ends(page: Page) -> None:
    ended = page.run("import sys\nprint('a', 2)\nprint('b', file=sys.stderr)\nassert __debug__\n")
    assert ended == {"error": "", "line": None, "missing": "", "cannot": ""}
    assert page.output == "a 2\nb\n"


def test_each_run_begins_anew(page: Page) -> None:
    before = sys.stdin, sys.stdout, sys.__stderr__, sys.modules["__main__"]
    page.run("import sys\nx = 1\nsys.stdout = sys.__stderr__ = None\ndel sys.modules['__main__']")
    assert before == (sys.stdin, sys.stdout, sys.__stderr__, sys.modules["__main__"])
    ended = page.run("print(__name__, 'x' in globals())\nclass A: pass\nprint(A.__module__)")
    assert page.output == "__main__ False\n__main__\n"
    assert ended["error"] == ""
    assert sys.modules["__main__"].__dict__.get("x") is None


def test_numbers_that_no_seed_was_given_for_differ_from_run_to_run(page: Page) -> None:
    draws = "import random, numpy as np\nprint(random.random(), np.random.rand())"
    for _ in range(2):
        random.seed(1)  # the same memory each time, as after the worker has put it back
        np.random.seed(1)  # noqa: NPY002
        page.run(draws)
    first, second = page.output.splitlines()
    assert first.split()[0] != second.split()[0]
    assert first.split()[1] != second.split()[1]


def test_whoever_prints_it_goes_to_the_process(capfd: pytest.CaptureFixture[str]) -> None:
    program_runner.run(
        "import os, sys\nprint('x\\ud800é', file=sys.__stdout__)\nos.write(1, b'raw\\n')", ""
    )
    assert capfd.readouterr().out == "x\\ud800é\nraw\n"


@pytest.mark.parametrize(
    ("source", "line", "error"),
    [
        ("x = 1\n\nx / 0", 3, "ZeroDivisionError: division by zero"),
        ("def f():\n    raise ValueError('a\\nb')\n\nf()", 2, "ValueError: a\nb"),
        ("import json\n\njson.loads('{')", 3, "Expecting property name"),
        ("x = 1\ny = = 2\n", 2, "SyntaxError: invalid syntax"),
        ("if True:\nx = 1", 2, "IndentationError: expected an indented block"),
        ("eval('1 +')", 1, "SyntaxError: invalid syntax"),
        ("input('who? ')", 1, "EOFError: nobody answers"),
        ("def f(): f()\nf()", 1, "RecursionError: maximum recursion depth"),
        ("raise KeyboardInterrupt", 1, "KeyboardInterrupt"),
        ("import sys\nsys.exit('no')", 2, "SystemExit: no"),
        ("x = '\0'", None, "source code string cannot contain null bytes"),
    ],
)
def test_an_error_names_the_line_of_the_program(
    page: Page, source: str, line: int | None, error: str
) -> None:
    ended = page.run(source)
    assert error in ended["error"]
    assert "Traceback" not in ended["error"]
    assert ended["line"] == line
    assert ended["missing"] == ""


def test_leaving_early_is_no_error(page: Page) -> None:
    assert page.run("print(1)\nexit()\nprint(2)")["error"] == ""
    assert page.output == "1\n"


HOSTILE = (
    "class E(BaseException):\n    def __str__(self): raise self\nraise E",
    "class M(type):\n    __name__ = property(lambda _: 1 / 0)\n"
    "class E(Exception, metaclass=M): pass\nraise E",
    "class C:\n    def __eq__(self, _): 1 / 0\n    __str__ = __eq__\nraise SystemExit(C())",
    "class E(Exception):\n    args = __cause__ = property(lambda _: 1 / 0)\nraise E",
    "raise ImportError(name=3)",
    "raise ImportError(name='a' * 10**6)",
    "raise ValueError('x' * 10**6)",
    "raise ExceptionGroup('g', [ValueError(1), ExceptionGroup('h', [KeyError(2)])])",
    "import sys\nsys.stdout = sys.stderr = 3\nraise KeyError",
    "import sys\nsys.stdout.close()\nraise KeyError",
)


@pytest.mark.parametrize("source", HOSTILE)
def test_however_an_error_behaves_it_is_told(page: Page, source: str) -> None:
    ended = page.run(source)
    assert 0 < len(ended["error"]) <= program_runner.LONGEST
    assert "\0" not in ended["error"]


def test_a_module_that_python_has_elsewhere_is_named(page: Page) -> None:
    assert page.run("raise ModuleNotFoundError(name='wave')")["missing"] == "wave"
    assert page.run("raise ImportError(name='numpy.fft')")["missing"] == "numpy"
    broken = "exec(compile('raise EOFError', '<frozen zipimport>', 'exec'))"
    assert page.run(broken)["missing"] == "<frozen zipimport>"
    assert page.run("import nowhere_at_all")["missing"] == ""


def test_all_of_python_would_be_no_help_against_what_is_never_here(page: Page) -> None:
    assert page.run("raise ImportError(name='ctypes')")["missing"] == ""
    broken = "exec(compile('raise EOFError', '<frozen zipimport>', 'exec'), {'__name__': 'socket'})"
    assert page.run(broken) == {
        "error": "EOFError", "line": 1, "missing": "", "cannot": "network",
    }  # fmt: skip


def test_a_wrong_write_is_the_programs_error(page: Page) -> None:
    assert page.run("import sys\nsys.stdout.write(3)")["line"] == 2
