"""The strokes lab: will a code of m numbers, at this damage, bring back the clean pattern?

Everything is a function of the scenario. The seed alone picks the target, and seed and kind fix
the random numbers of the damage: another width shows the same damaged pattern, and a higher level
damages the same pixels and more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.data.own_patterns import is_own, own_family, own_name
from core.data.pattern_families import Family, family_names, load_family
from core.labs.strokes import question
from core.numerics.array_types import Floats
from core.numerics.corruption import KINDS, corrupt
from core.theory.surrogate import MODES, Reconstruction, code_directions, reconstruct
from core.theory.verdict import Verdict, classify
from core.trial.parameters import Choice, Decimal, Integer, Parameter
from core.trial.parameters import ParameterKind as Allowed
from core.trial.scenario import SEED_LIMIT, Scenario

FIRST_FAMILY = "segments"
FIRST_WIDTH = 3


@dataclass(frozen=True, eq=False)
class StrokesObservation:
    """What may be shown before the commit.

    x_tilde (d,): the damaged pattern, 0 and 1, or any number when kind is "gaussian"; gallery
    (n, d) and gallery_names: the whole family, in the order of its file; directions (m, d): what
    each number of the code is wired to, the same for every input; strokes (s, d): the family's;
    the rest: the settings.
    """

    family: str
    grid: tuple[int, int]
    x_tilde: Floats
    gallery: Floats
    gallery_names: tuple[str, ...]
    stroke_names: tuple[str, ...]
    strokes: Floats
    directions: Floats
    m: int
    kind: str
    level: float
    mode: str
    seed: int
    ask: str


@dataclass(frozen=True, eq=False)
class StrokesOutcome:
    """What happened, all of it hidden before the reveal.

    answer: of the question that was asked, see `core.labs.strokes.question`. target: index into
    the gallery; x (d,) the clean pattern; x_tilde (d,). reconstruction: code, directions, base,
    x_hat, weights. verdict: name, member, kept_share, error. unlimited: the verdict if every number
    could pass.
    """

    answer: str
    target: int
    target_name: str
    x: Floats
    x_tilde: Floats
    reconstruction: Reconstruction
    verdict: Verdict
    member_name: str | None
    unlimited: Verdict
    m: int
    mode: str
    pattern_names: tuple[str, ...]
    stroke_count: int


class StrokesLab:
    """The lab of `core.trial.lab.Lab`."""

    name = "strokes"

    def parameters(self) -> tuple[Parameter, ...]:
        """family, m, kind, level, mode, seed, ask."""
        first = FIRST_FAMILY if FIRST_FAMILY in family_names() else family_names()[0]
        return (
            Parameter("family", Choice(family_names(), first, own_name)),
            Parameter("m", lambda before: _width(str(before["family"]))),
            Parameter("kind", Choice(tuple(KINDS), "mask")),
            Parameter("level", lambda before: _level(str(before["kind"]))),
            Parameter("mode", Choice(MODES, "denoising")),
            Parameter("seed", Integer(0, SEED_LIMIT, 1)),
            Parameter("ask", lambda before: _ask(str(before["family"])), later=True),
        )

    def observe(self, scenario: Scenario) -> StrokesObservation:
        """The damaged pattern, the gallery and the settings; nothing that tells the target."""
        family, m, kind, level, mode = settings(scenario)
        _, x_tilde = draw_case(family, kind, level, scenario.integer("seed"))
        return StrokesObservation(
            family=family.name,
            grid=family.grid,
            x_tilde=x_tilde,
            gallery=family.patterns,
            gallery_names=family.pattern_names,
            stroke_names=family.stroke_names,
            strokes=family.strokes,
            directions=code_directions(family, m, kind, level, mode),
            m=m,
            kind=kind,
            level=level,
            mode=mode,
            seed=scenario.integer("seed"),
            ask=scenario.text("ask"),
        )

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """What the question's answers are, in their fixed order."""
        return question.outcomes(scenario.text("ask"), family_of(scenario.text("family")))

    def parts(self, scenario: Scenario) -> int:
        """The pixels, where the output is to be painted."""
        painted = scenario.text("ask") == "paint"
        return family_of(scenario.text("family")).d if painted else 1

    def outcome(self, scenario: Scenario) -> StrokesOutcome:
        """Target, code, reconstruction, error and verdict. Only for a committed trial."""
        family, _, kind, level, _ = settings(scenario)
        _, x_tilde = draw_case(family, kind, level, scenario.integer("seed"))
        return self.respond(scenario, x_tilde)

    def respond(self, scenario: Scenario, x_tilde: Floats) -> StrokesOutcome:
        """The same for another input x_tilde (d,) than the case's, beside the case's target."""
        family, m, kind, level, mode = settings(scenario)
        target = draw_case(family, kind, level, scenario.integer("seed"))[0]
        result = reconstruct(family, x_tilde, m, kind, level, mode)
        verdict = classify(family.patterns, target, x_tilde, result.x_hat)
        unlimited = classify(family.patterns, target, x_tilde, result.unlimited)
        member = verdict.member
        return StrokesOutcome(
            answer=question.answer(
                scenario.text("ask"), family, family.patterns[target], result.x_hat, verdict
            ),
            target=target,
            target_name=family.pattern_names[target],
            x=family.patterns[target],
            x_tilde=x_tilde,
            reconstruction=result,
            verdict=verdict,
            member_name=None if member is None else family.pattern_names[member],
            unlimited=unlimited,
            m=m,
            mode=mode,
            pattern_names=family.pattern_names,
            stroke_count=len(family.stroke_names),
        )


STROKES = StrokesLab()


def settings(scenario: Scenario) -> tuple[Family, int, str, float, str]:
    """Family, m, kind, level and mode of a strokes scenario."""
    return (
        family_of(scenario.text("family")),
        scenario.integer("m"),
        scenario.text("kind"),
        scenario.decimal("level"),
        scenario.text("mode"),
    )


def family_of(name: str) -> Family:
    """The family of that name: one that has a file, or one that the name spells out.

    Raises FamilyError for any other name.
    """
    return own_family(name) if is_own(name) else load_family(name)


def draw_case(family: Family, kind: str, level: float, seed: int) -> tuple[int, Floats]:
    """The target's index, from the seed alone, and its damaged copy (d,)."""
    target = int(np.random.default_rng([seed, 0]).integers(family.n))
    rng = np.random.default_rng([seed, 1])
    return target, corrupt(kind, family.patterns[target], level, rng)


def _width(family: str) -> Allowed:
    d = family_of(family).d
    return Integer(1, d, min(FIRST_WIDTH, d))


def _level(kind: str) -> Allowed:
    k = KINDS[kind]
    return Decimal(k.lowest, k.highest, k.step, 0.4)


def _ask(family: str) -> Allowed:
    """A stroke can be asked for where patterns are made of some."""
    asks = [ask for ask in question.ASKS if ask != "stroke" or not is_own(family)]
    return Choice(tuple(asks), asks[0])
