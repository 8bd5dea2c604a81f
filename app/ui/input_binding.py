"""How views hear the learner: what a drawing sets on a control was not done by anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.ui.components import Control


class InputBinding:
    """Passes on what the learner does to controls, and has everything drawn again after it."""

    def __init__(self, draw: Callable[[], None]) -> None:
        self._draw = draw
        self._muted = False
        self._drawn = False

    def bind(self, control: Control, name: str, act: Callable[[Any], None]) -> None:
        """Call `act` with each new value that the learner gives to `control`'s `name`."""
        control.param.watch(lambda event: self._hear(act, event.new), name)

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Hear nothing meanwhile: everything is being drawn."""
        self._muted = self._drawn = True
        try:
            yield
        finally:
            self._muted = False

    def _hear(self, act: Callable[[Any], None], value: Any) -> None:
        if self._muted:
            return
        self._drawn = False
        act(value)
        if not self._drawn:  # nothing came of it: the control goes back
            self._draw()
