"""A Firefox of its own for a test, driven by Marionette: what it says, and what a learner does."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from marionette_driver.marionette import Marionette

from builder.serve import HOST
from tests.browser.site import PATIENCE

PREFERENCES: dict[str, bool | int | str] = {
    "marionette.port": 0,  # any; the profile's folder then tells which
    "devtools.console.stdout.content": True,
    "browser.dom.window.dump.enabled": True,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.allow_hijacking_localhost": False,
    "toolkit.telemetry.enabled": False,
}
STEP = 0.05


class Firefox:
    """It lives in `folder`: profile and what it said. `preferences`: beside the usual ones."""

    def __init__(self, executable: Path, folder: Path, **preferences: bool | int | str) -> None:
        profile = folder / "profile"
        profile.mkdir(parents=True)
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in (PREFERENCES | preferences).items()
        ]
        (profile / "user.js").write_text("".join(lines), "utf-8")
        self._log = folder / "said.txt"
        self._written = self._log.open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [executable, "--headless", "--marionette", "--no-remote", "--profile", profile],
            stdout=self._written,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(folder)},  # nobody else's profiles
        )
        port = profile / "MarionetteActivePort"
        try:
            self.until(lambda: port.is_file() and port.read_text().isdigit(), "Marionette")
            self._driver = Marionette(HOST, int(port.read_text()))
            self._driver.start_session()
        except BaseException:
            self.close()
            raise

    @property
    def said(self) -> list[str]:
        """Each line of the console and of Firefox's own."""
        return self._log.read_text("utf-8", errors="replace").splitlines()

    def until(self, true: Callable[[], Any], what: str) -> None:
        """Wait for a condition; `what` names it when it does not come."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"not within {PATIENCE} s: {what}\n" + "\n".join(
                self.said[-30:]
            )
            assert self._process.poll() is None, "Firefox ended:\n" + "\n".join(self.said[-30:])
            time.sleep(STEP)

    def open(self, address: str) -> None:
        """Go to an address."""
        self._driver.navigate(address)

    def enter(self, name: str) -> None:
        """From here on scripts and clicks go to the frame of this name."""
        self._driver.switch_to_frame(self._driver.find_element("name", name))

    def reload(self) -> None:
        self._driver.refresh()

    def run(self, script: str, *arguments: object) -> Any:
        """The value that a script returns in the page."""
        return self._driver.execute_script(script, script_args=arguments)

    def click(self, find: str, *arguments: object) -> None:
        """Click as a hand does on what an expression finds (shadow roots are open)."""
        self.until(lambda: self.run(f"return Boolean({find})", *arguments), find)
        self.run(f"return {find}", *arguments).click()

    def shows(self, attribute: str, value: str) -> None:
        """Wait until some element of the page has this attribute."""
        script = "return Boolean(document.querySelector(arguments[0]))"
        self.until(lambda: self.run(script, f'[{attribute}="{value}"]'), f"{attribute}={value}")

    def close(self) -> None:
        """End it, whatever state it is in."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE / 2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._written.close()
