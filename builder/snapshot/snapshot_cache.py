"""Keep finished snapshots by the hash of all that makes them: the same one is not made twice.

A snapshot takes minutes to make and check; what was checked is in the hash.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from builder.inputs.fetch import store
from builder.site.zip_file import archive

KEPT = 10  # the newest, 15 MB each: as many states as are likely to be worked on by turns


def key(parts: Mapping[str, bytes]) -> str:
    """Of all parts, by name."""
    sums = sha256()
    for name in sorted(parts):
        sums.update(f"{name} {sha256(parts[name]).hexdigest()}\n".encode())
    return sums.hexdigest()


def cached(folder: Path, key: str, make: Callable[[], Mapping[str, bytes]]) -> Mapping[str, bytes]:
    """The files, by name, that `folder` has under `key`; else made, and kept there.

    A folder that cannot be written to costs time, not the snapshot.
    """
    path = folder / f"{key}.zip"
    files = _read(path)
    if files is None:
        files = make()
        with suppress(OSError):
            store(path, archive(files))
    else:
        print("  snapshot: from the cache", flush=True)
        with suppress(OSError):
            path.touch()  # it is wanted again
    with suppress(OSError):  # another build may tidy up, too
        for old in sorted(folder.glob("*.zip"), key=_age)[KEPT:]:
            old.unlink(missing_ok=True)
    return files


def _read(path: Path) -> Mapping[str, bytes] | None:
    """What is kept there; None if nothing is, or not whole."""
    try:
        with ZipFile(path) as box:
            return {name: box.read(name) for name in box.namelist()}
    except (OSError, BadZipFile, zlib.error):
        return None


def _age(path: Path) -> float:
    return -path.stat().st_mtime
