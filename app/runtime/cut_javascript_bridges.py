"""What leads from Python to JavaScript and to bare memory: taken out before a program runs.

Pyodide's own modules and all that stems from them: their finder, their event loop, the proxies of
JavaScript's objects, and whoever refers to one of these; likewise `ctypes`, which can call any
function of the runtime. A program that searches the memory (`gc`) finds none of it. The page's
sandbox (`sandbox.js`) stands behind this and holds alone; this makes a plain ImportError of what
would else be a riddle.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import BuiltinFunctionType, CellType, FunctionType, ModuleType, NoneType
from typing import Any

PACKAGES = frozenset((
    "js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core", "pyodide_http", "micropip",
    "ctypes", "_ctypes",
))  # fmt: skip
CORE = "_pyodide_core"
MODULES = frozenset(("panel.io.pyodide", "numpy.ctypeslib"))
# Python makes these anew whenever it is asked: the worker strikes their names from its table. The
# ones for CPython's own tests reach into memory, too.
BUILT_IN = tuple(
    name
    for name in sys.builtin_module_names
    if name in PACKAGES or name.startswith(("_test", "_xxtest", "xxsubtype", "_remote_debugging"))
)
NAME = type.__dict__["__module__"]  # of a type, whatever its own metaclass says


class Gone(MetaPathFinder):
    """Says that they are not here, before anybody looks for them in an archive."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if leads_out(fullname) or fullname in BUILT_IN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def take_out() -> tuple[str, ...]:
    """Do it; the names that are still to be struck from the table of built-in modules."""
    _restore_library()
    sys.meta_path[:] = [Gone(), *(f for f in sys.meta_path if not leads_out(origin(f)))]
    core = [part for name, part in vars(sys.modules[CORE]).items() if name[0] != "_"]
    for name in [*filter(leads_out, sys.modules)]:
        del sys.modules[name]
    _let_go(core)
    gc.collect()
    return BUILT_IN


def leads_out(name: object) -> bool:
    """Whether a module of this name is one of them."""
    return isinstance(name, str) and (name.partition(".")[0] in PACKAGES or name in MODULES)


def origin(thing: object) -> object:
    """The name of the module that it comes from: its own, that of its definition, of its type."""
    kind = type(thing)
    if issubclass(kind, ModuleType):
        return vars(thing).get("__name__")
    if issubclass(kind, FunctionType | BuiltinFunctionType):
        own = getattr(thing, "__self__", None)
        return thing.__module__ or (origin(own) if type(own) is ModuleType else None)
    try:
        return NAME.__get__(thing if issubclass(kind, type) else kind)
    except AttributeError:
        return None


def reachable() -> dict[int, Any]:
    """All that there is in memory, by id."""
    found: dict[int, Any] = {id(thing): thing for thing in gc.get_objects()}
    waiting = [*found.values()]
    while waiting:
        for thing in gc.get_referents(waiting.pop()):
            if id(thing) not in found:
                found[id(thing)] = thing
                waiting.append(thing)
    return found


def _restore_library() -> None:
    """Take Pyodide's event loop from the library; its sleep waits for that, too."""
    time.sleep = getattr(time.sleep, "__wrapped__", time.sleep)
    asyncio.events._event_loop_policy = None  # type: ignore[attr-defined]
    asyncio._set_running_loop(None)


def _let_go(core: list[object]) -> None:
    """Empty the modules, and let nobody else refer to what was in them.

    core: what is written in C, some of which names no module.
    Their classes stay, for nobody can make an object of one; others are changed as Python changes
    them, since the interpreter has tables of what is in them.
    """
    memory = reachable()
    gone = {known for known, thing in memory.items() if leads_out(origin(thing))}
    gone |= {id(thing) for thing in core if not isinstance(thing, str | int | NoneType)}
    types = [thing for thing in memory.values() if issubclass(type(thing), type)]
    theirs = {id(own) for thing in types for own in gc.get_referents(thing) if type(own) is dict}
    for known in gone:
        _attributes(memory[known]).clear()  # of a class they are no dict
    for known, thing in memory.items():
        if known not in theirs:
            _drop(thing, gone)


def _drop(thing: Any, gone: set[int]) -> None:
    """Let one thing refer to these no more, where it can be changed."""
    kind = type(thing)
    if issubclass(kind, type):
        for name in [name for name, value in vars(thing).items() if id(value) in gone]:
            if id(thing) not in gone:
                type.__setattr__(thing, name, None)
    elif gone.isdisjoint(map(id, gc.get_referents(thing))):
        return
    elif kind is CellType:
        thing.cell_contents = None
    elif kind is list:
        thing[:] = [value for value in thing if id(value) not in gone]
    else:
        own = thing if kind is dict else _attributes(thing)
        own.update({name: None for name, value in own.items() if id(value) in gone})


def _attributes(thing: object) -> dict[Any, Any]:
    """The attributes of an object itself, asked for behind its own back."""
    try:
        own = object.__getattribute__(thing, "__dict__")
    except AttributeError:
        own = {}
    return own if type(own) is dict else {}
