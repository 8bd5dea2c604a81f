"""What must not be found before the reveal, as `core` computes it in CPython, and how to search.

A needle is a text or a run of numbers, chosen so that it cannot lie there by accident: numbers with
many digits, whole patterns in order, whole sentences, whole tables.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import numpy as np
from bokeh.core.serialization import Buffer
from bokeh.core.types import ID
from numpy.typing import NDArray

from app.session.text_catalog import words
from app.ui.figures.image_rows import LEVELS
from core.data.pattern_families import family_names, load_family
from core.labs.strokes.lab import STROKES, StrokesOutcome
from core.numerics.array_types import Floats
from core.theory.surrogate import MODES
from core.theory.verdict import VERDICTS
from core.trial.scenario import Scenario, default_scenario

NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w|\.\d)")
KINDS = ("target", "code", "reconstruction", "error", "verdict", "weights")
DIGITS = 9  # a number with as many digits after the point as this, or more, is no accident

LONG = 20  # a run of noughts and ones as long as this is no accident; the toy's are shorter


@dataclass(frozen=True)
class HiddenValue:
    """kind, one of KINDS; what to look for; where it must not be counted."""

    kind: str
    text: str = ""
    run: tuple[float, ...] = ()


def scenarios() -> list[Scenario]:
    """One for each family and mode, of changing kind, at which every needle is telling."""
    start = default_scenario("strokes", STROKES.parameters())
    kinds = ("gaussian", "salt_pepper", "mask", "flip_on")
    found = []
    for number, (family, mode) in enumerate((f, m) for f in family_names() for m in MODES):
        kind = kinds[number % len(kinds)]
        found.append(
            next(
                scenario
                for seed in range(5000, 6000)
                for scenario in [
                    start.with_values(
                        family=family, mode=mode, kind=kind, m=3, level=0.4, seed=seed + number
                    )
                ]
                if _telling(STROKES.outcome(scenario))
            )
        )
    return found


def _telling(happened: StrokesOutcome) -> bool:
    result = happened.reconstruction
    return (
        not np.array_equal(happened.x, happened.x_tilde)
        and sum(map(_odd, result.code)) >= 2
        and sum(map(_odd, result.x_hat)) >= 3
        and result.weights.max() < 0.95
    )


def _odd(value: float) -> bool:
    """Whether a number has so many digits that it is nowhere by chance."""
    return 1e-6 < abs(value) < 1 - 1e-6 and abs(value - round(value, DIGITS)) > 1e-12


def headline(scenario: Scenario) -> str:
    """The verdict as the page says it."""
    happened, say = STROKES.outcome(scenario), words("strokes")
    key = f"families.{scenario['family']}.the"
    target, member = (say(key, name=n) for n in (happened.target_name, happened.member_name))
    text = say(f"verdict.headline.{happened.verdict.name}", target=target, member=member)
    return text[:1].upper() + text[1:]


def hidden_values(scenario: Scenario) -> list[HiddenValue]:
    """Everything that must stay hidden of a scenario until it is revealed."""
    happened, say = STROKES.outcome(scenario), words("strokes")
    family, result = load_family(scenario.text("family")), happened.reconstruction
    columns = family.grid[1]
    the = say(f"families.{family.name}.the", name=happened.target_name)
    table = _weights_table(happened)
    drawn = [tuple(happened.x), _shown_rows(happened.x, columns)]
    return [
        *(HiddenValue("target", run=run) for run in drawn if len(run) >= LONG),
        HiddenValue("target", say("figures.clean", target=the)),
        *(
            HiddenValue(
                "target", say(f"verdict.headline.{v}", target=the, member="").rstrip(" .")[1:]
            )
            for v in VERDICTS
        ),
        *(HiddenValue("code", run=(float(z),)) for z in result.code if _odd(z)),
        HiddenValue("code", run=tuple(round(float(z), 2) for z in result.code)),
        *(HiddenValue("reconstruction", run=(float(p),)) for p in result.x_hat if _odd(p)),
        HiddenValue("reconstruction", run=_shown_rows(result.x_hat, columns)),
        HiddenValue("error", run=(happened.verdict.error,)),
        HiddenValue("error", run=(round(happened.verdict.error, 3),)),
        *(
            HiddenValue("error", run=(float(e),))
            for e in np.abs(result.x_hat - happened.x)
            if _odd(e)
        ),
        HiddenValue("verdict", headline(scenario)[1:]),
        HiddenValue("verdict", f'"answer":"{happened.answer}"'),
        *(HiddenValue("weights", run=(float(w),)) for w in result.weights if _odd(w)),
        HiddenValue("weights", "\n".join(cell for row in table for cell in row if cell)),
        HiddenValue("weights", json.dumps(table, ensure_ascii=False, separators=(",", ":"))),
    ]


def sent(image: NDArray[np.floating]) -> str:
    """The pixels of an image as a message carries them."""
    levels = np.rint(np.clip(image, 0, 1) * LEVELS).astype(np.uint8)
    return Buffer(ID(""), levels.tobytes()).to_base64()


def _weights_table(happened: StrokesOutcome) -> list[list[str]]:
    """The gallery's table after the reveal: name, probability, role."""
    say = words("strokes")
    roles = {happened.verdict.member: say("figures.member_role")}
    roles[happened.target] = say("figures.target_role")
    rows = []
    for index, weight in enumerate(happened.reconstruction.weights):
        low, high = 0 < weight < 0.005, 0.995 <= weight < 1
        share = "below 0.01" if low else "above 0.99" if high else f"{weight:.2f}"
        rows.append([happened.pattern_names[index], share, roles.get(index, "")])
    return rows


def _shown_rows(pixels: Floats, columns: int) -> tuple[float, ...]:
    """A grid's figures as its table shows them, each row led by its number."""
    rows = np.round(np.reshape(pixels, (-1, columns)), 2)
    return tuple(float(v) for number, row in enumerate(rows, 1) for v in (number, *row))


class Haystack:
    """Texts by place, searched for texts and for runs of numbers."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.numbers = {
            place: np.array([float(n.replace("−", "-")) for n in NUMBER.findall(text)])
            for place, text in texts.items()
        }

    def places(self, needle: HiddenValue) -> list[str]:
        """Where a needle is."""
        if needle.text:
            return [place for place, text in self.texts.items() if needle.text in text]
        return [place for place in self.texts if self._has(self.numbers[place], needle.run)]

    @staticmethod
    def _has(numbers: Floats, run: tuple[float, ...]) -> bool:
        count = len(numbers) - len(run) + 1
        starts = np.arange(max(0, count))
        for offset, value in enumerate(run):
            near = np.isclose(np.abs(numbers[starts + offset]), abs(value), rtol=1e-9, atol=1e-12)
            starts = starts[near]
            if not len(starts):
                return False
        return True
