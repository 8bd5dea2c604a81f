"""The labs' data: provided to `core`, and placed in the site for the pages that need it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.place import place
from core.supplies import provide

DATA = Path(__file__).resolve().parent.parent / "content" / "data"


def digits() -> Iterator[tuple[str, bytes]]:
    """Each digits file, under its name without the ending, such as "digits-28-test"."""
    for path in sorted(DATA.glob("digits-*.bin")):
        yield path.stem, path.read_bytes()


def provide_digits() -> None:
    """Provide the digits alone, for tests and studies in CPython."""
    for name, data in digits():
        provide(name, data)


def supply(out: Path) -> dict[str, str]:
    """Provide all data and place it in the site; by name, where it is."""
    placed = {}
    for name, data in digits():
        provide(name, data)
        placed[name] = place(out, f"assets/data/{name}.bin", data)
    return placed
