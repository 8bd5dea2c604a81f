"""The words of the page: TOML files in `content/<language>/`, filled in here.

Code holds no sentence that a learner reads. A file is one topic, a key leads to a template in the
syntax of `str.format`; a missing key or field fails where it is asked for, by name. A file that
names another as its `base` has that one's words, too, where it has none of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[2] / "content"


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
    return Words(topic, gathered(topic, CONTENT / language))


def gathered(topic: str, folder: Path) -> dict[str, Any]:
    """Read a topic's file in `folder`, over that of its `base`; no line ends before a "%"."""
    text = (folder / f"{topic}.toml").read_text("utf-8")
    tree = tomllib.loads(text.replace(" %", "\u00a0%"))
    base = tree.pop("base", None)
    return tree if base is None else _over(gathered(base, folder), tree)


def _over(below: dict[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        inner = both.get(name)
        nested = isinstance(inner, dict) and isinstance(value, dict)
        both[name] = _over(inner, value) if nested and isinstance(inner, dict) else value
    return both
