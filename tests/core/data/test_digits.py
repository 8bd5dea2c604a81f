"""The digits' file format: a case by hand, its inverse, and every kind of file that is refused."""

from __future__ import annotations

import bz2
import struct
from zlib import crc32

import numpy as np
import pytest

from core.data.digits import pack, read

PIXELS = np.array([[0, 15, 3, 0], [15, 15, 15, 15], [0, 0, 0, 0]], np.uint8)
LABELS = np.array([7, 0, 9], np.uint8)
FILE = pack(PIXELS, LABELS, side=2, top=15)
HEADER = struct.Struct("<12sHHHIII")


def forged(payload: bytes, *, top: int = 15, count: int = 3) -> bytes:
    """A file whose header is right for its payload."""
    return HEADER.pack(b"hunch digits", 1, 2, top, count, len(payload), crc32(payload)) + payload


def test_a_case_by_hand() -> None:
    digits = read(FILE)
    assert digits.side == 2
    np.testing.assert_array_equal(digits.labels, [7, 0, 9])
    np.testing.assert_allclose(digits.x, [[0, 1, 0.2, 0], [1, 1, 1, 1], [0, 0, 0, 0]])
    assert digits.x.dtype == np.float32


def test_the_same_bytes_are_read_once_and_cannot_be_changed() -> None:
    digits = read(FILE)
    assert read(bytes(bytearray(FILE))) is digits
    with pytest.raises(ValueError, match="read-only"):
        digits.x[0, 0] = 1.0


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "begins with b''; allowed: b'hunch digits'"),
        (b"PK\3\4 another file", "begins with b'PK"),
        (FILE[:20], "20 bytes; allowed: 30 and more"),
        (FILE[:-1], f"{len(FILE) - 1} bytes; allowed: the {len(FILE)} it names"),
        (FILE + b"!", f"{len(FILE) + 1} bytes; allowed: the {len(FILE)}"),
        (FILE[:12] + b"\2" + FILE[13:], "version is 2; allowed: 1"),
        (FILE[:-1] + bytes([FILE[-1] ^ 1]), "checksum is"),
        (forged(b"not bz2"), "cannot be unpacked"),
        (forged(bz2.compress(bytes(14))), "14 bytes are unpacked; allowed: 3 times 1 label, 4"),
        (forged(bz2.compress(b"\x0a" + bytes(14))), "labels reach 10"),
        (forged(bz2.compress(bytes(3) + b"\x10" + bytes(11))), "pixels 16; allowed: 9 and 15"),
        (forged(bz2.compress(b""), count=0), "0 digits of side 2"),
        (forged(bz2.compress(bytes(15)), top=0), "full ink 0"),
        (forged(bz2.compress(bytes(15)), count=1 << 30), "allowed: 1 to 67108864 pixels"),
    ],
)  # fmt: skip
def test_files_that_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read(data)
