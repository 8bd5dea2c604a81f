"""The class report: what it needs to compute outcomes anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.site.offline import integrity
from builder.site.tool_pages import Tool

SHARED = ("failed",)  # of the labs' words: what is said of a Python that does not come


def report(
    out: Path, runtime: Mapping[str, Any], worker: str, supplies: Mapping[str, str],
    words: Mapping[str, Any],
) -> Tool:  # fmt: skip
    """Return the page `report/`.

    runtime: what the page's scripts need to start Python. worker: where the report's own is.
    supplies: by name, where the labs' data is. words: of all topics.
    """
    held = {name: (path, integrity((out / path).read_bytes())) for name, path in supplies.items()}
    data = {
        "page": {name: words["page"]["page"][name] for name in SHARED},
        "refused": words["record"]["refused"],
        "content": runtime["content"],
    }
    return Tool("report", {**runtime, "worker": worker, "supplies": held}, data)
