"""Digits and networks for tests in CPython: those that the build has made, or else made now."""

from __future__ import annotations

from functools import cache

from builder.fetch import cache_folder
from builder.networks import networks
from builder.supplies import DATA, digits, named
from core import supplies

ROOT = DATA.parent.parent


@cache
def provided() -> dict[str, bytes]:
    """All of them, by name."""
    return named(networks(digits(), cache_folder(ROOT)))


def provide() -> None:
    """Provide `core` with all of them."""
    for name, data in provided().items():
        supplies.provide(name, data)
