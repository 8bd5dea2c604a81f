"""A network in few bytes, to be sent to browsers: weights of some bits, squeezed by xz.

Each matrix W is kept as whole numbers q of B bits: W is about step · q, where step is the largest
|W| over 2^(B-1) - 1. Biases are float16. A byte holds one q, with an offset that puts 0 in the
middle: most are near it, and that is what xz squeezes. What `unpack` gives is float32, the same on
every machine, and that network is the one whose figures count.
"""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from core.network.network import Network
from core.network.parameter_vector import Architecture, architecture, flatten
from core.numerics.array_types import Array

MAGIC = b"hunch compact network "
VERSION = 1
BITS = range(2, 9)
MOST = 1 << 27  # bytes: a foreign file must not fill the memory
# A window of 1 MB: it is what a reader must set aside.
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9, "dict_size": 1 << 20, "lc": 4, "lp": 0, "pb": 0}]


def pack(network: Network, bits: int | Sequence[int]) -> bytes:
    """The file's bytes. bits: for each free matrix (a tied one once), or one number for all."""
    shape = architecture(network)
    free = sum(len(one) == 2 for one in shape.shapes)
    each = [bits] * free if isinstance(bits, int) else list(bits)
    if len(each) != free or any(one not in BITS for one in each):
        raise ValueError(f"bits are {each}; allowed: {free} numbers in {BITS[0]}..{BITS[-1]}")
    weights = flatten(network)
    if not np.abs(weights).max() <= np.finfo(np.float16).max:
        raise ValueError(f"weights reach {np.abs(weights).max()}; allowed: what float16 holds")
    data, steps = [], []
    left = iter(each)
    for part in _split(shape, weights):
        if part.ndim == 1:
            data.append(part.astype("<f2").tobytes())
            continue
        top = 2 ** (next(left) - 1) - 1
        step = float(np.float32(np.abs(part).max() / top)) or 1.0
        q = np.clip(np.rint(part / step), -top, top)
        data.append((q + top).astype(np.uint8).tobytes())
        steps.append([step, top])
    said = json.dumps({"plan": shape.as_dict(), "steps": steps}, allow_nan=False).encode()
    body = lzma.compress(
        said + b"\n" + b"".join(data), lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=FILTERS
    )
    return MAGIC + bytes([VERSION]) + body


def unpack(data: bytes) -> Network:
    """The float32 network. Raises ValueError for a file that is foreign, cut or damaged."""
    start = len(MAGIC) + 1
    if data[: len(MAGIC)] != MAGIC or len(data) < start:
        raise ValueError(f"the file begins with {data[:start]!r}; allowed: {MAGIC!r}")
    if data[start - 1] != VERSION:
        raise ValueError(f"the file's version is {data[start - 1]}; allowed: {VERSION}")
    reader = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST)
    try:
        text, _, rest = reader.decompress(data[start:], MOST).partition(b"\n")
        if not reader.eof or reader.unused_data:
            raise ValueError("it is cut short or goes on after its end")
        return _network(json.loads(text), rest)
    except (lzma.LZMAError, ValueError) as error:
        raise ValueError(
            f"{len(data)} bytes are no whole compact network ({error}); "
            f"allowed: what was packed, version {VERSION}"
        ) from error


def _network(said: Any, rest: bytes) -> Network:
    match said:
        case {"plan": dict(about), "steps": [*steps]} if len(said) == 2:
            shape = Architecture.from_dict(about)
        case _:
            raise ValueError(f"it says {said!r}; allowed: plan and steps")
    sizes = [math.prod(one) * (1 if len(one) == 2 else 2) for one in shape.shapes]
    if len(rest) != sum(sizes) or len(steps) != sum(len(one) == 2 for one in shape.shapes):
        raise ValueError(
            f"{len(rest)} bytes and {len(steps)} steps; allowed: {sum(sizes)} bytes for {about}"
        )
    parts, start = [], 0
    left = iter(steps)
    for one, size in zip(shape.shapes, sizes, strict=True):
        chunk, start = rest[start : start + size], start + size
        parts.append(_biases(chunk) if len(one) == 1 else _weights(chunk, next(left)))
    return shape.build(np.concatenate(parts))


def _biases(chunk: bytes) -> Array:
    b = np.frombuffer(chunk, "<f2").astype(np.float32)
    if not np.isfinite(b).all():
        raise ValueError("a bias is not finite; allowed: finite numbers")
    return b


def _weights(chunk: bytes, step: Any) -> Array:
    match step:
        case [float(size), int(top)] if 0.0 < size < math.inf and top >= 1:
            q = np.frombuffer(chunk, np.uint8).astype(np.float32)
            return (q - np.float32(top)) * np.float32(size)
    raise ValueError(f"a step is {step!r}; allowed: [a positive number, 1 and up]")


def _split(shape: Architecture, weights: Array) -> list[Array]:
    ends = np.cumsum([math.prod(one) for one in shape.shapes])[:-1]
    return [
        part.reshape(one) for part, one in zip(np.split(weights, ends), shape.shapes, strict=True)
    ]
