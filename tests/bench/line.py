"""The line between host and browser: as fast as it goes, or of a fixed speed and delay."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock

PIECE = 8192  # bytes that are sent at a time


@dataclass
class Line:
    """`bits` a second, shared by all connections; `delay`, in seconds, for each round trip.

    It is slowed at the host and not by the browser's own tools, which leave out the requests of
    workers and service workers.
    """

    bits: float | None = None
    delay: float = 0.0
    _free: float = field(default=0.0, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def wait(self) -> None:
        """One round trip: a new connection, or a request."""
        if self.delay:
            time.sleep(self.delay)

    def take(self, count: int) -> None:
        """Wait for the turn of `count` bytes."""
        if self.bits is None:
            return
        with self._lock:
            self._free = max(self._free, time.perf_counter()) + count * 8 / self.bits
            until = self._free
        time.sleep(max(0.0, until - time.perf_counter()))
