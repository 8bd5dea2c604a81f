"""Take out of memory what only helps those who read code: a snapshot is downloaded by each learner.

Of all packages but our own, functions lose the lines' numbers, their annotations, their docstrings,
and the signatures that Bokeh makes for editors; modules, classes, properties of models and
parameters lose the texts that explain them; Bokeh loses its palettes. Tracebacks name the file, the
function and the line where it begins. Runs in the browser's worker, after the imports.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from dis import get_instructions
from functools import cache
from sysconfig import get_path
from types import CodeType, FunctionType, ModuleType

OURS = tuple(f"{get_path('purelib')}/{folder}/" for folder in ("app", "core"))
DOCSTRING = 0x4000000  # of co_flags: the first constant is one (CPython 3.13 and up)


def slim() -> int:
    """Slim everything that there is; returns how many functions."""
    done: dict[int, tuple[CodeType, CodeType]] = {}  # by id; the first keeps the id taken
    things = gc.get_objects()
    functions = [thing for thing in things if type(thing) is FunctionType]
    for function in functions:
        if not function.__code__.co_filename.startswith(OURS):
            function.__code__ = bare(function.__code__, done)
            function.__annotations__ = {}
            function.__doc__ = None
            function.__dict__.pop("__signature__", None)
    for thing, name in explained(things):
        if isinstance(getattr(thing, name, None), str):
            with suppress(AttributeError, TypeError):  # C's own, and what is computed
                setattr(thing, name, None)
    for module in things:
        if type(module) is ModuleType:
            vars(module).pop("__test__", None)  # one of Cython's has all its docstrings there
    palettes = sys.modules["bokeh.palettes"]  # our colours are in the style sheet
    for name, value in [*vars(palettes).items()]:
        if isinstance(value, dict | tuple) and not name.startswith("_"):
            setattr(palettes, name, type(value)())
    return len(functions)


def explained(things: list[object]) -> Iterator[tuple[object, str]]:
    """What has a text for readers, and the name of the attribute that has it."""
    bases, descriptors = (
        sys.modules[f"bokeh.core.property.{name}"] for name in ("bases", "descriptors")
    )
    kinds = {
        type: ["__doc__"],
        ModuleType: ["__doc__"],
        bases.Property: ["__doc__", "_help"],
        descriptors.PropertyDescriptor: ["__doc__"],
        sys.modules["param"].Parameter: ["doc"],
    }
    for thing in things:
        for kind, names in kinds.items():
            if issubclass(type(thing), kind):
                yield from ((thing, name) for name in names)


def bare(code: CodeType, done: dict[int, tuple[CodeType, CodeType]]) -> CodeType:
    """The code without line numbers and docstring, and so all code within it."""
    known = id(code)
    if known not in done:
        constants = [bare(c, done) if isinstance(c, CodeType) else c for c in code.co_consts]
        flags = code.co_flags
        if flags & DOCSTRING and not returns(code, constants[0]):
            constants[0] = None
            flags &= ~DOCSTRING
        done[known] = (
            code,
            code.replace(
                co_linetable=one_line(len(code.co_code) // 2),
                co_consts=tuple(constants),
                co_flags=flags,
            ),
        )
    return done[known][1]


@cache
def one_line(count: int) -> bytes:
    """A table by which so many instructions, 1 and up, stand in the function's first line.

    Of pairs of bytes: "a line, no columns" for 8 instructions at most, and how far on the line is
    (CPython's InternalDocs/code_objects.md). Without a table, no traceback could be written.
    """
    whole, rest = divmod(count, 8)
    return b"\xef\x00" * whole + bytes([0xE8 + rest - 1, 0] if rest else [])


def returns(code: CodeType, text: object) -> bool:
    """Whether it uses the constant, which may be its docstring and something else, too."""
    return any(
        instruction.opname.startswith("LOAD_CONST") and instruction.argval is text
        for instruction in get_instructions(code)
    )
