"""Packages with root and without; a browser that lies in the cache is started by a script."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder import debian_packages
from builder.debian_packages import folder, libraries, run, script, unpacks

APT = """#!/bin/sh
case "$*" in
*update*) exit 0 ;;
*toy*) for each in "$@"; do case "$each" in
  *Dir::Cache::archives=*) touch "${each##*=}/toy.deb" "${each##*=}/needed.deb" ;;
  esac; done ;;
*) echo "E: no such package" >&2; exit 100 ;;
esac
"""
DPKG = """#!/bin/sh
mkdir -p "$3/usr/lib/toy" "$3/usr/lib/x86_64-linux-gnu" "$3/usr/share/fonts"
touch "$3/usr/lib/x86_64-linux-gnu/libtoy.so.1" "$3/usr/lib/toy/libown.so"
printf '#!/bin/sh\\necho "$LD_LIBRARY_PATH" "$@"\\n' > "$3/usr/lib/toy/toy"
chmod +x "$3/usr/lib/toy/toy"
"""
LIBRARY = """#!/bin/sh
mkdir -p "$3/lib/aarch64-linux-gnu/inner" "$3/lib/aarch64-linux-gnu/none"
touch "$3/lib/aarch64-linux-gnu/libtoy.so.1" "$3/lib/aarch64-linux-gnu/inner/libtoy.so"
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache; apt-get and dpkg-deb know one package, `toy`."""
    tools = tmp_path / "tools"
    tools.mkdir()
    program(tools, "apt-get", APT)
    program(tools, "dpkg-deb", DPKG)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("HUNCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def program(folder: Path, name: str, text: str) -> None:
    """A command."""
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def test_what_was_unpacked_starts_with_its_libraries(cache: Path) -> None:
    assert script("toy") is None
    assert unpacks("toy")
    here = cache / "unpacked" / "toy"
    assert script("toy") == here / "run"
    said = subprocess.run([here / "run", "a b"], capture_output=True, text=True, check=True).stdout
    assert said == f"{here}/usr/lib/x86_64-linux-gnu a b\n"
    assert [path.name for path in here.parent.iterdir()] == ["toy"]
    assert f"<cachedir>{here}/fonts-cache</cachedir>" in (here / "fonts.conf").read_text()
    (here / "run").unlink()
    assert unpacks("toy")
    assert script("toy")


def test_a_package_that_cannot_be_had_leaves_nothing(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not unpacks("other")
    assert "no such package" in capsys.readouterr().out
    assert not list((cache / "unpacked").iterdir())


def test_a_library_has_no_script(cache: Path, tmp_path: Path) -> None:
    program(tmp_path / "tools", "dpkg-deb", LIBRARY)
    assert unpacks("toy")
    assert script("toy") is None
    top = cache / "unpacked/toy/lib/aarch64-linux-gnu"
    assert libraries(folder("toy")) == [top, top / "inner"]
    assert libraries(folder("other")) == []


def test_only_debian_has_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(debian_packages, "run", pytest.fail)
    monkeypatch.setattr(debian_packages, "is_root", lambda: True)
    assert not debian_packages.installs("chromium")
    assert not unpacks("chromium")


def test_only_root_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian_packages.shutil, "which", lambda name: "/usr/bin/apt-get")
    commands: list[list[str]] = []
    monkeypatch.setattr(
        debian_packages, "run", lambda command, seconds: not commands.append(command)
    )
    for root in (False, True):
        monkeypatch.setattr(debian_packages, "is_root", lambda root=root: root)
        assert debian_packages.installs("chromium") is root
    assert [command[1] for command in commands] == ["update", "install"]
    commands.clear()
    monkeypatch.setattr(
        debian_packages, "run", lambda command, seconds: bool(commands.append(command))
    )
    assert not debian_packages.installs("chromium")
    assert [command[1] for command in commands] == ["update"]


def test_a_command_that_hangs_is_given_up(capsys: pytest.CaptureFixture[str]) -> None:
    waits = [sys.executable, "-c", "import threading; threading.Event().wait()"]
    assert not run(waits, seconds=0.1)
    assert "timed out" in capsys.readouterr().out


def test_a_command_that_fails_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    assert not run(["sh", "-c", "echo no network >&2; exit 1"], seconds=10)
    assert "no network" in capsys.readouterr().out
    assert not run(["there-is-no-such-command"], seconds=10)
