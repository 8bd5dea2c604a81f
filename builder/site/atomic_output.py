"""Build beside the old result and put the new one in its place only when it is complete."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from builder.errors import BuildError
from builder.inputs.build_record import RECORD


@contextmanager
def atomic_output(out: Path) -> Iterator[Path]:
    """Give an empty folder to build in; it becomes `out`, unless an error says otherwise."""
    if out.exists() and not (out.is_dir() and ((out / RECORD).exists() or not any(out.iterdir()))):
        raise BuildError(f"{out} exists and was not made by build.py (no {RECORD} in it)")
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        new = work / "new"
        new.mkdir()
        yield new
        if out.exists():
            out.rename(work / "old")
        new.rename(out)
    finally:
        if (work / "old").exists() and not out.exists():
            (work / "old").rename(out)
        shutil.rmtree(work, ignore_errors=True)
