"""Arrays and what is said about them as the bytes of an `.npz` file, with a kind and a version.

NumPy reads such a file like any other. It depends on nothing but what is in it (no date, one
compression), and whatever was not written here is refused with a sentence. Nothing is unpickled.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.typing import NDArray

VERSION = 1
ABOUT = "about"  # JSON, as bytes
MOST = 1 << 28  # bytes of one array: a foreign file must not fill the memory
BROKEN = (BadZipFile, zlib.error, OSError, EOFError, KeyError, NotImplementedError, RuntimeError)


def pack(kind: str, about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """A file of that kind. about: what JSON can hold; arrays by name, any but "about"."""
    text = json.dumps({"kind": kind, "version": VERSION, **about}, allow_nan=False)
    said = np.frombuffer(text.encode(), np.uint8)
    box = BytesIO()
    with ZipFile(box, "w") as file:
        for name, array in {ABOUT: said, **arrays}.items():
            entry = ZipInfo(f"{name}.npy")  # its date is the earliest that the format knows
            entry.compress_type = ZIP_DEFLATED
            data = BytesIO()
            np.lib.format.write_array(data, np.asarray(array), allow_pickle=False)
            file.writestr(entry, data.getvalue())
    return box.getvalue()


def unpack(kind: str, data: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """What `pack` was given. Raises ValueError for a file that it did not make, or not whole."""
    try:
        with ZipFile(BytesIO(data)) as file:
            arrays = {entry.filename.removesuffix(".npy"): entry for entry in file.infolist()}
            found = {name: _read(file, entry) for name, entry in arrays.items()}
        about = json.loads(found.pop(ABOUT).tobytes())
    except (*BROKEN, ValueError) as error:
        raise ValueError(
            f"{len(data)} bytes are no whole file of ours ({error}); "
            f"allowed: {kind}, version {VERSION}"
        ) from error
    known = isinstance(about, dict) and (about.pop("kind", None), about.pop("version", None))
    if known != (kind, VERSION):
        told = ", version ".join(map(str, known)) if known else repr(about)
        raise ValueError(f"the file is {told}; allowed: {kind}, version {VERSION}")
    return about, found


def _read(file: ZipFile, entry: ZipInfo) -> NDArray[Any]:
    if entry.file_size > MOST:
        raise ValueError(f"{entry.filename} has {entry.file_size} bytes; allowed: {MOST}")
    stream = BytesIO(file.read(entry))
    array: NDArray[Any] = np.lib.format.read_array(stream, allow_pickle=False)
    return array
