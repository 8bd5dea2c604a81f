"""Build the static site: fetch what the browser needs, pack it, render the pages, verify it all.

Every file from outside is pinned in builder/pins.toml and kept in .cache/ (or HUNCH_CACHE). The
new site takes the place of the old one only when every step has passed; when nothing changed
since the last build, nothing is done.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from builder.failure import BuildError
from builder.fetch import cache_folder, fetch
from builder.freshness import digest, is_fresh, record
from builder.pack import pack
from builder.pins import check_kept, load
from builder.sizes import sizes
from builder.sources import sources
from builder.supplies import supply
from builder.swap import swapped_in
from builder.verify import verify

ROOT = Path(__file__).resolve().parent


def build(out: Path, *, offline: bool, inputs: str) -> None:
    """The recipe."""
    from builder.render import render  # here, for it imports Panel, which takes seconds

    pins = load()
    with swapped_in(out) as new:
        say("fetch: every pinned file, from the cache first")
        check_kept(ROOT, pins)
        files = fetch(pins.files, cache_folder(ROOT), [] if offline else sources(pins))
        say("pack: runtime, packages, libraries")
        assets = pack(ROOT, files, new)
        say("supply: the labs' data; networks are trained, or taken from the cache")
        supplies = supply(new, cache_folder(ROOT))
        say("render: the pages")
        render(ROOT, new, assets, supplies)
        say("verify: every address")
        verify(new)
        record(new, inputs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, build if anything changed, tell how it ended."""
    options = read(arguments)
    out: Path = options.out.absolute()
    inputs = digest(ROOT)
    if is_fresh(out, inputs) and not options.force:
        say(f"{options.out} is up to date")
        return 0
    try:
        build(out, offline=options.offline, inputs=inputs)
    except Exception as error:
        if not isinstance(error, BuildError):
            traceback.print_exc()
        cause = str(error) if isinstance(error, BuildError) else f"{type(error).__name__}: {error}"
        kept = f"{options.out} is as it was" if out.exists() else f"no {options.out} was made"
        print(f"build failed: {cause} ({kept})", file=sys.stderr)
        return 1
    print(sizes(out))
    return 0


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where (default: dist)")
    parser.add_argument("--offline", action="store_true", help="use the cache alone")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    return parser.parse_args(arguments)


def say(line: str) -> None:
    """A line of progress, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
