"""Digits and networks for tests, from the build's cache."""

from __future__ import annotations

from pathlib import Path

from builder.fetch import cache_folder
from builder.supplies import provide_all

ROOT = Path(__file__).resolve().parent.parent


def provide() -> None:
    """Provide `core` with all of them; what the cache lacks is trained."""
    provide_all(cache_folder(ROOT))
