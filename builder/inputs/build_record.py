"""Tell whether the site was already built from just these inputs, by their hash.

And whether it is whole: what a build had to go without is written down with it.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

RECORD = "build.json"
INPUTS = ("app", "builder", "content", "core", "build.py", "LICENSE")


def digest(root: Path) -> str:
    """One hash of the paths and contents of everything that the site is made of."""
    sums = sha256()
    for top in INPUTS:
        paths = [root / top] if (root / top).is_file() else sorted((root / top).rglob("*"))
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                content = sha256(path.read_bytes()).hexdigest()
                sums.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return sums.hexdigest()


def is_fresh(out: Path, inputs: str) -> bool:
    """Whether `out` was built from `inputs`, and no file was lost since."""
    made = _recorded(out)
    return made.get("inputs") == inputs and made.get("files") == _listing(out)


def lacking(out: Path) -> str:
    """What the build of `out` had to go without, and why; empty if nothing."""
    return str(_recorded(out).get("lacking", ""))


def record(out: Path, inputs: str, lack: str = "") -> None:
    """Write down what `out` was built from, and what it goes without."""
    made = {"inputs": inputs, "lacking": lack, "files": _listing(out)}
    (out / RECORD).write_text(json.dumps(made) + "\n", encoding="utf-8")


def _recorded(out: Path) -> dict[str, Any]:
    try:
        made = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) else {}


def _listing(out: Path) -> str:
    """One hash of the paths and sizes of what was built."""
    sums = sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != RECORD:
            name = path.relative_to(out).as_posix()
            sums.update(f"{name} {path.stat().st_size}\n".encode())
    return sums.hexdigest()
