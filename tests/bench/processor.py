"""Slow a browser down: all its processes run for a while, then stand still for a longer one.

The browser's own switch (CDP's `setCPUThrottlingRate`) does the same to the page's main thread, but
not to a worker, and Python is in one. `python -m tests.bench.processor PROCESS FACTOR` slows until
its input is closed; for Linux.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from tests.bench.processes import tree

RUNNING = 0.004  # seconds at a time: short beside a frame
LOOK = 0.1  # seconds after which new processes are looked for


@contextmanager
def slowed(process: int | None, factor: float) -> Iterator[None]:
    """Slow a browser down for a while, from a process of its own; a factor of 1 does nothing."""
    if factor == 1:
        yield
        return
    if process is None or sys.platform != "linux":
        raise OSError("a slow processor is imitated on Linux only")
    command = [sys.executable, "-m", "tests.bench.processor", str(process), str(factor)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        try:
            yield
        finally:
            assert running.stdin is not None
            running.stdin.close()
            running.wait()


def slow(root: int, factor: float, over: Event) -> None:
    """Let the tree of `root` run for 1/factor of the time."""
    looked, processes = 0.0, [root]
    try:
        while not over.is_set():
            if time.monotonic() - looked > LOOK:
                processes, looked = tree(root), time.monotonic()
            time.sleep(RUNNING)
            tell(processes, signal.SIGSTOP)
            time.sleep(RUNNING * (factor - 1))
            tell(processes, signal.SIGCONT)
    finally:
        tell(tree(root), signal.SIGCONT)


def tell(processes: Iterable[int], what: signal.Signals) -> None:
    """Send a signal to each that is still there."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)


def main() -> None:
    over = Event()
    Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    slow(int(sys.argv[1]), float(sys.argv[2]), over)


if __name__ == "__main__":
    main()
