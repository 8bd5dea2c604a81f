"""Handwritten digits in one compact file: small enough to fetch, checked when read.

A file is a header, then bz2 of the labels and of all pixels, a byte each. The header holds the
magic word, the version of the format, how many digits there are, how many pixels a side has, the
value of full ink, and the length and CRC-32 of what follows. One pixel a byte, though 16 levels
would fit in half of one: bz2 then finds more to squeeze (383 kB against 392 kB for 5,000 digits).
"""

from __future__ import annotations

import bz2
import struct
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.data.provided_files import cached

MAGIC = b"hunch digits"
VERSION = 1
LABELS = 10
MOST_PIXELS = 1 << 26  # more than any file of ours: a foreign header must not fill the memory


class _Header(NamedTuple):
    magic: bytes
    version: int
    side: int
    top: int
    n: int
    length: int
    checksum: int


_HEADER = struct.Struct("<12sHHHIII")


@dataclass(frozen=True, eq=False)
class Digits:
    """x (n, d) float32 in [0, 1], 0 is paper and 1 ink; labels (n,) of 0..9; side * side = d."""

    x: NDArray[np.float32]
    labels: NDArray[np.int64]
    side: int


@cached(maxsize=4)  # the two sizes, train and test
def read(data: bytes) -> Digits:
    """The digits of a file's bytes; the same bytes give the same object, which cannot be changed.

    Raises ValueError for a file that is cut short, damaged, foreign, or of another version.
    """
    header = _checked(data)
    n, d = header.n, header.side**2
    try:
        unpacked = bz2.decompress(data[_HEADER.size :])
    except (OSError, ValueError) as error:
        raise ValueError(f"the digits cannot be unpacked ({error}); allowed: bz2") from error
    values = np.frombuffer(unpacked, np.uint8)
    if values.size != n * (1 + d):
        raise ValueError(
            f"{values.size} bytes are unpacked; allowed: {n} times 1 label, {d} pixels"
        )
    labels, pixels = values[:n].astype(np.int64), values[n:].reshape(n, d)
    if labels.max() >= LABELS or pixels.max() > header.top:
        raise ValueError(
            f"labels reach {labels.max()} and pixels {pixels.max()}; "
            f"allowed: {LABELS - 1} and {header.top}"
        )
    x = pixels.astype(np.float32) / np.float32(header.top)  # (n,d)
    for array in (x, labels):
        array.setflags(write=False)
    return Digits(x, labels, header.side)


def pack(pixels: NDArray[np.uint8], labels: NDArray[np.uint8], side: int, top: int) -> bytes:
    """A file of pixels (n, side * side) of 0..top and labels (n,) of 0..9; `read` undoes it."""
    payload = bz2.compress(labels.tobytes() + pixels.tobytes(), 9)
    header = _Header(MAGIC, VERSION, side, top, len(labels), len(payload), crc32(payload))
    return _HEADER.pack(*header) + payload


def _checked(data: bytes) -> _Header:
    """The header of a whole, undamaged file of ours."""
    if not data.startswith(MAGIC):
        raise ValueError(f"the file begins with {data[: len(MAGIC)]!r}; allowed: {MAGIC!r}")
    if len(data) < _HEADER.size:
        raise ValueError(f"the file has {len(data)} bytes; allowed: {_HEADER.size} and more")
    header = _Header(*_HEADER.unpack_from(data))
    if header.version != VERSION:
        raise ValueError(f"the file's version is {header.version}; allowed: {VERSION}")
    if len(data) - _HEADER.size != header.length:
        raise ValueError(
            f"the file has {len(data)} bytes; allowed: the {_HEADER.size + header.length} it names"
        )
    if (found := crc32(data[_HEADER.size :])) != header.checksum:
        raise ValueError(f"the file's checksum is {found:08x}; allowed: {header.checksum:08x}")
    if not 0 < header.n * header.side**2 <= MOST_PIXELS or not 0 < header.top < 256:
        raise ValueError(
            f"{header.n} digits of side {header.side} and full ink {header.top}; allowed: "
            f"1 to {MOST_PIXELS} pixels in all, full ink 1 to 255"
        )
    return header
