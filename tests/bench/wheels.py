"""Wheels as `panel convert` serves them: without what no browser needs, all of them installable."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from builder.site.zip_file import archive

# What Pyodide's distribution holds, with what each needs; micropip asks an index for the rest.
# (pandas' own list is that of the distribution.)
DISTRIBUTED = {
    "certifi": (), "charset-normalizer": (), "contourpy": ("numpy",), "idna": (),
    "jinja2": ("markupsafe",), "markupsafe": (), "micropip": (), "narwhals": (), "numpy": (),
    "packaging": (), "pandas": ("numpy", "python-dateutil", "pytz"), "pillow": (),
    "pyodide-http": (), "python-dateutil": ("six",), "pytz": (), "pyyaml": (),
    "requests": ("charset-normalizer", "idna", "urllib3", "certifi"), "six": (), "tqdm": (),
    "typing-extensions": (), "urllib3": (), "xyzservices": (),
}  # fmt: skip
GIVEN = ("bokeh", "panel")  # by address, as `panel convert` does
PLATFORM = re.compile(r"-cp\d+-cp\d+-manylinux.*\.whl$")
ANY = "-py3-none-any.whl"


def name_of(wheel: str) -> str:
    """A package's name, as indexes spell it, from a wheel's file name."""
    return wheel.split("-")[0].replace("_", "-").lower()


def stage(
    wheels: Mapping[str, Path], out: Path, info: Mapping[str, str], address: str
) -> dict[str, str]:
    """Write wheels, lock file and index into `out`; by package, the name of each wheel's file.

    info: what the lock file says of the runtime; address: of `out`.
    """
    packages: dict[str, dict[str, object]] = {}
    names = {}
    for file, path in sorted(wheels.items()):
        data, plain, name = path.read_bytes(), PLATFORM.sub(ANY, file), name_of(file)
        if name in CHANGED or plain != file:
            data = changed(path, CHANGED.get(name, without_libraries))
        version, digest = plain.split("-")[1], sha256(data).hexdigest()
        names[name] = plain
        if name in DISTRIBUTED:
            (out / "pyodide" / plain).write_bytes(data)
            packages[name] = {
                "name": name, "version": version, "file_name": plain, "sha256": digest,
                "install_dir": "site", "package_type": "package", "unvendored_tests": False,
                "imports": [], "depends": list(DISTRIBUTED[name]),
            }  # fmt: skip
            continue
        (out / plain).write_bytes(data)
        if name not in GIVEN:
            release = {"filename": plain, "url": address + plain, "digests": {"sha256": digest}}
            index = {"info": {"name": name}, "releases": {version: [release]}}
            (out / "index" / f"{name}.json").write_text(json.dumps(index), "utf-8")
    lock = {"info": dict(info), "packages": packages}
    (out / "pyodide/pyodide-lock.json").write_text(json.dumps(lock), "utf-8")
    return names


def changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A wheel with each of its files changed, or left out."""
    with ZipFile(path) as box:
        files = {name: change(name, box.read(name)) for name in box.namelist() if name[-1] != "/"}
    return archive({name: data for name, data in files.items() if data is not None})


def light_bokeh(name: str, data: bytes) -> bytes | None:
    """As Panel's release script makes it: no scripts, no types."""
    heavy = name.endswith((".js", ".d.ts", ".tsbuildinfo", "bokeh.json"))
    return None if heavy and not name.startswith("bokeh/core/_templates") else data


def light_panel(name: str, data: bytes) -> bytes | None:
    """The same: no tests and nothing bundled. nh3, which needs a compiled wheel, is left out."""
    if name.startswith("panel/tests/"):
        return None
    if name.startswith("panel/dist/") and not name.startswith("panel/dist/css/"):
        return None
    if name.endswith(".dist-info/METADATA"):
        return re.sub(rb"Requires-Dist: nh3\r?\n", b"", data)
    return data


def without_libraries(name: str, data: bytes) -> bytes | None:
    """Python sources alone, for packages whose compiled wheel lies elsewhere."""
    if name.endswith(".so"):
        return None
    if name.endswith(".dist-info/WHEEL"):
        return re.sub(rb"(?m)^Tag: .*$", b"Tag: py3-none-any", data)
    return data


CHANGED = {"bokeh": light_bokeh, "panel": light_panel}
