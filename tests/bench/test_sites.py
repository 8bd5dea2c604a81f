"""The sites that the benchmark compares: staged from the built one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench import sites


def assets(page: Path) -> dict[str, object]:
    found = sites.ASSETS.search(page.read_text("utf-8"))
    assert found
    held: dict[str, object] = json.loads(found[2])
    return held


def test_a_site_without_a_snapshot(tmp_path: Path) -> None:
    with_it, without = sites.ours(tmp_path), sites.cold(tmp_path)
    try:
        assert assets(with_it.folder / "index.html")["snapshot"]
        assert not assets(without.folder / "index.html")["snapshot"]
        assert list(with_it.folder.rglob("heap.bin"))
        assert not list(without.folder.rglob("heap.bin"))
        kept = (without.folder / "service-worker.js").read_text("utf-8")
        assert "pyodide.asm.wasm" in kept
        assert "heap.bin" not in kept
    finally:
        with_it.close()
        without.close()
