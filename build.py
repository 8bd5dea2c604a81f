"""Build the static site: fetch what the browser needs, pack it, render the pages, verify it all.

Every file from outside is pinned in builder/pins.toml and kept in .cache/ (or HUNCH_CACHE). The
new site takes the place of the old one only when every step has passed; when nothing changed
since the last build, nothing is done. What a build has to go without (a snapshot, where no Chromium
is) is said in its last line, and made good by the next one that can.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from signal import SIGTERM, signal

from builder.errors import BuildError
from builder.inputs.build_record import digest, is_fresh, lacking, record
from builder.inputs.download_sources import download_sources
from builder.inputs.fetch import cache_folder, fetch
from builder.inputs.pins import check_kept, load
from builder.models.lab_data import lab_data
from builder.site.atomic_output import atomic_output
from builder.site.notices import write_notices
from builder.site.pack import pack
from builder.site.sizes import sizes
from builder.site.verify import verify

ROOT = Path(__file__).resolve().parent


def build(out: Path, *, offline: bool, strict: bool, inputs: str) -> None:
    """The recipe."""
    from builder.site.render import render  # here, for it imports Panel, which takes seconds

    pins, cache = load(), cache_folder(ROOT)
    with atomic_output(out) as new:
        say("fetch: every pinned file, from the cache first")
        check_kept(ROOT, pins)
        files = fetch(pins.files, cache, [] if offline else download_sources(pins))
        say("pack: runtime, packages, libraries, and the licences of all")
        assets = pack(ROOT, files, new)
        write_notices(pins, files, new)
        say("supply: the labs' data; networks are trained, or taken from the cache")
        supplies = lab_data(new, cache)
        say("render: the pages")
        without = render(ROOT, new, cache, assets, supplies)
        if without and strict:
            raise BuildError(without)
        say("verify: every address")
        verify(new)
        record(new, inputs, without)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, build if anything changed, tell how it ended."""
    options = read(arguments)
    out: Path = options.out.absolute()
    inputs = digest(ROOT)
    if up_to_date(out, inputs, options.strict) and not options.force:
        say(f"{options.out} is up to date")
        tell_lack(out)
        return 0
    try:
        build(out, offline=options.offline, strict=options.strict, inputs=inputs)
    except Exception as error:
        if not isinstance(error, BuildError):
            traceback.print_exc()
        cause = str(error) if isinstance(error, BuildError) else f"{type(error).__name__}: {error}"
        kept = f"{options.out} is as it was" if out.exists() else f"no {options.out} was made"
        print(f"build failed: {cause} ({kept})", file=sys.stderr)
        return 1
    print(sizes(out))
    tell_lack(out)
    return 0


def up_to_date(out: Path, inputs: str, strict: bool) -> bool:
    """Whether a build now would give nothing else, and nothing better."""
    from builder.browsers import is_found  # here, for it imports Playwright

    return is_fresh(out, inputs) and not (lacking(out) and (strict or is_found()))


def tell_lack(out: Path) -> None:
    """The last line, if the site goes without something."""
    if lack := lacking(out):
        say(f"warning: {lack}")


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where (default: dist)")
    parser.add_argument("--offline", action="store_true", help="use the cache alone")
    parser.add_argument("--force", action="store_true", help="build even if nothing changed")
    parser.add_argument("--strict", action="store_true", help="fail rather than go without")
    return parser.parse_args(arguments)


def say(line: str) -> None:
    """A line of progress, at once."""
    print(line, flush=True)


if __name__ == "__main__":
    signal(SIGTERM, lambda *_: sys.exit(143))  # so that what was begun is put away
    sys.exit(main())
