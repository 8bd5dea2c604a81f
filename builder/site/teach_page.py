"""The teacher's page: what it offers to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.site.tool_pages import Tool


def teach(runtime: Mapping[str, Any]) -> Tool:
    """Return the page `teach/`. runtime: what the labs' pages need of Python, which it does not."""
    return Tool("teach", {}, {"cases": []})
