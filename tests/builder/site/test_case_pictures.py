"""Pictures of cases: the PNG is read back, and a pattern's squares are where its pixels are."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode

import numpy as np
import pytest

from builder.site.case_pictures import CELL, FULL, GAP, PAPER, Ink, pattern, png


def read(uri: str) -> Ink:
    """The ink of a PNG as `png` writes it."""
    head, _, text = uri.partition(",")
    assert head == "data:image/png;base64"
    data = b64decode(text)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, parts = 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", data[at + 8 + size : at + 12 + size])
        assert check == zlib.crc32(name + body)
        parts[name] = body
        at += 12 + size
    columns, rows, depth, kind, *_ = struct.unpack(">2I5B", parts[b"IHDR"])
    assert (depth, kind) == (4, 3)
    assert list(parts[b"tRNS"]) == [17 * level for level in range(FULL + 1)]
    wide = (columns + 1) // 2
    lines = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(rows, wide + 1)
    assert not lines[:, 0].any()
    halves = np.stack([lines[:, 1:] >> 4, lines[:, 1:] & 15], axis=-1).reshape(rows, 2 * wide)
    ink: Ink = halves[:, :columns]
    return ink


@pytest.mark.parametrize("shape", [(1, 1), (3, 4), (5, 7), (28, 28)])
def test_a_png_is_read_back(shape: tuple[int, int]) -> None:
    ink = np.random.default_rng(1).integers(0, FULL + 1, shape, dtype=np.uint8)
    np.testing.assert_array_equal(read(png(ink)), ink)


def test_a_patterns_squares() -> None:
    ink = pattern([0.0, 1.0, -3.0, 0.5, 7.0, 1.0], 2)
    assert ink.shape == (3 * CELL, 2 * CELL)
    assert ink[::CELL, ::CELL].tolist() == [[PAPER, FULL], [PAPER, 8], [FULL, FULL]]
    assert not ink[CELL - GAP :: CELL].any()
    assert not ink[:, CELL - GAP :: CELL].any()
