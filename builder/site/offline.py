"""Write the service worker: the site's version, and every file of it with its fingerprint."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path

from builder.errors import BuildError
from builder.site.notices import LICENSES

SCRIPT = "service-worker.js"  # at the top, for it may only answer for what lies below it
MARK = '/* SITE */ { version: "", files: [], cold: [], gone: "" }'
DIGITS = 16
MISSING = "404.html"  # many hosts give it, and some the first page of all where it is not there
NOT_KEPT = ("_headers", "build.json", "files.json", "networks.json", LICENSES, MISSING, SCRIPT)


def offline(source: Path, out: Path, cold: Collection[str], gone: str) -> None:
    """Write `out`/service-worker.js from the template `source`.

    cold: files, or folders ending in "/", that not every visit needs: they are kept once they
    were used, not fetched ahead. gone: the page for a visit without network after
    the browser has thrown away what was kept.
    """
    template = source.read_text("utf-8")
    if template.count(MARK) != 1:
        raise BuildError(f"{source.name} must hold {MARK!r} once")
    entries: dict[bool, list[dict[str, str]]] = {False: [], True: []}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(NOT_KEPT):
            is_cold = any(name == each or name.startswith(each) for each in cold)
            entries[is_cold].append({"path": name, "integrity": integrity(path.read_bytes())})
    parts = [template, entries[False], entries[True], gone]  # another worker keeps in another cache
    version = sha256(json.dumps(parts).encode()).hexdigest()[:DIGITS]
    site = {"version": version, "files": entries[False], "cold": entries[True], "gone": gone}
    (out / SCRIPT).write_text(template.replace(MARK, json.dumps(site)), "utf-8")


def integrity(data: bytes) -> str:
    """A hash as `fetch` and the page's elements take it."""
    return f"sha256-{b64encode(sha256(data).digest()).decode()}"
