"""The pins: which files the browser gets from outside, and how their bytes are recognised."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from builder.errors import BuildError

PINS = Path(__file__).parents[1] / "pins.toml"


@dataclass(frozen=True)
class Pin:
    """One file. `source` is "runtime" (Pyodide's distribution) or what pip is asked for."""

    name: str
    size: int
    sha256: str
    source: str = "runtime"


@dataclass(frozen=True)
class Carrier:
    """The wheel that carries Pyodide's distribution in `folder`."""

    pin: Pin
    folder: str


@dataclass(frozen=True)
class Pins:
    """All of pins.toml."""

    version: str
    address: str
    carrier: Carrier
    files: tuple[Pin, ...]
    kept: tuple[Pin, ...]  # in the repository itself, under `name`


def load(path: Path = PINS) -> Pins:
    """Read the pins that the repository keeps."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    box = data["carrier"]
    return Pins(
        version=data["runtime"]["version"],
        address=data["runtime"]["address"],
        carrier=Carrier(
            Pin(box["name"], box["size"], box["sha256"], box["requirement"]), box["folder"]
        ),
        files=tuple(_pin(entry) for entry in data["file"]),
        kept=tuple(_pin(entry) for entry in data["kept"]),
    )


def _pin(entry: dict[str, Any]) -> Pin:
    return Pin(entry["name"], entry["size"], entry["sha256"], entry["from"])


def check_kept(root: Path, pins: Pins) -> None:
    """Raise unless what the checkout at `root` keeps of others is what was pinned."""
    for pin in pins.kept:
        check(pin, (root / pin.name).read_bytes(), "this repository")


def check(pin: Pin, data: bytes, origin: str) -> None:
    """Raise unless `data` is the pinned file, byte for byte; `origin` is where it came from."""
    received = sha256(data).hexdigest()
    if received != pin.sha256:
        raise BuildError(
            f"{pin.name} from {origin} is not the pinned file: "
            f"expected sha256 {pin.sha256} ({pin.size} bytes), "
            f"received {received} ({len(data)} bytes)"
        )
