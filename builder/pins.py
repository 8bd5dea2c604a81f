"""The pins: which files the browser gets from outside, and how their bytes are recognised."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.failure import BuildError

PINS = Path(__file__).parent / "pins.toml"


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
        files=tuple(Pin(f["name"], f["size"], f["sha256"], f["from"]) for f in data["file"]),
    )


def check(pin: Pin, data: bytes, origin: str) -> None:
    """Raise unless `data` is the pinned file, byte for byte; `origin` is where it came from."""
    received = sha256(data).hexdigest()
    if received != pin.sha256:
        raise BuildError(
            f"{pin.name} from {origin} is not the pinned file: "
            f"expected sha256 {pin.sha256} ({pin.size} bytes), "
            f"received {received} ({len(data)} bytes)"
        )
