"""Find a Chromium and a Firefox for the tests, or install them: `python -m builder.browsers`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from builder import debian_packages
from builder.debian_packages import is_root, run
from builder.errors import BuildError

FIREFOX_NAMES = ("firefox-esr", "firefox")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NEEDED = "libatomic1"  # Debian's package: Playwright brings a Node of its own, but not this
SECONDS_TO_START = 30
SECONDS_TO_DOWNLOAD = 240

Way = Callable[[], Path | None]


@dataclass(frozen=True)
class Browser:
    """What Playwright's `launch` wants: `executable_path` and `args`."""

    executable: Path
    args: tuple[str, ...]


def on_path(names: Sequence[str] = NAMES) -> Path | None:
    """One that the machine has. (Ubuntu's `chromium-browser` may be a mere hint: try it.)"""
    for name in names:
        found = shutil.which(name)
        if found and run([found, "--version"], SECONDS_TO_START):
            return Path(found)
    return None


def of_playwright() -> Path | None:
    """The one that Playwright installed for itself."""
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() and run([str(path), "--version"], SECONDS_TO_START) else None


def by_playwright() -> Path | None:
    """Let Playwright download its own."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return of_playwright() if run(command, SECONDS_TO_DOWNLOAD) else None


def by_debian(package: str = "chromium", names: Sequence[str] = NAMES) -> Path | None:
    """Debian's package, when this is Debian and root asks."""
    return on_path(names) if debian_packages.installs(package) else None


def in_cache(package: str) -> Path | None:
    """What `by_unpacking` has left."""
    path = debian_packages.script(package)
    return path if path and run([str(path), "--version"], SECONDS_TO_START) else None


def by_unpacking(package: str) -> Path | None:
    """Debian's package without installing it, which takes no root."""
    return in_cache(package) if debian_packages.unpacks(package) else None


def starts() -> bool:
    """Whether Playwright does, with what lies unpacked in the cache if there is any."""
    if own := debian_packages.libraries(debian_packages.folder(NEEDED)):
        others = os.environ.get("LD_LIBRARY_PATH", "").split(":")
        every = dict.fromkeys([*map(str, own), *filter(None, others)])
        os.environ["LD_LIBRARY_PATH"] = ":".join(every)
    return run([sys.executable, "-m", "playwright", "--version"], SECONDS_TO_START)


def driver(ways: Sequence[tuple[str, Callable[[str], bool]]] = ()) -> None:
    """See that Playwright starts, if need be after one of the ways to get what it needs."""
    if starts():
        return
    for name, way in ways:
        print(f"Playwright: {name} {NEEDED} ...", flush=True)
        if way(NEEDED) and starts():
            return
    raise BuildError(
        "Playwright, which drives the browser, does not start; "
        f"install what it says it lacks, such as Debian's package `{NEEDED}`, and run again"
    )


DRIVER = (
    ("apt-get install", debian_packages.installs),
    ("apt-get, unpacked:", debian_packages.unpacks),
)
FOUND: tuple[tuple[str, Way], ...] = (
    ("on the PATH", on_path),
    ("Playwright's own", of_playwright),
    ("unpacked in the cache", lambda: in_cache("chromium")),
)
INSTALLED: tuple[tuple[str, Way], ...] = (
    ("playwright install chromium", by_playwright),
    ("apt-get install chromium", by_debian),
    ("apt-get, unpacked", lambda: by_unpacking("chromium")),
)


def is_found() -> bool:
    """Whether a Chromium is there already, and can be driven."""
    return starts() and any(way() for _, way in FOUND)


def ensure(ways: Sequence[tuple[str, Way]] = FOUND + INSTALLED) -> Browser:
    """The first Chromium that one of the ways gives; each is named as it is tried."""
    driver()
    for name, way in ways:
        print(f"Chromium: {name} ...", flush=True)
        if path := way():
            return Browser(path, (*QUIET, "--no-sandbox") if is_root() else QUIET)
    tried = ", ".join(name for name, _ in ways)
    raise BuildError(
        f"no Chromium (tried: {tried}); "
        "install one, such as Debian's package `chromium`, and run again"
    )


FIREFOX: tuple[tuple[str, Way], ...] = (
    ("on the PATH", lambda: on_path(FIREFOX_NAMES)),
    ("unpacked in the cache", lambda: in_cache("firefox-esr")),
    ("apt-get install firefox-esr", lambda: by_debian("firefox-esr", FIREFOX_NAMES)),
    ("apt-get, unpacked", lambda: by_unpacking("firefox-esr")),
)


def firefox(ways: Sequence[tuple[str, Way]] = FIREFOX) -> Path:
    """The first Firefox that one of the ways gives."""
    for name, way in ways:
        print(f"Firefox: {name} ...", flush=True)
        if path := way():
            return path
    tried = ", ".join(name for name, _ in ways)
    raise BuildError(
        f"no Firefox (tried: {tried}); "
        "put one on the PATH, such as Debian's package `firefox-esr`, and run again"
    )


def main() -> int:
    """Make sure that there is one of each, and say which; or what is missing, both at once."""
    steps = (lambda: driver(DRIVER), lambda: ensure().executable, firefox)
    failed = False
    for step in steps:
        try:
            if found := step():
                print(f"  {found}", flush=True)
        except BuildError as error:
            print(error, file=sys.stderr, flush=True)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
