"""What a move of the learner takes until it can be seen, once Python is live; see moves.js.

First the slider of damage, which draws the evidence anew; then reveals, each followed by the next
case; then free play, where a number, a pixel and the slider of width draw the result anew; then, in
the train lab, a network that is trained is stopped again and again, and the film of another one is
scrubbed; last, in the walk, the flag is moved over the map, and the map drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.bench.condition import Condition
from tests.bench.host import Host
from tests.bench.tab import Tab
from tests.bench.visit import Opened

SCRIPT = (Path(__file__).parent / "moves.js").read_text("utf-8")
DAMAGE = "damage slider, posed: the evidence"
BEAD = "a number moved on the stage: the output"
PIXEL = "a pixel pressed on the stage: the output"
WIDTH = "width slider, free play: the reconstruction"
REVEAL = "See what happened: the result"
STOP = "Stop, while a network is trained"
SCRUB = "scrubber of a film: the frame"
FLAG = "flag moved on the map: the decoded picture"
MAP = "the map of a thousand digits, drawn anew"
TRAINED = "labs/train/?lab=train&m=64&noise=0.3"
FILM = "labs/train/?lab=train&data=ring&noise=0.2"
WALK = "labs/walk/?lab=walk&ask=flag&model=vae&beta=1"
STOPS = 12  # or fewer, when the training has ended before


@dataclass(frozen=True)
class Series:
    """One kind of move, in milliseconds. first: the one that comes first after the start."""

    name: str
    first: float
    seen: tuple[float, ...]  # all others, until the picture could be seen
    patch: tuple[float, ...]  # of these, until Python's answer came
    idle: int = 0  # moves that changed no picture
    older: bool = False  # measured on the older build

    @property
    def title(self) -> str:
        """The name, and of which build."""
        return f"{self.name} (the older build)" if self.older else self.name


def moves(
    opened: Opened, profile: Path, host: Host, condition: Condition, slides: int, reveals: int
) -> tuple[list[Series], str]:
    """All series, or what went wrong."""
    host.line = condition.line()
    with opened(profile, SCRIPT) as tab:
        try:
            tab.go(host.home)
            tab.page.evaluate("() => moves.live()")
            with tab.slowed(condition.slowness):
                found = measured(tab, slides, reveals)
            tab.go(host.home + TRAINED)
            tab.page.evaluate("() => moves.live()")
            with tab.slowed(condition.slowness):
                times = tab.page.evaluate("(count) => moves.stops(count)", STOPS)
            found.append(series(STOP, times, 0))
            tab.go(host.home + FILM)
            tab.page.evaluate("() => moves.live()")
            tab.page.evaluate("() => moves.film()")
            with tab.slowed(condition.slowness):
                film = tab.page.evaluate("(count) => moves.scrub(count)", slides + 1)
            if film["times"]:
                found.append(series(SCRUB, film["times"], film["idle"]))
            found += walked(tab, host.home + WALK, condition, slides)
            return found, ""
        except Error as error:
            return [], f"{error.message.splitlines()[0]} {tab.said[-3:]}"


def measured(tab: Tab, slides: int, reveals: int) -> list[Series]:
    """Move as a learner does."""
    evaluate = tab.page.evaluate
    damage = evaluate("(count) => moves.slide('level', count)", slides + 1)
    times = []
    for number in range(reveals + 1):
        if number:
            evaluate("() => moves.next()")
        times.append(evaluate("() => moves.reveal()"))
    evaluate("() => moves.play()")
    hands = [
        (BEAD, evaluate("(count) => moves.bead(count)", slides + 1)),
        (PIXEL, evaluate("(count) => moves.pixel(count)", slides + 1)),
    ]
    width = evaluate("(count) => moves.slide('width', count)", slides + 1)
    return [
        series(DAMAGE, damage["times"], damage["idle"]),
        *(series(name, hand["times"], hand["idle"]) for name, hand in hands if hand["times"]),
        series(WIDTH, width["times"], width["idle"]),
        series(REVEAL, [time for time in times if time], times.count(None)),
    ]


def walked(tab: Tab, address: str, condition: Condition, slides: int) -> list[Series]:
    """Over the map; an older build has none."""
    tab.go(address)
    if not tab.page.evaluate("() => 'python' in document.documentElement.dataset"):
        return []
    tab.page.evaluate("() => moves.live()")
    tab.page.evaluate("() => moves.enter()")
    with tab.slowed(condition.slowness):
        found = tab.page.evaluate("(count) => moves.flag(count)", slides + 1)
    return [series(FLAG, found["times"], found["idle"]), series(MAP, found["maps"], 0)]


def series(name: str, times: list[dict[str, Any]], idle: int) -> Series:
    """The first apart from the others."""
    if len(times) < 2:
        raise Error(f"{name}: {len(times)} moves changed the picture, {idle} did not")
    first, *others = times
    seen = tuple(time["seen"] for time in others)
    return Series(name, first["seen"], seen, tuple(t["patch"] for t in others), idle)
