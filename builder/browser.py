"""Find a Chromium and a Firefox for the tests, or install them: `python -m builder.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from builder.failure import BuildError

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
SECONDS_TO_START = 30
SECONDS_TO_DOWNLOAD = 240
SECONDS_TO_INSTALL = 600

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
    return path if path.exists() else None


def by_playwright() -> Path | None:
    """Let Playwright download its own."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return of_playwright() if run(command, SECONDS_TO_DOWNLOAD) else None


def by_debian(package: str = "chromium", names: Sequence[str] = NAMES) -> Path | None:
    """Debian's package, when this is Debian and root asks."""
    if not is_root() or not shutil.which("apt-get"):
        print("  not root on Debian", flush=True)
        return None
    install = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    if run(["apt-get", "update"], SECONDS_TO_INSTALL) and run(install, SECONDS_TO_INSTALL):
        return on_path(names)
    return None


FOUND: tuple[tuple[str, Way], ...] = (("on the PATH", on_path), ("Playwright's own", of_playwright))
INSTALLED: tuple[tuple[str, Way], ...] = (
    ("playwright install chromium", by_playwright),
    ("apt-get install chromium", by_debian),
)


def ensure(ways: Sequence[tuple[str, Way]] = FOUND + INSTALLED) -> Browser:
    """The first Chromium that one of the ways gives; each is named as it is tried."""
    for name, way in ways:
        print(f"Chromium: {name} ...", flush=True)
        if path := way():
            return Browser(path, (*QUIET, "--no-sandbox") if is_root() else QUIET)
    tried = ", ".join(name for name, _ in ways)
    raise BuildError(
        f"no Chromium for the browser tests (tried: {tried}); "
        "install one, such as Debian's package `chromium`, and run again"
    )


FIREFOX: tuple[tuple[str, Way], ...] = (
    ("on the PATH", lambda: on_path(FIREFOX_NAMES)),
    ("apt-get install firefox-esr", lambda: by_debian("firefox-esr", FIREFOX_NAMES)),
)


def firefox(ways: Sequence[tuple[str, Way]] = FIREFOX) -> Path:
    """The first Firefox that one of the ways gives."""
    for name, way in ways:
        print(f"Firefox: {name} ...", flush=True)
        if path := way():
            return path
    tried = ", ".join(name for name, _ in ways)
    raise BuildError(
        f"no Firefox for the browser tests (tried: {tried}); "
        "put one on the PATH, such as Debian's package `firefox-esr`, and run again"
    )


def is_root() -> bool:
    """As root Chromium has no sandbox, and apt-get works."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def run(command: Sequence[str], seconds: float) -> bool:
    """Whether a command succeeded in time; if not, its error is printed."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds, check=False, env=quiet
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"  {error}", flush=True)
        return False
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it failed and said nothing"]
        print(f"  {next((line for line in said if 'rror' in line), said[-1]).strip()}", flush=True)
    return done.returncode == 0


def main() -> int:
    """Make sure that there is one of each, and say which."""
    try:
        browser, other = ensure(), firefox()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{browser.executable} {' '.join(browser.args)}", other, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
