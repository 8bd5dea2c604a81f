"""Signs of life for the page while a cold start imports what the app needs, in one long step."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PAUSE = 0.25  # seconds between two signs


class Signs:
    """A finder of modules that finds none: it is asked for each of them, and gives a sign."""

    def __init__(self, sign: Callable[[], object]) -> None:
        self._sign = sign
        self._last = 0.0

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Give a sign, if the last one was some time ago."""
        if time.monotonic() >= self._last + PAUSE:
            self._last = time.monotonic()
            self._sign()


def begin(sign: Callable[[], object]) -> None:
    """Let `sign` be called for modules that are imported from now on."""
    sys.meta_path.insert(0, Signs(sign))


def end() -> None:
    """Let nothing be called any more."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Signs)]
