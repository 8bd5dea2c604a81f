"""Everything on the page that a note can be attached to: key, title, evidence, open question.

Evidence is a list of keys: objects of the page, `witness:name`, `module:core.name`. The content
names a source by its bare id and a module by its dotted name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from builder.lesson.content import Gathered
from builder.lesson.entries import Entry
from builder.lesson.id_registry import KINDS, Known
from builder.lesson.source_errors import Place
from core.witnesses import WITNESSES

KNOWN = {  # a kind of object, and the kind of thing that it is in the content
    "concept": "term", "equation": "equation", "source": "source", "code": "code",
    "claim": "claim", "misconception": "misconception", "lab": "case",
}  # fmt: skip
PROGRAM = ["core.theory.small_autoencoder"]  # what every line of the program leans on
ANCHOR = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True)
class Object:
    """One of them, and where in the content it stands; `address` is that of a case."""

    key: str
    title: str
    evidence: list[str]
    question: str
    place: Place
    address: str = ""

    @property
    def anchor(self) -> str:
        """The id that it has on the page."""
        kind, _, name = self.key.partition(":")
        return f"{KINDS[KNOWN[kind]]}{name}"

    def told(self) -> dict[str, Any]:
        """What the page is given."""
        told = {
            "key": self.key,
            "anchor": self.anchor,
            "title": self.title,
            "evidence": self.evidence,
            "question": self.question,
        }
        return told | ({"address": self.address} if self.address else {})


def listed(held: Gathered, words: dict[str, str]) -> list[Object]:
    """All of them, kind by kind. words: the question of a kind whose entries have none."""

    def make(
        kind: str, entry: Entry, title: str, evidence: Iterable[str], address: str = ""
    ) -> Object:
        keys = [settled(one, _place(entry, one), held.known) for one in evidence]
        question = entry.get("question") or words[kind].format(title=title)
        return Object(f"{kind}:{entry['id']}", title, keys, question, entry.place, address)

    found = [make("concept", t, t["name"], t.get("evidence", [])) for t in held.glossary]
    found += [make("equation", e, e["title"], e["evidence"]) for e in held.equations]
    found += [make("source", s, s["title"], [s["id"]]) for s in held.sources]
    for line in held.program:
        if line.id:
            keys = [settled(module, line.place, held.known) for module in PROGRAM]
            question = words["code"].format(title=line.title)
            found.append(Object(f"code:{line.id}", line.title, keys, question, line.place))
    for c in held.claims:
        evidence = [*(source["id"] for source in c.get("sources", [])), f"witness:{c['witness']}"]
        found.append(make("claim", c, held.known.titles["claim"][c["id"]], evidence))
    for m in held.misconceptions:
        evidence = [*(f"claim:{name}" for name in m["claims"]), f"lab:{m['case']}"]
        found.append(make("misconception", m, m["belief"], evidence))
    for c in held.cases:
        found.append(make("lab", c, c["title"], [f"lab:{c['id']}"], c["address"]))
    return found


def _place(entry: Entry, text: str) -> Place:
    """Where an entry names a piece of evidence, by whatever prefix."""
    return entry.at(text.rpartition(":")[2])


def settled(evidence: str, place: Place, known: Known) -> str:
    """The key of a piece of evidence, which must exist."""
    kind, _, name = evidence.rpartition(":")
    if not kind and "." in name:
        if find_spec(name) is None:
            place.refuse(f"there is no module {name!r}")
        return f"module:{name}"
    if kind == "witness":
        if name not in WITNESSES:
            place.refuse(f"no witness {name!r}; allowed: {sorted(WITNESSES)}")
        return evidence
    kind = kind or "source"
    if kind not in KNOWN:
        allowed = ", ".join(f"{one}:id" for one in KNOWN)
        place.refuse(f"evidence is {evidence!r}; allowed: a source's id, a module, {allowed}")
    known.need(KNOWN[kind], name, place)
    return f"{kind}:{name}"


def placed(found: Iterable[Object], html: str) -> None:
    """Refuse an object that the page does not show, so that no link to it leads nowhere."""
    shown = set(ANCHOR.findall(html))
    for one in found:
        if one.anchor not in shown:
            one.place.refuse(f"no text shows the {one.key.partition(':')[0]} {one.title!r}")
