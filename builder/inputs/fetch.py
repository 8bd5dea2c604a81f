"""Bring every pinned file into the cache and check its bytes, whatever brought them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from builder.errors import BuildError
from builder.inputs.pins import Pin, check


class Unavailable(Exception):
    """A source cannot be reached or does not have the file; the next one may."""


# A source yields what it can of the pins it is asked for, and says its name in messages.
Source = Callable[[Sequence[Pin]], Iterator[tuple[Pin, bytes]]]


def cache_folder(root: Path) -> Path:
    """`HUNCH_CACHE`, or `.cache/` in the checkout."""
    return Path(os.environ.get("HUNCH_CACHE") or root / ".cache").absolute()


def fetch(
    pins: Iterable[Pin], cache: Path, sources: Iterable[tuple[str, Source]]
) -> dict[str, Path]:
    """The path of each pinned file by its name; with no sources the cache must hold them all."""
    pins = tuple(pins)
    for pin in pins:
        if (cache / pin.name).exists():
            check(pin, (cache / pin.name).read_bytes(), f"the cache (delete {cache / pin.name})")
    reasons = []
    for origin, source in sources:
        wanted = missing(pins, cache)
        if not wanted:
            break
        try:
            for pin, data in source(wanted):
                check(pin, data, origin)
                store(cache / pin.name, data)
                print(f"  fetched {pin.name} from {origin}", flush=True)
        except Unavailable as reason:
            print(f"  {origin}: {reason}", flush=True)
            reasons.append(f"{origin}: {reason}")
    if wanted := missing(pins, cache):
        names = ", ".join(pin.name for pin in wanted)
        tried = "; ".join(reasons) or "no other source was allowed"
        raise BuildError(f"not in the cache {cache}: {names} ({tried})")
    return {pin.name: cache / pin.name for pin in pins}


def missing(pins: Iterable[Pin], cache: Path) -> list[Pin]:
    """Those pins that the cache has no file for."""
    return [pin for pin in pins if not (cache / pin.name).exists()]


def store(path: Path, data: bytes) -> None:
    """Write in one step, so that a file in the cache is always a whole one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{os.getpid()}.part")
    try:
        part.write_bytes(data)  # and not tempfile, whose files nobody else may read
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
