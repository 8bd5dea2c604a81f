"""Which reasons hold for what happened in the limits lab, question by question, by name."""

from __future__ import annotations

from core.labs.limits.heavy_damage import TRAINED
from core.labs.limits.question import LimitsOutcome

NARROW = 2  # numbers up to which the decoder makes few kinds of images
CROWDED = 2.0  # how many times as wide as the draws the real codes are, where draws crowd
HALF = 0.5  # of the way: as much of one digit as of the other


def reasons(happened: LimitsOutcome) -> list[str]:
    """Names of the reasons, in the order of telling."""
    match happened.scenario.text("case"):
        case "random":
            return _random(happened)
        case "walk":
            return _walk(happened)
        case "copy":
            return [happened.answer, happened.scenario.text("way")]
        case _:
            return _average(happened)


def _random(happened: LimitsOutcome) -> list[str]:
    way = happened.scenario.text("way")
    if way == "normal" and happened.figures["wide"] >= CROWDED:
        way = "crowd"
    names = [happened.answer, way]
    return [*names, "narrow"] if int(happened.scenario.text("m")) <= NARROW else names


def _walk(happened: LimitsOutcome) -> list[str]:
    answer, names = happened.answer, [happened.answer]
    if answer in ("both", "pixels"):
        half = happened.scenario.decimal("level") == HALF
        names.insert(0, "mixed_half" if half else "mixed_near")
    passes, arrived = answer in ("both", "code"), happened.figures["arrived"] == 2.0
    if not passes:
        names.append("between" if arrived else "ends")
    elif not arrived:
        names.append("ends_too")
    return names


def _average(happened: LimitsOutcome) -> list[str]:
    answer, way = happened.answer, happened.scenario.text("way")
    names = [answer]
    if happened.scenario.decimal("level") != TRAINED[way]:
        if answer == "average":
            names = ["average_elsewhere"]
        elif answer == "other":
            names.append("elsewhere")
    return [*names, way]
