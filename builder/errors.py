"""The one kind of error a build step raises on purpose: its text is the whole message."""

from __future__ import annotations


class BuildError(Exception):
    """Says what failed, what was received and what would have been right."""
