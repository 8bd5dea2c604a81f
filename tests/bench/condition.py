"""The conditions under which everything is measured."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.line import Line


@dataclass(frozen=True)
class Condition:
    """A line and a processor. slowness: how many times slower than this machine's."""

    name: str
    title: str
    bits: float | None = None
    delay: float = 0.0
    slowness: float = 1.0

    def line(self) -> Line:
        """A line that nobody uses yet."""
        return Line(self.bits, self.delay)


CONDITIONS = {
    condition.name: condition
    for condition in (
        Condition("plain", "this machine, no limit"),
        Condition("line", "10 Mbit/s, 40 ms a round trip", bits=10e6, delay=0.04),
        Condition("processor", "processor slowed fourfold", slowness=4.0),
    )
}
