"""A learner's program is run apart, its output is sent on and cut, and its error names its line."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import pytest

from app import cell

LIMIT = 1000


class Page:
    """What is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def run(self, source: str, limit: int = LIMIT) -> dict[str, Any]:
        ended: dict[str, Any] = json.loads(
            cell.run(source, lambda *what: self.told.append(what), limit, "nobody answers")
        )
        return ended

    @property
    def output(self) -> str:
        return "".join(text for kind, text in self.told if kind == "output")


@pytest.fixture
def page() -> Page:
    return Page()


def test_a_program_prints_and_ends(page: Page) -> None:
    ended = page.run("import sys\nprint('a', 2)\nprint('b', file=sys.stderr)\nassert __debug__\n")
    assert ended == {"error": "", "line": None, "missing": ""}
    assert page.output == "a 2\nb\n"


def test_each_run_begins_anew(page: Page) -> None:
    page.run("import numpy as np\nx = 1\nnp.set_printoptions(precision=1)\nnp.seterr(all='raise')")
    ended = page.run("print(__name__, 'x' in globals())\nclass A: pass\nprint(A.__module__)")
    assert page.output == "__main__ False\n__main__\n"
    assert ended["error"] == ""
    assert np.get_printoptions()["precision"] == 8
    assert np.geterr()["divide"] == "warn"
    assert sys.modules["__main__"].__dict__.get("x") is None


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
        ("import sys\nsys.exit('no')", None, "SystemExit: no"),
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


def test_a_module_that_python_has_elsewhere_is_named(page: Page) -> None:
    assert page.run("raise ModuleNotFoundError(name='wave')")["missing"] == "wave"
    assert page.run("raise ImportError(name='numpy.fft')")["missing"] == "numpy"
    broken = "exec(compile('raise EOFError', '<frozen zipimport>', 'exec'))"
    assert page.run(broken)["missing"] == "<frozen zipimport>"
    assert page.run("import nowhere_at_all")["missing"] == ""


def test_a_flood_is_cut_once_and_the_program_goes_on(page: Page) -> None:
    ended = page.run("for i in range(9000): print(i)\nx / 1", limit=100)
    assert ended["line"] == 2
    assert page.output == "".join(f"{i}\n" for i in range(40))[:100]
    assert [text for kind, text in page.told if kind == "cut"] == [""]
    assert page.told[-1][0] == "cut"


def test_what_just_fits_is_not_cut(page: Page) -> None:
    page.run("print('x' * 99)\nprint(end='')", limit=100)
    assert page.told == [("output", "x" * 99 + "\n")]


def test_lines_come_at_once_until_they_are_many(page: Page) -> None:
    page.run("for i in range(20000): print(i)", limit=10**6)
    assert page.told[:2] == [("output", "0\n"), ("output", "1\n")]
    assert len(page.told) < 2000
    assert page.output == "".join(f"{i}\n" for i in range(20000))


def test_a_wrong_write_is_the_programs_error(page: Page) -> None:
    assert page.run("import sys\nsys.stdout.write(3)")["line"] == 2
