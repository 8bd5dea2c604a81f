"""Finding a Chromium and a Firefox, and saying so when there is none."""

import sys
from pathlib import Path

import pytest

from builder import browser
from builder.failure import BuildError


def program(folder: Path, name: str, status: int) -> Path:
    """A command that ends with a status."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho a hint; exit {status}\n")
    path.chmod(0o755)
    return path


def test_the_first_way_that_gives_one_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    ways = [("one", lambda: None), ("two", lambda: Path("/two")), ("three", pytest.fail)]
    assert browser.ensure(ways).executable == Path("/two")
    assert capsys.readouterr().out == "Chromium: one ...\nChromium: two ...\n"


def test_none_found_says_what_was_tried_and_what_to_do() -> None:
    ways = [("one", lambda: None), ("two", lambda: None)]
    with pytest.raises(BuildError, match=r"tried: one, two.*install one"):
        browser.ensure(ways)


def test_firefox_is_found_or_asked_for() -> None:
    assert browser.firefox([("one", lambda: None), ("two", lambda: Path("/two"))]) == Path("/two")
    with pytest.raises(BuildError, match=r"no Firefox.*tried: one.*firefox-esr"):
        browser.firefox([("one", lambda: None)])


def test_on_the_path_skips_a_command_that_is_only_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browser.on_path() is None
    program(tmp_path, "chromium-browser", 1)
    assert browser.on_path() is None
    real = program(tmp_path, "google-chrome", 0)
    assert browser.on_path() == real


def test_only_root_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = [("one", lambda: Path("/one"))]
    for root in (True, False):
        monkeypatch.setattr(browser, "is_root", lambda root=root: root)
        arguments = browser.ensure(ways).args
        assert ("--no-sandbox" in arguments) is root
        assert "--disable-background-networking" in arguments


def test_only_root_installs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "is_root", lambda: False)
    monkeypatch.setattr(browser, "run", pytest.fail)
    assert browser.by_debian() is None


def test_a_failed_update_ends_the_attempt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program(tmp_path, "apt-get", 100)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "is_root", lambda: True)
    monkeypatch.setattr(browser, "on_path", pytest.fail)
    assert browser.by_debian() is None


def test_a_command_that_hangs_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    waits = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    assert not browser.run(waits, seconds=0.1)
    assert "timed out" in capsys.readouterr().out


def test_a_command_that_fails_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    assert not browser.run(["sh", "-c", "echo no network >&2; exit 1"], seconds=10)
    assert "no network" in capsys.readouterr().out
    assert not browser.run(["there-is-no-such-command"], seconds=10)
