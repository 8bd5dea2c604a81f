"""Debian's packages: installed when root asks, else unpacked into the cache with all they need.

apt-get looks up what a package needs beyond what the machine has, and checks what it downloads; to
download, it only wants folders of its own, and not root. A browser that lies in the cache is
started by a script, `run`, that tells it where its libraries are now, and its fonts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from xml.sax.saxutils import escape

from builder.inputs.fetch import cache_folder

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 600
INSTALL = ("install", "--yes", "--no-install-recommends")
SCRIPT = """#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="{libraries}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/{program}" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <include prefix="relative" ignore_missing="yes">etc/fonts/conf.d</include>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def installs(package: str) -> bool:
    """Whether apt-get has installed it."""
    if not is_root() or not shutil.which("apt-get"):
        print("  not root on Debian", flush=True)
        return False
    return run(["apt-get", "update"], SECONDS) and run(["apt-get", *INSTALL, package], SECONDS)


def unpacks(package: str) -> bool:
    """Whether it and what it needs were downloaded and unpacked."""
    if not shutil.which("apt-get"):
        print("  not on Debian", flush=True)
        return False
    target = folder(package)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(dir=target.parent, prefix=f".{package}-"))
    try:
        if not _downloaded(package, work) or not _opened(work, work / "new"):
            return False
        _write_script(package, work / "new")
        shutil.rmtree(target, ignore_errors=True)
        (work / "new").rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return True


def folder(package: str) -> Path:
    """Where a package is unpacked."""
    return cache_folder(ROOT) / "unpacked" / package


def script(package: str) -> Path | None:
    """What starts the browser that was unpacked, if there is one."""
    path = folder(package) / "run"
    return path if path.exists() else None


def libraries(where: Path) -> list[Path]:
    """The folders with libraries of what was unpacked at `where`."""
    found = [
        path for top in ("usr/lib", "lib") for path in where.glob(f"{top}/*-linux-gnu*/**/lib*.so*")
    ]
    return sorted({path.parent for path in found})


def is_root() -> bool:
    """As root Chromium has no sandbox, and apt-get installs."""
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


def _downloaded(package: str, work: Path) -> bool:
    for name in ("lists", "archives"):
        (work / name / "partial").mkdir(parents=True)
    own = {
        "Dir::State::lists": work / "lists",
        "Dir::Cache": work,
        "Dir::Cache::archives": work / "archives",
        "Debug::NoLocking": 1,  # nothing of the machine's is written
    }
    apt = ["apt-get", *(f"--option={name}={value}" for name, value in own.items())]
    install = [*apt, *INSTALL, "--download-only", package]
    return run([*apt, "update"], SECONDS) and run(install, SECONDS)


def _opened(work: Path, new: Path) -> bool:
    return all(
        run(["dpkg-deb", "--extract", str(path), str(new)], SECONDS)
        for path in sorted((work / "archives").glob("*.deb"))
    )


def _write_script(package: str, new: Path) -> None:
    program = f"usr/lib/{package}/{package}"
    if (new / program).exists():
        where = ":".join(f"$here/{path.relative_to(new)}" for path in libraries(new))
        # made wherever the browser starts, if it were relative
        fonts = FONTS.format(cache=escape(str(folder(package) / "fonts-cache")))
        (new / "fonts.conf").write_text(fonts)
        (new / "run").write_text(SCRIPT.format(libraries=where, program=program))
        (new / "run").chmod(0o755)
