"""Pyodide's files under names that every host knows, with the few changes that this takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.site.pyodide_files import CHANGES, LOADER, MODULE, RUNTIME, runtime


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Files that hold what is to be changed, and one that is none of the runtime's."""
    texts = {name: "a" + "|".join(part for part, _ in CHANGES.get(name, ())) for name in RUNTIME}
    for name, text in (texts | {"toy-1.0.whl": "wheel"}).items():
        (tmp_path / name).write_text(text, "utf-8")
    return {path.name: path for path in tmp_path.iterdir()}


def test_no_name_is_left_that_a_host_may_not_know(files: dict[str, Path]) -> None:
    served = runtime(files)
    assert sorted(served) == [
        "pyodide.asm.js", "pyodide.asm.wasm", "pyodide.js", "python_stdlib.zip",
    ]  # fmt: skip
    assert not [name for name, data in served.items() if b".mjs" in data]
    assert b"}pyodide.asm.js`" in served["pyodide.js"]
    assert served["pyodide.asm.wasm"] == b"a"


@pytest.mark.parametrize("name", [LOADER, MODULE])
@pytest.mark.parametrize("times", [0, 2])
def test_another_file_than_the_changes_were_made_for_is_refused(
    files: dict[str, Path], name: str, times: int
) -> None:
    files[name].write_text(files[name].read_text("utf-8")[1:] * times, "utf-8")
    with pytest.raises(BuildError, match=rf"{name} must hold .* once, and holds it {times} times"):
        runtime(files)
