"""Everything on the page that a note can be attached to: key, title, evidence, open question."""

from __future__ import annotations

from typing import Any

from builder.lesson.known import KINDS
from builder.lesson.program import Line
from builder.lesson.tables import Entry

Object = dict[str, Any]


def listed(
    words: dict[str, str],
    glossary: list[Entry],
    equations: list[Entry],
    lines: list[Line],
    sources: list[Entry],
    claims: list[Entry],
    misconceptions: list[Entry],
    cases: list[Entry],
) -> list[Object]:
    """All of them, kind by kind. words: the question of a kind whose entries have none."""
    found = [
        make("concept", "term", t["id"], t["name"], t.get("evidence", []), t.get("question"), words)
        for t in glossary
    ]
    found += [
        make("equation", "equation", e["id"], e["title"], e["evidence"], e["question"], words)
        for e in equations
    ]
    found += [
        make("source", "source", s["id"], s["title"], [s["id"]], None, words) for s in sources
    ]
    found += [
        make("code", "code", one.id, one.title, ["core.autoencoder"], None, words)
        for one in lines
        if one.id
    ]
    for c in claims:
        evidence = [*(source["id"] for source in c["sources"]), f"witness:{c['witness']}"]
        found.append(make("claim", "claim", c["id"], c["title"], evidence, c["question"], words))
    for m in misconceptions:
        evidence = [*(f"claim:{name}" for name in m["claims"]), f"lab:{m['case']}"]
        name, title = m["id"], m["belief"]
        found.append(make("misconception", "misconception", name, title, evidence,
                          m["question"], words))  # fmt: skip
    for c in cases:
        made = make("lab", "case", c["id"], c["title"], [f"lab:{c['id']}"], c["question"], words)
        found.append(made | {"address": c["address"]})
    return found


def make(
    kind: str,
    known: str,
    name: str,
    title: str,
    evidence: list[str],
    question: str | None,
    words: dict[str, str],
) -> Object:
    """One object. Its anchor is the id that it has on the page."""
    return {
        "key": f"{kind}:{name}",
        "anchor": f"{KINDS[known]}{name}",
        "title": title,
        "evidence": evidence,
        "question": question or words[kind].format(title=title),
    }
