"""The class report: what it needs to compute outcomes anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.site.tool_pages import Tool


def report(runtime: Mapping[str, Any]) -> Tool:
    """Return the page `report/`. runtime: what the page's scripts need to start Python."""
    return Tool("report", {**runtime}, {})
