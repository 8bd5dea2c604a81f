"""Files that `core` reads but does not look for: whoever starts it provides their bytes by name.

In the browser the worker fetches and provides them, in CPython a loader that knows the folder does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_held: dict[str, bytes] = {}
_derived: list[Callable[[], None]] = []  # what empties each cache


class MissingData(KeyError):
    """What was asked for has not been provided; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        """A sentence, where a KeyError would show the name alone."""
        return f"{self.name!r} has not been provided; provided are: {', '.join(_held) or 'none'}"


def register(name: str, data: bytes) -> None:
    """Hold the bytes of the file called `name`, in place of what was held under it."""
    _held[name] = data


def data_file(name: str) -> bytes:
    """The bytes that were provided under `name`; raises MissingData if none were."""
    if name not in _held:
        raise MissingData(name)
    return _held[name]


def cached(maxsize: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A cache for a function that makes something of supplies; it is emptied with them."""

    def cached(make: Callable[P, T]) -> Callable[P, T]:
        kept = lru_cache(maxsize=maxsize)(make)
        _derived.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # the cache asks for hashable arguments

    return cached


def clear() -> None:
    """Hold nothing any more, nor what was made of it."""
    _held.clear()
    for clear in _derived:
        clear()
