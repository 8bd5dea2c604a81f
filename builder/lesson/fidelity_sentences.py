"""What the lesson says about `core.theory.fidelity_study`: its sentences, filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any

from builder.lesson.drawings.agreement_map import LOWER, found, percent
from builder.lesson.entries import Entry, entries
from builder.lesson.prose import Prose
from core.labs.strokes.lab import STROKES
from core.theory.fidelity_table import MARGIN, Agreement, totals
from core.trial.scenario import address, default_scenario

WEAKEST = 5
SEED = 1  # of the case that a link to a weak setting opens
SENTENCES = {  # what a text may name
    "made": {"settings", "seeds", "steps", "rate", "draws"},
    "total": {"surrogate", "networks", "differ", "networks_differ", "bar"},
    "reading": {"sign", "margin", "lower", "settings"},
    "weak": {"count"},
    "item": {"family", "m", "damage", "mode", "surrogate", "networks"},
    "why": set(),
    "difference": {"points"},
    "all": set(), "denoising": set(), "plain": set(),
    "mask": {"percent"}, "salt_pepper": {"percent"}, "flip_on": {"percent"},
    "gaussian": {"level"},
}  # fmt: skip
Fields = dict[str, Any]


class Sentences:
    """The texts by id, and the families' titles."""

    def __init__(self, content: Path) -> None:
        found = entries(content / "lesson" / "fidelity.toml", "text", ("id", "text"))
        self.texts: Mapping[str, Entry] = {one["id"]: one for one in found}
        missing = sorted(set(SENTENCES) ^ set(self.texts))
        if missing:
            found[0].place.refuse(f"missing or unknown: {missing[0]!r}; allowed: {list(SENTENCES)}")
        for name, entry in self.texts.items():
            fields = {field for _, field, _, _ in Formatter().parse(entry["text"]) if field}
            if fields - SENTENCES[name]:
                entry.place.refuse(
                    f"{name} has no number {min(fields - SENTENCES[name])!r}; "
                    f"allowed: {sorted(SENTENCES[name])}"
                )
        self.families = tomllib.loads((content / "strokes.toml").read_text("utf-8"))["families"]

    def say(self, name: str, prose: Prose, **fields: object) -> str:
        """A sentence with its numbers."""
        entry = self.texts[name]
        return prose.inline(entry["text"].format(**fields), entry.at(entry["text"]))

    def titled(self, family: str) -> str:
        """The family's title, or its bare name."""
        return str(self.families.get(family, {}).get("title", family))


def overview(sentences: Sentences, prose: Prose) -> Fields:
    """How it was made, the totals, and how to read the map."""
    say, all_of = sentences.say, found().agreements
    depends = {name: f"{value:,}" for name, value in found().depends.items() if name in
               SENTENCES["made"]}  # fmt: skip
    surrogate, networks = totals(all_of)
    lower = sum(one.lower for one in all_of)
    groups: dict[tuple[str, str], list[Agreement]] = {}
    for one in all_of:
        groups.setdefault((one.family, one.mode), []).append(one)
    rows = [
        _row(sentences, prose, sentences.titled(family), mode, group)
        for (family, mode), group in groups.items()
    ]
    return {
        "made": say("made", prose, settings=len(all_of), **depends),
        "total": say(
            "total", prose,
            surrogate=percent(surrogate, 1), networks=percent(networks, 1),
            differ=percent(1 - surrogate), networks_differ=percent(1 - networks),
            bar=percent(networks - MARGIN, 1),
        ),
        "rows": [*rows, _row(sentences, prose, say("all", prose), "", all_of)],
        "reading": say(
            "reading", prose,
            sign=LOWER, margin=percent(MARGIN), lower=lower, settings=len(all_of),
        ),
    }  # fmt: skip


def _row(
    sentences: Sentences, prose: Prose, title: str, mode: str, group: Sequence[Agreement]
) -> Fields:
    surrogate, networks = totals(group)
    points = f"{100 * (surrogate - networks):+.1f}".replace("-", "−")
    sign = f" {LOWER}" if surrogate < networks - MARGIN else ""
    return {
        "title": title,
        "mode": sentences.say(mode, prose) if mode else "",
        "surrogate": percent(surrogate, 1),
        "networks": percent(networks, 1),
        "difference": sentences.say("difference", prose, points=points) + sign,
        "lower": sum(one.lower for one in group),
        "settings": len(group),
    }


def weakest(sentences: Sentences, prose: Prose) -> Fields:
    """Where the lab falls furthest short, each with an address that sets the lab there."""
    short = sorted(found().agreements, key=lambda one: -one.shortfall)[:WEAKEST]
    return {
        "intro": sentences.say("weak", prose, count=len(short)),
        "items": [
            {"text": _item(sentences, prose, one), "address": _address(one)} for one in short
        ],
        "why": sentences.say("why", prose),
    }


def _item(sentences: Sentences, prose: Prose, one: Agreement) -> str:
    damage = sentences.say(one.kind, prose, percent=percent(one.level), level=f"{one.level:g}")
    return sentences.say(
        "item", prose,
        family=sentences.titled(one.family), m=one.m, mode=sentences.say(one.mode, prose),
        damage=damage, surrogate=percent(one.surrogate), networks=percent(one.networks),
    )  # fmt: skip


def _address(one: Agreement) -> str:
    asked = default_scenario(STROKES.name, STROKES.parameters())
    return address(
        asked.with_values(
            family=one.family, m=one.m, kind=one.kind, level=one.level, mode=one.mode, seed=SEED
        )
    )
