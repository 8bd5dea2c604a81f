"""What a browser does not have is told by a sentence of its own, and each sentence is there."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import tomllib
from io import StringIO
from pathlib import Path

import pytest

from app.runtime import program_runner, unsupported_calls

WORDS = tomllib.loads(
    (Path(__file__).parents[3] / "content" / "en" / "lesson.toml").read_text("utf-8")
)["cell"]["cannot"]


def within(module: str, statement: str) -> str:
    """A statement in a function of that module."""
    return f"exec(compile({statement!r}, 'x', 'exec'), {{'__name__': {module!r}}})"


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (asyncio, asyncio.runners):
        monkeypatch.setattr(module, "run", None)
    for module in (asyncio, asyncio.events):
        monkeypatch.setattr(module, "new_event_loop", None)
    monkeypatch.setattr(os, "system", None)
    unsupported_calls.refuse()


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize(
    ("source", "cannot"),
    [
        ("import asyncio\nasync def f(): pass\nasyncio.run(f())", "asyncio"),
        ("import asyncio\nasyncio.new_event_loop()", "asyncio"),
        ("import asyncio\nwith asyncio.Runner() as runner: runner.get_loop()", "asyncio"),
        (within("asyncio.selector_events", "raise OSError"), "asyncio"),
        ('raise RuntimeError("can\'t start new thread")', "threads"),
        ("import os\nos.system('ls')", "processes"),
        (within("subprocess", "raise OSError(138, 'no processes')"), "processes"),
        ("raise ImportError(name='_multiprocessing')", "processes"),
        (within("urllib.request", "raise EOFError"), "network"),
        (f"raise OSError({errno.EHOSTUNREACH}, 'x')", "network"),
        ("raise ImportError(name='_ssl')", "network"),
        ("open('/nowhere/at/all')", "files"),
        ("import js", "bridge"),
        ("import pyodide_js", "bridge"),
        ("raise ImportError(name='pyodide.http')", "bridge"),
        ("raise ImportError(name='_ctypes')", "bridge"),
        (f"raise OSError({errno.ENOSYS}, 'x')", "system"),
        ("raise MemoryError", "memory"),
        ("raise ImportError(name='tkinter')", "absent"),
        ("import torch_is_not_here.nn", "packages"),
        ("import urllib.parse\nurllib.parse.urlparse('http://[')", ""),
        ("raise OSError('of its own')", ""),
        ("raise RuntimeError('of its own')", ""),
        ("raise ImportError('of its own')", ""),
        ("x", ""),
    ],
)
def test_which_sentence(source: str, cannot: str) -> None:
    ended = json.loads(program_runner.run(source, "", StringIO()))
    assert ended["error"]
    assert ended["cannot"] == cannot
    assert not cannot or WORDS[cannot]


def test_each_sentence_is_used() -> None:
    named = {*unsupported_calls.MODULES.values(), "threads", "files", "bridge", "system", "memory"}
    assert set(WORDS) == named | {"absent", "packages", "unloaded"}
