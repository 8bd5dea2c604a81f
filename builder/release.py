"""Pack the built site for those who only host it: one zip, and checksums of it and within it.

`python -m builder.release --tag v1.2.3` writes `release/`; a tag that is given has to be that
of the version. The zip holds one folder: the site, what to do with it in plain words, and
`SHA256SUMS`, by which `sha256sum -c` tells whether all of it arrived. The same site gives the
same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from builder.errors import BuildError
from builder.inputs.build_record import digest, is_fresh, lacking
from builder.site.pages import LANGUAGE
from builder.site.zip_file import archive

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"
WORDS = "HOW-TO-HOST-THIS.txt"  # beside the site's pages


def release(root: Path, dist: Path, out: Path, tag: str = "") -> list[Path]:
    """Write the zip and its checksum into `out`, made anew; returns both.

    Raises BuildError if `dist` is not the site as its sources are now, or goes without something,
    and if the tag is not that of the version in pyproject.toml.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if tag and tag != f"v{version}":
        raise BuildError(
            f"the tag is {tag!r}; allowed: 'v{version}', the version in pyproject.toml"
        )
    if not is_fresh(dist, digest(root)):
        raise BuildError(f"{dist} is not built from these sources; make site first")
    if lack := lacking(dist):
        raise BuildError(f"{dist} is not whole: {lack}")
    name = f"hunch-{version}"
    words = (root / "content" / LANGUAGE / "hosting.txt").read_bytes()
    files = {path.relative_to(dist).as_posix(): path.read_bytes() for path in _within(dist)}
    files[WORDS] = words
    files[SUMS] = checksums(files)
    packed = archive({f"{name}/{path}": data for path, data in files.items()})
    out.mkdir(exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    made = {f"{name}.zip": packed}
    made[SUMS] = checksums(made)
    for path, data in made.items():
        (out / path).write_bytes(data)
    return [out / path for path in made]


def checksums(files: Mapping[str, bytes]) -> bytes:
    """What `sha256sum -c` reads: a line for each file, in the order of their names."""
    lines = (f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode()


def _within(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, pack, tell what was written."""
    parser = argparse.ArgumentParser(
        prog="python -m builder.release", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--tag", default="", help="refuse unless it is this version's")
    options = parser.parse_args(arguments)
    try:
        made = release(ROOT, ROOT / "dist", ROOT / "release", options.tag)
    except BuildError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
