"""Finding a Chromium and a Firefox, and saying so when there is none."""

import os
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from builder import browsers, debian_packages
from builder.errors import BuildError


def program(folder: Path, name: str, status: int) -> Path:
    """A command that ends with a status."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho a hint; exit {status}\n")
    path.chmod(0o755)
    return path


def test_the_first_way_that_gives_one_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    ways = [("one", lambda: None), ("two", lambda: Path("/two")), ("three", pytest.fail)]
    assert browsers.ensure(ways).executable == Path("/two")
    assert capsys.readouterr().out == "Chromium: one ...\nChromium: two ...\n"


def test_none_found_says_what_was_tried_and_what_to_do() -> None:
    ways = [("one", lambda: None), ("two", lambda: None)]
    with pytest.raises(BuildError, match=r"tried: one, two.*install one"):
        browsers.ensure(ways)


def test_firefox_is_found_or_asked_for() -> None:
    assert browsers.firefox([("one", lambda: None), ("two", lambda: Path("/two"))]) == Path("/two")
    with pytest.raises(BuildError, match=r"no Firefox.*tried: one.*firefox-esr"):
        browsers.firefox([("one", lambda: None)])


def test_what_is_missing_of_both_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> None:
        raise BuildError(f"no {name}")

    monkeypatch.setattr(browsers, "driver", lambda ways: None)
    monkeypatch.setattr(browsers, "ensure", lambda: missing("Chromium"))
    monkeypatch.setattr(browsers, "firefox", lambda: missing("Firefox"))
    assert browsers.main() == 1
    assert capsys.readouterr().err == "no Chromium\nno Firefox\n"
    monkeypatch.setattr(browsers, "firefox", lambda: Path("/firefox"))
    assert browsers.main() == 1
    monkeypatch.setattr(browsers, "ensure", lambda: browsers.Browser(Path("/chromium"), ()))
    assert browsers.main() == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["  /chromium", "  /firefox"]


def test_playwrights_own_counts_only_if_it_is_there_and_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A stand-in for Playwright: its own refuses to start beside the browser of another test.
    path = tmp_path / "chromium"
    own = SimpleNamespace(chromium=SimpleNamespace(executable_path=str(path)))
    monkeypatch.setattr(browsers, "sync_playwright", lambda: nullcontext(own))
    assert browsers.of_playwright() is None
    program(tmp_path, "chromium", 1)
    assert browsers.of_playwright() is None
    program(tmp_path, "chromium", 0)
    assert browsers.of_playwright() == path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """A machine on which Playwright does not start until a library lies in the cache."""
    monkeypatch.setenv("HUNCH_CACHE", str(tmp_path))
    monkeypatch.setenv("LD_LIBRARY_PATH", "/elsewhere")
    monkeypatch.setattr(browsers, "sync_playwright", pytest.fail)
    place = tmp_path / "unpacked" / browsers.NEEDED / "usr/lib/x86_64-linux-gnu"
    asked = []

    def unpacks(package: str) -> bool:
        asked.append(package)
        place.mkdir(parents=True)
        (place / "libatomic.so.1").touch()
        return True

    def run(command: list[str], seconds: float) -> bool:
        return f"{place}:/elsewhere" == os.environ["LD_LIBRARY_PATH"]

    monkeypatch.setattr(debian_packages, "unpacks", unpacks)
    monkeypatch.setattr(browsers, "run", run)
    return asked


def test_playwright_gets_what_it_lacks(bare: list[str]) -> None:
    browsers.driver([("one", lambda package: False), ("two", debian_packages.unpacks)])
    assert bare == [browsers.NEEDED]
    browsers.driver([("three", pytest.fail)])
    browsers.driver()


def test_without_playwright_no_browser_is_found(bare: list[str]) -> None:
    assert not browsers.is_found()
    with pytest.raises(BuildError, match=r"does not start.*libatomic1"):
        browsers.ensure([("one", pytest.fail)])
    with pytest.raises(BuildError, match=r"does not start"):
        browsers.driver([("one", lambda package: True)])


def test_on_the_path_skips_a_command_that_is_only_a_hint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert browsers.on_path() is None
    program(tmp_path, "chromium-browser", 1)
    assert browsers.on_path() is None
    real = program(tmp_path, "google-chrome", 0)
    assert browsers.on_path() == real


def test_only_root_goes_without_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    ways = [("one", lambda: Path("/one"))]
    for root in (True, False):
        monkeypatch.setattr(browsers, "is_root", lambda root=root: root)
        arguments = browsers.ensure(ways).args
        assert ("--no-sandbox" in arguments) is root
        assert "--disable-background-networking" in arguments
