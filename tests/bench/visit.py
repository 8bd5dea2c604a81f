"""One visit, from the navigation until Python has dealt with a commitment, and its figures.

All times are the page's own, in milliseconds from the start of the navigation; see watch.js.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.bench.condition import Condition
from tests.bench.host import KEEPER, Host
from tests.bench.tab import Tab

WATCH = (Path(__file__).parent / "watch.js").read_text("utf-8")
HOW = "hunch: Python is live: "
KEPT = """() => Promise.race([
  navigator.serviceWorker.ready.then(() => ""),
  new Promise((resolve) => setTimeout(resolve, 200000, "the service worker is not ready")),
])"""
GATHER = "() => { const { marks, tasks, frames } = bench; return { marks, tasks, frames }; }"
LONG_MS = 50  # what a task takes beyond this blocks the page

Opened = Callable[[Path, str], Tab]


@dataclass(frozen=True)
class Task:
    """A long task of the main thread after the first paint."""

    start: float
    duration: float
    what: str


@dataclass(frozen=True)
class Visit:
    """The figures; None where it has none."""

    trouble: str
    way: str = ""
    paint: float | None = None
    accepted: float | None = None
    live: float | None = None
    dealt: float | None = None
    bytes: int | None = None  # of everything but the service worker's own script
    requests: int | None = None
    bytes_to_keep: int | None = None  # of these the ones that the service worker fetched again
    update_bytes: int | None = None  # for the service worker's script
    blocking: float | None = None
    longest: float | None = None
    memory: float | None = None  # megabytes
    tasks: tuple[Task, ...] = ()  # the longest first


def visit(
    opened: Opened, profile: Path, host: Host, condition: Condition,
    *, keeps: bool, then: str = "", page: str = "",
) -> Visit:  # fmt: skip
    """Make one visit.

    keeps: wait until the site is kept; then: what `watch.js` is asked to do; page: below the top.
    """
    host.line = condition.line()
    host.answers()
    with opened(profile, WATCH) as tab:
        try:
            with tab.slowed(condition.slowness):
                tab.go(host.home + page)
                trouble: str = tab.page.evaluate("() => bench.over")
            found = tab.page.evaluate(GATHER)
            if not trouble and keeps:
                trouble = tab.page.evaluate(KEPT)
            memory = tab.peak
            if then and not trouble:
                tab.page.evaluate(f"() => bench.{then}()")
        except Error as error:
            return Visit(f"{error.message.splitlines()[0]} {tab.said[-3:]}")
        if trouble:
            return Visit(f"{trouble} {tab.said[-3:]}")
        way = next((text.removeprefix(HOW) for text in tab.said if text.startswith(HOW)), "")
    return Visit("", way, memory=memory, **timed(found), **carried(host))


def carried(host: Host) -> dict[str, int]:
    """What the host sent for a visit."""
    answers = host.answers()
    assets = [answer for answer in answers if not answer.path.endswith(KEEPER)]
    return {
        "bytes": sum(answer.size for answer in assets),
        "requests": len(assets),
        "bytes_to_keep": sum(answer.size for answer in assets if answer.keeper),
        "update_bytes": sum(a.size for a in answers if a.path.endswith(KEEPER)),
    }


def timed(found: dict[str, Any]) -> dict[str, Any]:
    """What the page noted, as figures."""
    marks, paint = found["marks"], found["marks"].get("paint", 0)
    tasks = sorted(
        (
            Task(task["start"], task["duration"], named(task, found["frames"]))
            for task in found["tasks"]
            if task["start"] + task["duration"] > paint
        ),
        key=lambda task: -task.duration,
    )
    return {
        **{name: marks.get(name) for name in ("paint", "accepted", "live", "dealt")},
        "blocking": sum(task["duration"] - LONG_MS for task in found["tasks"]),
        "longest": tasks[0].duration if tasks else 0.0,
        "tasks": tuple(tasks[:5]),
    }


def named(task: dict[str, Any], frames: list[dict[str, Any]]) -> str:
    """What a task did, as far as the browser tells: the scripts of its frame, and rendering."""
    end = task["start"] + task["duration"]
    for frame in frames:
        if frame["start"] <= task["start"] + 1 and end <= frame["start"] + frame["duration"] + 1:
            scripts = sorted(frame["scripts"], key=lambda script: -script["duration"])[:3]
            parts = [
                f"{script['source'] or script['invoker'].split('/')[-1]} "
                f"{script['named'] or script['invoker'].split('/')[-1]} "
                f"{script['duration']:.0f} ms"
                + (f" (layout {script['layout']:.0f})" if script["layout"] >= 1 else "")
                for script in scripts
            ]
            return "; ".join([*parts, f"rendering {frame['render']:.0f} ms"])
    return "not told"
