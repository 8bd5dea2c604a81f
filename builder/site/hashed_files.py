"""Write a file under a name that carries the hash of its content.

The host caches every file for ten minutes whatever its name, so a changed file needs a new name,
or a page meets the old version of a part after a deploy.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

DIGITS = 10


def place_hashed(out: Path, path: str, data: bytes) -> str:
    """Write `data` for `path` ("vendor/bokeh.min.js"); its path in `out`, with the hash."""
    plain = PurePosixPath(path)
    stem, dot, suffix = plain.name.rpartition(".")
    name = f"{stem}-{sha256(data).hexdigest()[:DIGITS]}{dot}{suffix}"
    target = plain.with_name(name)
    (out / target).parent.mkdir(parents=True, exist_ok=True)
    (out / target).write_bytes(data)
    return str(target)


def place_folder(out: Path, path: str, files: Mapping[str, bytes]) -> str:
    """Write files that refer to each other by name; the folder's path in `out`, with the hash."""
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name} {sha256(files[name]).hexdigest()}\n".encode())
    folder = f"{path}-{digest.hexdigest()[:DIGITS]}"
    for name, data in files.items():
        (out / folder / name).parent.mkdir(parents=True, exist_ok=True)
        (out / folder / name).write_bytes(data)
    return folder
