"""How long the class report takes for a large class: `python -m tests.bench.class_report 1000`.

It makes a class by rule, gives it to the built page and measures: the first picture, all of it, how
late the page answers meanwhile, and the memory of the browser's processes.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from builder.browsers import FOUND, ensure
from tests.browser.site import Site
from tests.classes import CASES, a_class, assignment, truths

ROOT = Path(__file__).resolve().parents[2]
CASE_COUNT = 20
LATE = """() => {
  window.late = [];
  let before = performance.now();
  const look = () => {
    const now = performance.now();
    window.late.push(now - before);
    before = now;
    setTimeout(look);
  };
  look();
}"""  # how long a task has to wait for its turn, as an input would
MEGABYTE = 1e6


def archive(count: int) -> Path:
    """A zip of a class's files."""
    given = assignment(CASES[:CASE_COUNT], "A large class")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in a_class(count, given, truths(given.cases)):
            box.writestr(name, text)
    path = Path(tempfile.mkdtemp()) / "class.zip"
    path.write_bytes(held.getvalue())
    return path


def memory(pid: int) -> float:
    """Bytes that the processes below one hold for themselves (proportional set size)."""
    total = 0.0
    for status in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            if pid in _parents(int(status.parent.name)):
                line = next(x for x in status.read_text().splitlines() if x.startswith("Pss:"))
                total += 1024 * float(line.split()[1])
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
    return total


def processor(pid: int) -> dict[str, float]:
    """Seconds of processor time of the page's own thread and of its workers: what a machine that is
    busy with other things needs longer for.
    """
    found: dict[str, float] = {}
    for stat in Path("/proc").glob("[0-9]*/task/*/stat"):
        try:
            if pid not in _parents(int(stat.parts[2])):
                continue
            name, _, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            continue  # it has ended meanwhile
        ticks = sum(map(int, rest.split()[11:13]))
        if name.startswith("DedicatedWorker") or (
            name == "chromium" and stat.parts[2] == stat.parts[4]
        ):
            found[name] = found.get(name, 0) + ticks / os.sysconf("SC_CLK_TCK")
    return found


def _parents(pid: int) -> set[int]:
    found = set()
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        found.add(pid)
    return found


def main(count: int) -> None:
    """Measure and print."""
    path = archive(count)
    site = Site(ROOT / "dist", Path(tempfile.mkdtemp()) / "site")
    browser = ensure(FOUND)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=browser.executable, args=list(browser.args)
        )
        page = running.new_page()
        page.set_default_timeout(600_000)
        began = time.perf_counter()
        page.goto(f"{site.home}report/index.html")
        page.wait_for_selector("html[data-python=live]")
        print(f"Python live after {time.perf_counter() - began:.1f} s")
        page.evaluate(LATE)
        began = time.perf_counter()
        page.locator("[data-part=files]").set_input_files(path)
        page.wait_for_selector(".case-report .bars")
        print(f"first picture after {time.perf_counter() - began:.1f} s")
        page.wait_for_selector("html[data-report=done]")
        print(f"all of {count} files after {time.perf_counter() - began:.1f} s")
        late = sorted(page.evaluate("late"))
        longest, most = late[-1], late[int(0.999 * len(late))]
        print(f"a task waits {longest:.0f} ms at most, {most:.0f} ms at 99.9 %")
        for name, seconds in sorted(processor(os.getpid()).items()):
            print(f"processor time of {name}: {seconds:.1f} s")
        print(f"browser and driver hold {memory(os.getpid()) / MEGABYTE:.0f} MB")
        running.close()
    site.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
