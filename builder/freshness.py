"""Tell whether the site was already built from just these inputs, by their hash."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

RECORD = "build.json"
INPUTS = ("app", "builder", "content", "core", "build.py")


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
    """Whether `out` was built from `inputs`."""
    try:
        recorded = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(recorded, dict) and recorded.get("inputs") == inputs


def record(out: Path, inputs: str) -> None:
    """Write down what `out` was built from."""
    (out / RECORD).write_text(json.dumps({"inputs": inputs}) + "\n", encoding="utf-8")
