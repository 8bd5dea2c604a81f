"""What there is to refer to: every id of the lesson by its kind, and how a page addresses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from builder.lesson.source_errors import Place

KINDS = {  # a kind of thing, and what its ids begin with on the page
    "term": "term-", "source": "source-", "equation": "eq-", "claim": "claim-",
    "misconception": "misconception-", "case": "case-", "code": "code-", "figure": "figure-",
    "heading": "",
}  # fmt: skip


@dataclass
class Known:
    """For each kind the ids with their titles; and where each case leads."""

    titles: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    addresses: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)  # a term's colour, where it has one

    def add(self, kind: str, name: str, title: str, place: Place) -> None:
        """Take in a thing; an id of that kind that was given before is refused."""
        if name in self.titles[kind]:
            place.refuse(f"the {kind} {name} is given twice")
        self.titles[kind][name] = title

    def need(self, kind: str, name: str, place: Place) -> str:
        """The title of a thing that must exist."""
        if name not in self.titles[kind]:
            near = ", ".join(sorted(self.titles[kind])) or "none"
            place.refuse(f"there is no {kind} {name!r}; allowed: {near}")
        return self.titles[kind][name]

    def all(self, kind: str, names: Iterable[str], place: Place) -> list[tuple[str, str]]:
        """Ids and titles of things that must exist."""
        return [(name, self.need(kind, name, place)) for name in names]
