"""Pyodide's own files, as every host serves them right.

Hosts tell a file's kind by its ending, and many do not know `.mjs`: a browser runs no script that
comes as plain text. So the two modules get names in `.js`, and the few places that name them change
along. (Where a host does not know `.wasm` either, see `python_start.js`.) CHANGES is all that is
changed of files under the MPL-2.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.errors import BuildError

LOADER, MODULE = "pyodide.mjs", "pyodide.asm.mjs"
RUNTIME = {  # name of the pinned file: name under which it is served
    LOADER: "pyodide.js",
    MODULE: "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.wasm",
    "python_stdlib.zip": "python_stdlib.zip",
}
CHANGES = {  # in each pinned file: what stands there once, and what takes its place
    LOADER: (
        (f"}}{MODULE}`", f"}}{RUNTIME[MODULE]}`"),  # what it imports
        ("//# sourceMappingURL=pyodide.mjs.map", ""),
    ),
    MODULE: ((f'"{MODULE}"', f'"{RUNTIME[MODULE]}"'),),  # by which it knows its lines in a stack
}


def runtime(files: Mapping[str, Path]) -> dict[str, bytes]:
    """The files of the runtime's folder by the names they are served under.

    files: the pinned ones by name. BuildError if one does not hold exactly once what is to be
    changed in it.
    """
    served = {}
    for name, path in files.items():
        if name in RUNTIME:
            data = path.read_bytes()
            for part, instead in CHANGES.get(name, ()):
                count = data.count(part.encode())
                if count != 1:
                    raise BuildError(f"{name} must hold {part!r} once, and holds it {count} times")
                data = data.replace(part.encode(), instead.encode())
            served[RUNTIME[name]] = data
    return served
