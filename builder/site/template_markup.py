"""Content and data as templates take them."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup


def marked(tree: Any) -> Any:
    """Return content in which every text counts as HTML: its authors are ours."""
    if isinstance(tree, str):
        return Markup(tree)
    if isinstance(tree, list):
        return [marked(item) for item in tree]
    if isinstance(tree, dict):
        return {name: marked(item) for name, item in tree.items()}
    return tree


def inline(value: Any) -> Markup:
    """Return JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
