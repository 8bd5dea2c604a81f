"""The licence texts of all that is passed on: vendor/LICENSES.txt.

Wheels carry theirs; the rest is in licenses/shipped.toml. Nothing is passed on without a text: each
pinned file, each package that Bokeh and Panel have bundled into their scripts, the data and Hunch
itself must have one, and what is named must be passed on.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from builder.errors import BuildError
from builder.inputs.pins import Pins
from builder.models.lab_data import digits, tables

LICENSES = "vendor/LICENSES.txt"
FOLDER = Path(__file__).parent / "licenses"
LICENSE = re.compile(r"\.dist-info/(licenses/.*|LICEN[CS]E[^/]*|COPYING[^/]*|NOTICE[^/]*)[^/]$")
MODULE = re.compile(r"/\* ((?:@[\w.-]+/)?[\w.-]+)/\S+ \*/ function")  # as BokehJS names its parts
PACKAGE = re.compile(r"/node_modules/((?:@[^/]+/)?[^/]+)/")
OF_BOKEH = {  # BokehJS's own folders
    "api", "client", "core", "document", "embed", "models", "protocol", "styles", "testing", "util",
}  # fmt: skip
SCRIPTS = ("bokeh", "bokeh-widgets", "bokeh-tables")  # those that the page loads, see pack.py
RULE = "=" * 72


def write_notices(pins: Pins, files: Mapping[str, Path], out: Path) -> None:
    """Write all texts into `out`, where the pages' footer leads to."""
    (out / LICENSES).write_text(notices(pins, files, {*digits(), *tables()}), "utf-8")


def notices(pins: Pins, files: Mapping[str, Path], data: set[str]) -> str:
    """All texts. BuildError names what has none, or is no longer passed on.

    files: the pinned ones by name; data: names of the data's files, such as "digits-8-test".
    """
    told = tomllib.loads((FOLDER / "shipped.toml").read_text("utf-8"))
    if told["runtime"] != pins.version:
        raise BuildError(
            f"shipped.toml lists the parts of Pyodide {told['runtime']}, pins.toml has "
            f"{pins.version}: read its build files for what it holds now"
        )
    wheels = {name: texts for name, texts in _of_wheels(files).items() if texts}
    _compare(
        "what is passed on",
        {*files, *(pin.name for pin in pins.kept), *_data(data), "hunch"},
        {*wheels, *(name for part in told["part"] for name in part["in"])},
    )
    for bundle, found in (("bokeh", in_bokeh(files)), ("panel", in_panel(files))):
        _compare(f"what {bundle} bundles", found, set(told["bundled"][bundle]))
    return "\n".join(_written(told, wheels))


def in_bokeh(files: Mapping[str, Path]) -> set[str]:
    """The packages in BokehJS's scripts; they stand by name in the ones for reading."""
    with ZipFile(_wheel(files, "bokeh")) as box:
        texts = [box.read(f"bokeh/server/static/js/{name}.js").decode() for name in SCRIPTS]
    return {name for text in texts for name in MODULE.findall(text)} - OF_BOKEH


def in_panel(files: Mapping[str, Path]) -> set[str]:
    """The packages in Panel's script, as its source map names them."""
    with ZipFile(_wheel(files, "panel")) as box:
        sources: list[str] = json.loads(box.read("panel/dist/panel.js.map"))["sources"]
    return {name for source in sources for name in PACKAGE.findall(source)}


def _compare(kind: str, present: set[str], named: set[str]) -> None:
    if missing := sorted(present - named):
        raise BuildError(f"{kind} has no licence text: {', '.join(missing)} (see shipped.toml)")
    if stale := sorted(named - present):
        raise BuildError(f"shipped.toml: not in {kind}: {', '.join(stale)}")


def _data(names: set[str]) -> set[str]:
    """What the files are of: the digits come in two parts."""
    return {f"data: {name.removesuffix('-train').removesuffix('-test')}" for name in names}


def _wheel(files: Mapping[str, Path], package: str) -> Path:
    return next(p for n, p in files.items() if n.startswith(f"{package}-") and n.endswith(".whl"))


def _of_wheels(files: Mapping[str, Path]) -> dict[str, list[tuple[str, str]]]:
    """By wheel: name and text of each licence in it."""
    found = {}
    for name, path in sorted(files.items()):
        if name.endswith(".whl"):
            with ZipFile(path) as box:
                names = filter(LICENSE.search, sorted(box.namelist()))
                found[name] = [(each, box.read(each).decode("utf-8", "replace")) for each in names]
    return found


def _written(told: Mapping[str, Any], wheels: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    yield "What Hunch passes on, and under which licences. The texts follow.\n"
    for part in told["part"]:
        yield f"{part['of']}: {part['licence']}."
        if note := part.get("note"):
            yield f"  {note}"
    yield "Packages, each with its own text:"
    yield from (f"  {name}" for name in wheels)
    for bundle, names in told["bundled"].items():
        yield f"Bundled in the scripts of {bundle}:"
        yield from (f"  {name}" for name in (*names, *told["within"].get(bundle, [])))
    yield ""
    for name, text in _texts(told, wheels):
        if not text.strip():
            raise BuildError(f"licence text {name} is empty")
        yield f"{RULE}\n{name}\n\n{text.strip()}\n"


def _texts(
    told: Mapping[str, Any], wheels: Mapping[str, list[tuple[str, str]]]
) -> Iterator[tuple[str, str]]:
    for part in told["part"]:
        for name in part["texts"]:
            yield f"{part['of']}: {Path(name).name}", _text(name)
    yield from (each for texts in wheels.values() for each in texts)
    bundled = [
        name for group in ("bundled", "within") for names in told[group].values() for name in names
    ]
    for name in dict.fromkeys(bundled):
        yield name, _text(f"npm/{name.replace('/', '+')}")


def _text(name: str) -> str:
    path = FOLDER / name if name.endswith("LICENSE") else FOLDER / f"{name}.txt"
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise BuildError(f"shipped.toml names {name}, but there is no {path.name}") from error
