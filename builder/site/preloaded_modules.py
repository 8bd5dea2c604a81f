"""Which ES modules a page needs before its lab is drawn: they are asked for at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from builder.errors import BuildError

IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from "(\.[^"]+)";', re.MULTILINE)


def modules(files: Mapping[str, bytes], first: str) -> list[str]:
    """What `first` imports, directly or not, and `first` itself; each once, `first` first.

    files: by their paths. An import that is awaited (`import("./x.js")`) comes later, and does not
    count. BuildError for a module that is not there.
    """
    found = [first]
    for name in found:  # grows on the way
        for address in IMPORT.findall(files[name].decode()):
            path = normpath(join(dirname(name), address))
            if path not in files:
                raise BuildError(f"app/page/{name} imports {address}: there is no app/page/{path}")
            if path not in found:
                found.append(path)
    return found
