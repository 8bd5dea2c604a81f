"""The words of the page: TOML files in `content/<language>/`, filled in here.

Code holds no sentence that a learner reads. A file is one topic, a key leads to a template in the
syntax of `str.format`; a missing key or field fails where it is asked for, by name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parent.parent / "content"


class Words:
    """One topic's words; `words("verdict.recovered", target="3")` fills a template."""

    def __init__(self, topic: str, tree: Mapping[str, Any]) -> None:
        self.topic = topic
        self._tree = tree

    def __call__(self, key: str, **fields: object) -> str:
        """Return the text at the dotted `key`, with `fields` put in as they are."""
        text = self.at(key)
        if not isinstance(text, str):
            raise KeyError(f"{self.topic}: {key!r} is no text but a {type(text).__name__}")
        try:
            return text.format(**fields)
        except (KeyError, IndexError) as error:
            raise KeyError(f"{self.topic}: {key!r} needs a field {error}, got {fields}") from None

    def html(self, key: str, **fields: object) -> str:
        """Like a call, but `fields` are escaped, so that no value becomes markup."""
        return self(key, **{name: escape(str(value)) for name, value in fields.items()})

    def at(self, key: str) -> Any:
        """Return whatever stands at the dotted `key`."""
        node: Any = self._tree
        for part in key.split("."):
            if not isinstance(node, Mapping) or part not in node:
                raise KeyError(f"{self.topic}: there are no words for {key!r}")
            node = node[part]
        return node

    def has(self, key: str) -> bool:
        """Tell whether there is anything at the dotted `key`."""
        try:
            self.at(key)
        except KeyError:
            return False
        return True


@cache
def words(topic: str, language: str = "en") -> Words:
    """Load `content/<language>/<topic>.toml`; raises FileNotFoundError for an unknown topic."""
    text = (CONTENT / language / f"{topic}.toml").read_text("utf-8")
    return Words(topic, tomllib.loads(text))
