"""Measure the built site beside what `panel convert` would make of the same app: `make bench`.

The kinds of visits alternate, each in a browser of its own. Results are told, and written to
bench.json and bench.md; no figure makes it fail.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from builder.browsers import FOUND, ensure
from builder.inputs.build_record import digest, is_fresh
from tests.bench import sites, training
from tests.bench.condition import CONDITIONS, Condition
from tests.bench.host import Host
from tests.bench.machine import machine, slowness
from tests.bench.moves import Series, moves
from tests.bench.peers import peers
from tests.bench.report import OLDER, VARIANTS, as_json, as_text
from tests.bench.tab import Tab
from tests.bench.visit import Opened, Visit, visit

TRAINING = "training"  # stands among the conditions, and needs nothing of the others
LAB_PAGE = "labs/digits/"  # the lab with most to draw and to fetch
MOVED = ("plain", "processor")  # the conditions under which moves are timed: the line is idle then


class Benchmark:
    """The sites, a browser to visit them with, and what was found so far."""

    def __init__(self, stage: Path, opened: Opened, options: argparse.Namespace) -> None:
        self.stage, self.opened, self.options = stage, opened, options
        self.conditions = [name for name in options.conditions if name != TRAINING]
        say("staging the sites")
        self.ours = sites.ours(stage)
        if self.conditions:
            self.cold, self.converted = sites.cold(stage), sites.converted(stage)
        old: Path | None = options.beside
        self.older = sites.older(stage, old) if old and self.conditions else None
        self.about: dict[str, Any] = machine()
        self.visits: dict[str, dict[str, list[Visit]]] = {}
        self.moves: dict[str, list[Series]] = {}
        self.trained: training.Trained | None = None
        self._profiles = 0

    def run(self) -> None:
        """Measure under each condition, and write what there is after each."""
        self._tell_browser()
        for name in self.conditions:
            condition = CONDITIONS[name]
            self.visits[name] = {
                variant: [] for variant in VARIANTS if self.older or variant not in OLDER
            }
            for number in range(self.options.visits):
                say(f"{condition.title}: round {number + 1} of {self.options.visits}")
                self._round(condition)
            if name in MOVED and self.options.moves:
                self._move(condition)
            self._write()
        if TRAINING in self.options.conditions:
            self._train()
            self._write()

    def _tell_browser(self) -> None:
        with self._profile() as profile, self.opened(profile, "") as tab:
            version = tab.context.browser.version if tab.context.browser else "unknown"
            self.about["browser"] = f"Chromium {version}"
            self.about["visits of each kind"] = self.options.visits
            for condition in map(CONDITIONS.__getitem__, self.conditions):
                if condition.slowness > 1:
                    found = slowness(tab, condition.slowness)
                    told = ", ".join(f"{name} {factor:.1f}×" for name, factor in found.items())
                    self.about["slowed, as measured"] = told

    def _round(self, condition: Condition) -> None:
        """Each kind of visit once; the first three share what a browser keeps."""
        with self._profile() as profile:
            self._visit(condition, "first", profile, self.ours, keeps=True, then="forget")
            self._visit(condition, "second", profile, self.ours, keeps=True, then="reveal")
            self._visit(condition, "again", profile, self.ours, keeps=True)
        if self.older:
            with self._profile() as profile:
                self._visit(condition, OLDER[0], profile, self.older, keeps=True, then="forget")
                self._visit(condition, OLDER[1], profile, self.older, keeps=True)
        with self._profile() as profile:
            self._visit(condition, "cold", profile, self.cold, keeps=True)
        with self._profile() as profile:
            self._visit(condition, "lab", profile, self.ours, keeps=True, page=LAB_PAGE)
        with self._profile() as profile:
            self._visit(condition, "converted", profile, self.converted, keeps=False)

    @contextmanager
    def _profile(self) -> Iterator[Path]:
        """A folder of its own for what a browser keeps, for it may still write after its end."""
        self._profiles += 1
        profile = self.stage / f"profile-{self._profiles}"
        yield profile
        rmtree(profile, ignore_errors=True)

    def _visit(
        self,
        condition: Condition,
        variant: str,
        profile: Path,
        host: Host,
        *,
        keeps: bool,
        then: str = "",
        page: str = "",
    ) -> None:
        made = visit(self.opened, profile, host, condition, keeps=keeps, then=then, page=page)
        self.visits[condition.name][variant].append(made)
        if made.trouble:
            say(f"  {VARIANTS[variant]}: failed: {made.trouble}")
        else:
            accepted, live = (made.accepted or 0) / 1000, (made.live or 0) / 1000
            say(f"  {VARIANTS[variant]}: accepted {accepted:.2f} s, live {live:.2f} s {made.way}")

    def _move(self, condition: Condition) -> None:
        self.moves[condition.name] = self._series(condition, self.ours, "moves")
        if self.older:
            self.moves[condition.name] += [
                replace(series, older=True)
                for series in self._series(condition, self.older, "moves, the older build")
            ]

    def _series(self, condition: Condition, host: Host, what: str) -> list[Series]:
        say(f"{condition.title}: {what}")
        slides, reveals = self.options.moves, self.options.reveals
        with self._profile() as profile:
            found, trouble = moves(self.opened, profile, host, condition, slides, reveals)
        if trouble:
            say(f"  failed: {trouble}")
            self.about[f"{what}, {condition.title}"] = f"failed: {trouble}"
        return found

    def _train(self) -> None:
        files, trouble = peers(sites.ROOT)
        training.stage(self.ours, files)
        who = list(training.WORKERS) if files else [training.OURS]
        if trouble:
            say(f"  without others: {trouble}")
            self.about["others to train beside"] = f"none: {trouble}"
        with self._profile() as profile, self.opened(profile, "") as tab:
            self.trained = training.train(tab, self.ours, who, self.options.turns, say)

    def _write(self) -> None:
        out: Path = self.options.out
        result = as_json(self.about, self.visits, self.moves, self.trained)
        out.with_suffix(".json").write_text(json.dumps(result, indent=1, default=str), "utf-8")
        out.with_suffix(".md").write_text(self.text(), "utf-8")

    def text(self) -> str:
        """The report."""
        return as_text(self.about, self.visits, self.moves, self.trained)


def say(line: str) -> None:
    """A line of progress, at once, with the time."""
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def read() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--visits", type=int, default=5, help="of each kind (default: 5)")
    parser.add_argument(
        "--moves", type=int, default=40, help="of each slider; 0: none (default: 40)"
    )
    parser.add_argument("--reveals", type=int, default=20, help="(default: 20)")
    parser.add_argument("--turns", type=int, default=7, help="of training (default: 7)")
    parser.add_argument("--beside", type=Path, help="an older dist/, measured in the same run")
    parser.add_argument("--out", type=Path, default=sites.ROOT / "bench", help="without a suffix")
    parser.add_argument(
        "--conditions", nargs="+", choices=(*CONDITIONS, TRAINING), metavar="NAME",
        default=[*CONDITIONS, TRAINING],
        help=f"some of: {', '.join((*CONDITIONS, TRAINING))} (default: all)",
    )  # fmt: skip
    return parser.parse_args()


def main() -> None:
    options = read()
    if not is_fresh(sites.DIST, digest(sites.ROOT)):
        raise SystemExit("dist/ is missing or older than its sources: run `make site`")
    found = ensure(FOUND)
    with (
        TemporaryDirectory(prefix="hunch-bench-", ignore_cleanup_errors=True) as stage,
        sync_playwright() as playwright,
    ):
        opened = partial(Tab, playwright, found)
        benchmark = Benchmark(Path(stage), opened, options)
        benchmark.run()
        print(f"\n{benchmark.text()}")
    print(f"written to {options.out.name}.json and {options.out.name}.md")


if __name__ == "__main__":
    main()
