"""Files that `core` reads but does not look for: whoever starts it provides their bytes by name.

In the browser the worker fetches and provides them, in CPython a loader that knows the folder does.
"""

from __future__ import annotations

_held: dict[str, bytes] = {}


class Missing(KeyError):
    """What was asked for has not been provided; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        """A sentence, where a KeyError would show the name alone."""
        return f"{self.name!r} has not been provided; provided are: {', '.join(_held) or 'none'}"


def provide(name: str, data: bytes) -> None:
    """Hold the bytes of the file called `name`, in place of what was held under it."""
    _held[name] = data


def supplied(name: str) -> bytes:
    """The bytes that were provided under `name`; raises Missing if none were."""
    if name not in _held:
        raise Missing(name)
    return _held[name]


def withdraw() -> None:
    """Hold nothing any more."""
    _held.clear()
