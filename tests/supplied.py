"""Digits and networks for tests in CPython: those that the build has made, or else made now."""

from __future__ import annotations

from functools import cache

from builder.inputs.fetch import cache_folder
from builder.models.lab_data import DATA, digits, named
from builder.models.networks import networks
from core.data import provided_files

ROOT = DATA.parent.parent


@cache
def provided() -> dict[str, bytes]:
    """All of them, by name."""
    return named(networks(digits(), cache_folder(ROOT)))


def provide() -> None:
    """Provide `core` with all of them."""
    for name, data in provided().items():
        provided_files.register(name, data)
