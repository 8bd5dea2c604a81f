"""Write `_headers`: from it some hosts (Netlify, Cloudflare Pages) take what they send with files.

A policy in a page does not hold for a worker that the page starts; one that comes with the worker's
own script does. A name with a hash in it never changes what it holds, so it may be kept for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from builder.site.hashed_files import DIGITS

NAME = "_headers"
HASHED = re.compile(rf"-[0-9a-f]{{{DIGITS}}}(\.|$)")
FOR_GOOD = "public, max-age=31536000, immutable"
ANEW = "no-cache"  # kept, but asked for whether it still holds


def headers(out: Path, policy: str) -> None:
    """Write it for the site in `out`, all of whose other files are there."""
    rules = ["/*\n  Content-Security-Policy: " + policy]
    rules += [f"/{path.relative_to(out)}\n  Cache-Control: {FOR_GOOD}" for path in _hashed(out)]
    rules += [f"/{path}\n  Cache-Control: {ANEW}" for path in _others(out)]
    (out / NAME).write_text("\n".join(rules) + "\n", "utf-8")


def _hashed(folder: Path) -> Iterator[Path]:
    """What is named after its content: files, and folders, with a star for all that is in them."""
    for path in sorted(
        path for path in folder.iterdir() if path.is_dir() or HASHED.search(path.name)
    ):
        if path.is_file():
            yield path
        elif HASHED.search(path.name) or all(HASHED.search(each.name) for each in path.iterdir()):
            yield path / "*"
        else:
            yield from _hashed(path)


def _others(out: Path) -> Iterator[str]:
    """The pages, by both of their addresses, and what lies at the top."""
    for page in sorted(out.rglob("index.html")):
        name = page.relative_to(out).as_posix()
        yield from (name.removesuffix("index.html"), name)
    for path in sorted(out.iterdir()):
        if path.is_file() and path.name not in ("index.html", NAME):
            yield path.name
