"""A program for the page: search all of Python's memory for NAMES, and import them in every way."""

from __future__ import annotations

import _imp
import gc
import importlib
import sys
from types import BuiltinFunctionType, ModuleType, SimpleNamespace

NAMES = [
    "js",
    "pyodide_js",
    "pyodide",
    "_pyodide",
    "_pyodide_core",
    "micropip",
    "ctypes",
    "_ctypes",
]
NAMES += ["pyodide.ffi", "pyodide.code", "pyodide.http", "pyodide.webloop", "pyodide_js._api"]
NAMES += ["_pyodide._base", "_pyodide._importhook", "panel.io.pyodide", "_testinternalcapi"]
HARMLESS = {  # JavaScript itself holds the one, emptied; the other stands for null
    ("_pyodide._importhook", "JsFinder"),
    ("pyodide.ffi", "JsNull"),
}


def origin(thing: object) -> object:
    """The module that it comes from."""
    kind = type(thing)
    if issubclass(kind, ModuleType):
        return vars(thing).get("__name__")
    if issubclass(kind, BuiltinFunctionType):
        return getattr(thing.__self__, "__name__", thing.__module__)
    return type.__dict__["__module__"].__get__(kind)


def reachable() -> list[object]:
    """All objects that there are."""
    seen = {id(thing): thing for thing in gc.get_objects()}
    waiting = list(seen.values())
    while waiting:
        for thing in gc.get_referents(waiting.pop()):
            if id(thing) not in seen:
                seen[id(thing)] = thing
                waiting.append(thing)
    return list(seen.values())


def left() -> set[tuple[str, str]]:
    """Objects of theirs. Their classes are there, but nobody can make an object of one."""
    found = [(origin(thing), type(thing)) for thing in reachable()]
    return {
        (name, kind.__name__)
        for name, kind in found
        if isinstance(name, str) and name.split(".")[0] in NAMES and not issubclass(kind, type)
    }


def made(name: str) -> object:
    """A built-in module made by hand."""
    return _imp.create_builtin(SimpleNamespace(name=name, origin="built-in"))


def main() -> None:
    """Print what was found, which is nothing."""
    print(sorted(left() - HARMLESS))
    for way in (importlib.import_module, made, sys.modules.__getitem__):
        for name in NAMES:
            try:
                got = way(name)
            except (ImportError, KeyError):
                continue
            usable = [key for key, value in vars(got).items() if callable(value)] if got else []
            if usable:
                print(name, *usable)
    print("searched", len(NAMES))


if __name__ == "__main__":
    main()
