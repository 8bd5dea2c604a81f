"""A hand that moves something in play: what comes out is drawn at once, all else when it rests."""

from __future__ import annotations

import time

PAUSE = 0.15  # seconds without a move after which a hand rests


class Hand:
    """ahead: whether it has moved something that is not wholly drawn yet."""

    def __init__(self) -> None:
        self.ahead = False
        self._moved = 0.0

    def move(self) -> None:
        """It has moved something now."""
        self.ahead, self._moved = True, time.monotonic()

    def caught_up(self) -> None:
        """All is drawn, or there is nothing to draw any more."""
        self.ahead = False

    @property
    def rest(self) -> float:
        """Seconds until what is behind it may be drawn."""
        return max(0.0, self._moved + PAUSE - time.monotonic()) if self.ahead else 0.0
