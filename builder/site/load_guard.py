"""What tells a reader why a part of the page did not come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.errors import BuildError
from builder.site.hashed_files import place_hashed
from builder.site.offline import integrity

WORDS, CAUSE = "/* WORDS */ {}", "/* CAUSE */"  # in load_guard.js
# whose files have no fingerprint in a page
FOLDERS = (
    "assets/js-*", "assets/js-*/python", "assets/js-*/shell", "assets/js-*/storage",
    "assets/data", "runtime/*", "runtime",
)  # fmt: skip


def watch(script: Path, cause: Path, words: Mapping[str, Any]) -> bytes:
    """The script that speaks for the page, with the words and the causes that it needs.

    It is no module, so what failure_cause.js exports stands in it as plain functions.
    """
    text = script.read_text("utf-8")
    told = {**words["stuck"], **{name: words["page"][name] for name in ("kept", "failed")}}
    for mark, value in {
        WORDS: json.dumps(told, ensure_ascii=False),
        CAUSE: cause.read_text("utf-8").replace("export function", "function"),
    }.items():
        if text.count(mark) != 1:
            raise BuildError(f"{script.name} must hold {mark!r} once")
        text = text.replace(mark, value)
    return text.encode()


def listed(out: Path) -> str:
    """Write what each file of Python's and of the scripts should hold; where that stands.

    The page asks for it once something has failed.
    """
    files = sorted(path for folder in FOLDERS for path in out.glob(f"{folder}/*") if path.is_file())
    known = {path.relative_to(out).as_posix(): integrity(path.read_bytes()) for path in files}
    return place_hashed(out, "assets/parts.json", json.dumps(known).encode())
