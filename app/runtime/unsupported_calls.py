"""What a program cannot do in a browser: by the error that it ended with, which sentence says so.

The sentences stand in the content, under `cell.cannot`.
"""

from __future__ import annotations

import asyncio
import errno
import os
import sys
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any, NoReturn

from app.runtime.cut_javascript_bridges import BUILT_IN, leads_out

MODULES = {  # through whose code the error came; the outermost counts
    "asyncio": "asyncio",
    "multiprocessing": "processes",
    "subprocess": "processes",
    "pty": "processes",
    "socket": "network",
    "ssl": "network",
    "http.client": "network",
    "urllib.request": "network",
    "_multiprocessing": "processes",  # these are imported by the others, and not here
    "_posixshmem": "processes",
    "_ssl": "network",
}
MISSING = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)  # what the runtime says for the rest
UNREACHABLE = (
    errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ECONNREFUSED, errno.EINPROGRESS, errno.ENOTCONN,
)  # fmt: skip

TOO_BIG = ("Maximum allowed dimension exceeded", "array is too big")  # says NumPy, at 32 bits


class Unsupported(RuntimeError):
    """Raised in place of what would fail less plainly, or not at all."""

    __module__ = "builtins"  # or Python would say ours

    def __init__(self, what: str, cannot: str) -> None:
        super().__init__(f"{what}() does not work here")
        self.cannot = cannot


def refuse() -> None:
    """Let these say so at once. Only for the worker of the lesson's program."""
    for module in (asyncio, asyncio.runners):
        module.run = _run  # type: ignore[attr-defined]
    for module in (asyncio, asyncio.events):
        module.new_event_loop = _refusing("asyncio.new_event_loop", "asyncio")  # type: ignore[attr-defined]
    os.system = _refusing("os.system", "processes")


def _run(main: Coroutine[Any, Any, Any], **_: Any) -> NoReturn:
    main.close()  # or Python would warn that nobody awaited it
    raise Unsupported("asyncio.run", "asyncio")


def _refusing(what: str, cannot: str) -> Callable[..., NoReturn]:
    def refused(*_: Any, **__: Any) -> NoReturn:
        raise Unsupported(what, cannot)

    return refused


def reason(error: BaseException) -> str:
    """The name of the sentence, or "" for an error like any other."""
    if isinstance(error, Unsupported):
        return error.cannot
    if isinstance(error, MemoryError) or str(error).startswith(TOO_BIG):
        return "memory"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return "threads"
    if isinstance(error, ImportError) and error.name:
        return _of_import(error.name)
    if isinstance(error, FileNotFoundError | PermissionError):
        return "files"
    return _of_place(error.__traceback__) or _of_number(getattr(error, "errno", None))


def _of_number(number: object) -> str:
    return "network" if number in UNREACHABLE else "system" if number in MISSING else ""


def _of_import(name: str) -> str:
    if leads_out(name) or name in BUILT_IN:
        return "bridge"
    top = name.partition(".")[0]
    return _of_module(name) or ("absent" if top in sys.stdlib_module_names else "packages")


def _of_place(place: TracebackType | None) -> str:
    while place:
        found = _of_module(place.tb_frame.f_globals.get("__name__"))
        if found:
            return found
        place = place.tb_next
    return ""


def _of_module(name: object) -> str:
    if not isinstance(name, str):
        return ""
    return MODULES.get(name) or MODULES.get(name.partition(".")[0], "")
