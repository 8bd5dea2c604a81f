"""What the browser gets from outside and from `core`, `app` and `content`, put where it is served.

`packages.toml` says which files of each wheel; two archives come of it, so that a change to this
repository does not make a returning learner download NumPy and Panel again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from zipfile import ZipFile

from builder.errors import BuildError
from builder.site.hashed_files import place_folder, place_hashed
from builder.site.pyodide_files import runtime
from builder.site.zip_file import archive

HERE = Path(__file__).parent
PACKAGES = HERE.parent / "packages.toml"
OWN = "hunch"  # the entry in packages.toml for this repository itself
SCRIPTS = {  # name in `assets`: wheel, file in it
    "bokeh.min.js": ("bokeh", "bokeh/server/static/js/bokeh.min.js"),
    "bokeh-widgets.min.js": ("bokeh", "bokeh/server/static/js/bokeh-widgets.min.js"),
    "bokeh-tables.min.js": ("bokeh", "bokeh/server/static/js/bokeh-tables.min.js"),
    "panel.min.js": ("panel", "panel/dist/panel.min.js"),
}


def pack(root: Path, files: Mapping[str, Path], out: Path) -> dict[str, str]:
    """Write runtime, archives and libraries to `out`; the path of each by its plain name."""
    rules = tomllib.loads(PACKAGES.read_text(encoding="utf-8"))
    own = rules.pop(OWN)
    packages = {path.name: path.read_bytes() for path in sorted((HERE / "stubs").glob("*.py"))}
    for package, rule in rules.items():
        packages |= chosen_of_wheel(wheel(files, package), rule["take"], rule["drop"])
    assets = {
        "pyodide": place_folder(out, "runtime/pyodide", runtime(files)),
        "packages.zip": place_hashed(out, "runtime/packages.zip", archive(packages)),
        "hunch.zip": place_hashed(
            out, "runtime/hunch.zip", archive(chosen_of_tree(root, own["take"], own["drop"]))
        ),
    }
    for name, (package, path) in SCRIPTS.items():
        with ZipFile(wheel(files, package)) as box:
            assets[name] = place_hashed(out, f"vendor/{name}", box.read(path))
    return assets


def wheel(files: Mapping[str, Path], package: str) -> Path:
    """The one wheel of a package among the fetched files."""
    for name, path in files.items():
        if name.startswith(f"{package}-") and name.endswith(".whl"):
            return path
    raise BuildError(f"packages.toml names {package}, but pins.toml has no wheel of it")


def selector(take: list[str], drop: list[str]) -> Callable[[str], bool]:
    """Whether a path is taken and not dropped."""

    def chosen(path: str) -> bool:
        return any(fnmatchcase(path, rule) for rule in take) and not any(
            fnmatchcase(path, rule) for rule in drop
        )

    return chosen


def chosen_of_wheel(path: Path, take: list[str], drop: list[str]) -> dict[str, bytes]:
    """The chosen files of a wheel, and of its metadata what tells name and version."""
    chosen = selector(take, drop)
    with ZipFile(path) as box:
        names = [name for name in box.namelist() if not name.endswith("/")]
        for rule in (*take, *drop):
            if not any(fnmatchcase(name, rule) for name in names):
                raise BuildError(f"packages.toml: {rule} matches no file of {path.name}")
        found = {name: box.read(name) for name in names if chosen(name)}
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        found[metadata] = box.read(metadata).partition(b"\n\n")[0] + b"\n"
    return found


def chosen_of_tree(root: Path, take: list[str], drop: list[str]) -> dict[str, bytes]:
    """The chosen files of the checkout."""
    chosen = selector(take, drop)
    return {name: path.read_bytes() for name, path in tree(root, take) if chosen(name)}


def tree(root: Path, take: list[str]) -> Iterator[tuple[str, Path]]:
    """All files under the top folders that the rules speak of, with their paths from `root`."""
    for top in sorted({rule.partition("/")[0] for rule in take}):
        for path in sorted((root / top).rglob("*")):
            if path.is_file():
                yield path.relative_to(root).as_posix(), path
