"""Provide `core` with the files in content/data/, for the build, tests and studies in CPython."""

from __future__ import annotations

from pathlib import Path

from core.supplies import provide

DATA = Path(__file__).resolve().parent.parent / "content" / "data"


def provide_digits() -> None:
    """Provide each digits file under its name without the ending, such as "digits-28-test"."""
    for path in sorted(DATA.glob("digits-*.bin")):
        provide(path.stem, path.read_bytes())
