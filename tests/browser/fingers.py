"""Fingers on the screen: the browser's own touch input, one point for each finger."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Locator

from tests.browser.visit import Visit

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True,
}  # fmt: skip
STEPS = 8
Point = tuple[float, float]


class Fingers:
    """One or two of them; every step is a touch event that the page has dealt with."""

    def __init__(self, visit: Visit) -> None:
        self.page, self._visit = visit.page, visit
        self._session: CDPSession = visit.context.new_cdp_session(visit.page)

    def at(self, place: Locator, across: float = 0.5, down: float = 0.5) -> Point:
        """A point of an element, in shares of it, in the middle of the window, which is at rest."""
        self._visit.at_rest()  # it may be on its way to what it shows next
        place.evaluate("place => place.scrollIntoView({ block: 'center', behavior: 'instant' })")
        self._visit.at_rest()
        box = place.bounding_box()
        assert box
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def put(self, *points: Point) -> None:
        """Fingers come down, beside those that are there."""
        self._send("touchStart", points)

    def move(self, *points: Point) -> None:
        self._send("touchMove", points)

    def lift(self, *staying: Point) -> None:
        """Lift all fingers but these."""
        self._send("touchMove" if staying else "touchEnd", staying)

    def cancel(self) -> None:
        """The system takes the fingers for something of its own."""
        self._send("touchCancel", ())

    def drag(self, start: Point, along: Point) -> None:
        """Put a finger down, move it and lift it."""
        self.put(start)
        self.further(start, along)
        self.lift()

    def further(self, start: Point, along: Point) -> None:
        """Move one finger from where it is."""
        for step in range(1, STEPS + 1):
            self.move((start[0] + along[0] * step / STEPS, start[1] + along[1] * step / STEPS))

    def spread(self, start: Point, apart: float = 90) -> None:
        """Put two fingers down and move them apart: zoom."""
        (x, y), other = start, (start[0] + 20, start[1])
        self.put(start)
        self.put(start, other)
        for step in range(1, STEPS + 1):
            self.move((x - apart * step / STEPS, y), (other[0] + apart * step / STEPS, y))
        self.lift()

    def _send(self, kind: str, points: tuple[Point, ...]) -> None:
        touched = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
