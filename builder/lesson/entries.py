"""Tables of content: TOML lists of entries, each with the keys that it must have and its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.lesson.source_errors import Place, called

SHOWN = 24  # characters of a text by which its line is found again


@dataclass(frozen=True, eq=False)
class Entry:
    """One `[[name]]` of a file: its values, where it begins, and the file's lines."""

    values: dict[str, Any]
    place: Place
    lines: tuple[str, ...]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or `default` where there is none."""
        return self.values.get(key, default)

    def at(self, text: str) -> Place:
        """Where in the file this text of the entry stands."""
        start = text.strip().split("\n", 1)[0].replace("\\", "\\\\").replace('"', '\\"')[:SHOWN]
        for form in (start, text.strip().split("\n", 1)[0][:SHOWN]):
            for number in range(self.place.line - 1, len(self.lines)):
                if form and form in self.lines[number]:
                    return Place(self.place.file, number + 1)
        return self.place

    def parts(self, key: str, needed: Collection[str], allowed: Collection[str]) -> list[Entry]:
        """The nested list `key` as entries, checked like those of a file."""
        given = self.values.get(key, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self.place.refuse(f"{key} must be a list of tables")
        found = []
        for one in given:
            place = next((self.at(v) for v in one.values() if isinstance(v, str)), self.place)
            found.append(Entry(one, place, self.lines))
            check(found[-1], key, needed, allowed)
        return found


def entries(
    path: Path, name: str, needed: Collection[str], allowed: Collection[str] = ()
) -> list[Entry]:
    """Every `[[name]]` of the file, in order. Refuses missing, empty and unknown keys."""
    text = path.read_text("utf-8")
    file = called(path)
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        Place(file, int(told[1]) if told else 1).refuse(str(error))
    lines = tuple(text.split("\n"))
    starts = [number for number, line in enumerate(lines, 1) if line.strip() == f"[[{name}]]"]
    found = []
    for line, values in zip(starts, tree.get(name, []), strict=True):
        found.append(Entry(values, Place(file, line), lines))
        check(found[-1], name, needed, allowed)
    unknown = sorted(set(tree) - {name})
    if unknown or not found:
        Place(file, 1).refuse(f"allowed is a list [[{name}]], not {unknown or 'an empty file'}")
    distinct(found)
    return found


def check(entry: Entry, name: str, needed: Collection[str], allowed: Collection[str]) -> None:
    """Refuse an entry that lacks something, or has what nobody reads."""
    who = f"{name} {entry.get('id', '')}".strip()
    for key in needed:
        if entry.get(key) in (None, "", []):
            entry.place.refuse(f"{who} has no {key}")
    unknown = sorted(set(entry.values) - {*needed, *allowed})
    if unknown:
        entry.place.refuse(f"{who} has {unknown[0]!r}; allowed: {sorted({*needed, *allowed})}")


def distinct(found: list[Entry]) -> None:
    """Refuse an id that is given twice."""
    seen: set[str] = set()
    for entry in found:
        name = entry.get("id")
        if name in seen:
            entry.place.refuse(f"the id {name} is given twice")
        seen |= {name} if name else set()


def named(found: list[Entry]) -> Iterator[tuple[str, Entry]]:
    """Entries with their ids."""
    return ((entry["id"], entry) for entry in found)
