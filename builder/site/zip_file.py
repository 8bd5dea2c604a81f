"""A zip that depends on nothing but the files in it: sorted, of one date, of one compression."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
MODE = 0o644 << 16


def archive(files: Mapping[str, bytes]) -> bytes:
    """The zip of the files, whose names are paths with slashes."""
    box = BytesIO()
    with ZipFile(box, "w") as pack:
        for name in sorted(files):
            entry = ZipInfo(name, DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # else it tells Windows from the others
            entry.external_attr = MODE
            pack.writestr(entry, files[name], compresslevel=9)
    return box.getvalue()
