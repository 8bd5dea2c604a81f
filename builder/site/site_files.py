"""Write the list of the site's files, from which a page makes a copy of all of it."""

from __future__ import annotations

import json
from pathlib import Path

from builder.site.headers import NAME as HEADERS
from builder.site.offline import MISSING, SCRIPT, integrity

NAME = "files.json"
OF_THE_HOST = (HEADERS, MISSING, SCRIPT, NAME, "build.json", "networks.json")


def list_site_files(out: Path) -> None:
    """Write `out`/files.json: of each file that the pages need, and of the licences, path and hash.

    What only a host or a builder has a use for is left out; so is the service worker, which a
    copy within a learning-management system would go without.
    """
    files = [
        {"path": path.relative_to(out).as_posix(), "integrity": integrity(path.read_bytes())}
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).as_posix() not in OF_THE_HOST
    ]
    (out / NAME).write_text(json.dumps(files), "utf-8")
