"""Inquiry, practice, misconceptions, claims, glossary and cases: read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builder.lesson import choices
from builder.lesson.entries import Entry, entries
from builder.lesson.id_registry import Known
from builder.lesson.prose import Prose
from core.labs.strokes.lab import STROKES
from core.trial.scenario import address, parse
from core.witnesses import WITNESSES

LABS = {STROKES.name: STROKES.parameters()}
ROLES = {"clean", "corrupted", "code", "reconstruction", "error"}
NUDGES = CRITERIA = 3
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_cases(path: Path, known: Known) -> list[Entry]:
    """Cases of a lab, by their addresses, which must be taken as they stand."""
    found = entries(path, "case", ("id", "title", "address", "try", "question"))
    for case in found:
        scenario, notices = parse(case["address"], LABS)
        if notices or address(scenario) != case["address"]:
            case.place.refuse(f"{case['address']} is not taken as it stands: {address(scenario)}")
        known.add("case", case["id"], case["title"], case.place)
        known.addresses[case["id"]] = case["address"]
    return found


def read_glossary(path: Path, known: Known) -> list[Entry]:
    """Terms; one with a symbol of its own has its colour."""
    found = entries(
        path, "term", ("id", "name", "means"), ("symbol", "role", "evidence", "question")
    )
    for term in found:
        known.add("term", term["id"], term["name"], term.place)
        if role := term.get("role"):
            if role not in ROLES:
                term.place.refuse(f"role is {role!r}; allowed: {sorted(ROLES)}")
            known.roles[term["id"]] = role
    return found


def read_claims(path: Path, known: Known) -> list[Entry]:
    """Claims, each with its witness and its sources, or with why it has none; every witness has
    a claim."""
    needed = ("id", "claim", "caveat", "witness", "measures", "question")
    found = entries(path, "claim", needed, ("title", "sources", "unsourced"))
    for claim in found:
        if bool(claim.get("sources")) == bool(claim.get("unsourced")):
            claim.place.refuse(
                f"claim {claim['id']} has no sources and does not say why, or has both; "
                "allowed: sources, or unsourced"
            )
        if claim["witness"] not in WITNESSES:
            claim.place.refuse(f"no witness {claim['witness']!r}; allowed: {sorted(WITNESSES)}")
        for source in claim.parts("sources", ("id", "supports"), ()):
            known.need("source", source["id"], source.place)
        known.add("claim", claim["id"], claim.get("title", claim["id"]), claim.place)
    idle = sorted(set(WITNESSES) - {claim["witness"] for claim in found})
    if idle:
        found[-1].place.refuse(f"nobody claims what these witnesses show: {', '.join(idle)}")
    return found


def read_unwitnessed(path: Path, known: Known) -> list[Entry]:
    """Statements that no check here can bear out: each says why not, and who supports it."""
    found = entries(path, "statement", ("id", "statement", "sources", "why"))
    for statement in found:
        for source in statement.parts("sources", ("id",), ("supports",)):
            known.need("source", source["id"], source.place)
    return found


def read_misconceptions(path: Path, known: Known) -> list[Entry]:
    """What is often believed, and the case that breaks it."""
    found = entries(
        path, "misconception", ("id", "belief", "case", "predict", "breaks", "claims", "question")
    )
    for one in found:
        known.need("case", one["case"], one.place)
        known.all("claim", one["claims"], one.place)
        known.add("misconception", one["id"], one["belief"], one.place)
    return found


def read_practice(path: Path) -> list[Entry]:
    """Items: a task, three nudges, a model answer, three criteria."""
    found = entries(path, "item", ("id", "level", "task", "nudges", "answer", "criteria"))
    for item in found:
        for key, count in (("nudges", NUDGES), ("criteria", CRITERIA)):
            if len(item[key]) != count:
                item.place.refuse(f"{item['id']} has {len(item[key])} {key}; allowed: {count}")
    return found


def read_inquiry(path: Path, known: Known) -> list[Entry]:
    """Pictures that ask: a figure, a question, options, what to take away."""
    found = entries(path, "inquiry", ("id", "title", "figure", "question", "options", "after"))
    for one in found:
        known.need("figure", one["figure"], one.place)
        choices.check(one)
    return found


def spoken(entry: Entry, prose: Prose, *keys: str) -> dict[str, Any]:
    """The entry's values, those of `keys` (texts or lists of texts) rendered."""
    ready = dict(entry.values)
    for key in keys:
        value = entry[key]
        if isinstance(value, list):
            ready[key] = [prose.inline(text, entry.at(text)) for text in value]
        else:
            ready[key] = prose.inline(value, entry.at(value))
    return ready


def claims(found: list[Entry], prose: Prose, known: Known) -> list[dict[str, Any]]:
    """Claims with their sources named and their witness's bound."""
    ready = []
    for claim in found:
        witness = WITNESSES[claim["witness"]]
        ready.append(
            spoken(claim, prose, "claim", "caveat", "measures")
            | {"sources": supports(claim, prose, known)}
            | {"unsourced": prose.inline(claim.get("unsourced", ""), claim.place)}
            | {"relation": witness.relation, "bound": bound(witness.bound)}
        )
    return ready


def bound(value: float) -> str:
    """A bound as a reader writes it: 0.001, −0.1, 10⁻²⁰."""
    mantissa, power, exponent = f"{value:g}".replace("-", "−").partition("e")
    if not power:
        return mantissa
    raised = str(int(exponent.replace("−", "-"))).translate(RAISED)
    return f"10{raised}" if mantissa == "1" else f"{mantissa} · 10{raised}"


def supports(entry: Entry, prose: Prose, known: Known) -> list[dict[str, str]]:
    """What each source supports of it."""
    return [
        {
            "id": source["id"],
            "title": known.need("source", source["id"], source.place),
            "supports": prose.inline(source.get("supports", ""), source.place),
        }
        for source in entry.parts("sources", ("id",), ("supports",))
    ]
