"""Where something stands in the content, and the one way to refuse it: with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from builder.errors import BuildError


def called(path: Path) -> str:
    """A file of the content, from the folder `content` on."""
    parts = path.parts
    start = len(parts) - 1 - parts[::-1].index("content") if "content" in parts else -1
    return "/".join(parts[start:])


@dataclass(frozen=True)
class Place:
    """A file, as a reader of the repository would call it, and a line in it."""

    file: str
    line: int

    def below(self, lines: int) -> Place:
        """So many lines further down."""
        return Place(self.file, self.line + lines)

    def refuse(self, what: str) -> NoReturn:
        """End the build."""
        raise BuildError(f"{self.file}:{self.line}: {what}")
