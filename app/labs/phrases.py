"""The strokes lab in words: every label, twin and sentence, made from values and `content/`."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from app.session import Session
from app.words import words
from core.explanation import Explanation
from core.outcome_map import OutcomeMap
from core.scenario import Scenario
from core.strokes import Observation, StrokesOutcome
from core.trial import CommitRefused

Table = tuple[str, list[str], list[list[str]]]  # label, head, rows of a figure's twin
FEW_DAMAGED = 0.05  # share of the pixels up to which damage is called hardly any


class Phrases:
    """Turns what the session holds into the words of `content/<language>/strokes.toml`."""

    def __init__(self, language: str = "en") -> None:
        self.words = words("strokes", language)

    # ---- names of things

    def family(self, name: str) -> str:
        """The family's title; its bare name while `content/` has none."""
        return self._title("families", name)

    def kind(self, name: str) -> str:
        """The corruption's title."""
        return self._title("kinds", name)

    def modes(self) -> list[list[str]]:
        """[value, title, hint] of each training mode."""
        return [[m["value"], m["title"], ""] for m in self.words.at("modes.options")]

    def outcome(self, name: str) -> tuple[str, str]:
        """Title and hint of an outcome."""
        return self.words(f"outcomes.{name}.title"), self.words(f"outcomes.{name}.hint")

    def looks(self, outcomes: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The meaning (a colour) and the sign of each outcome on the map."""
        say = self.words
        return {o: (say(f"outcomes.{o}.meaning"), say(f"outcomes.{o}.sign")) for o in outcomes}

    def width(self, m: int, largest: int) -> str:
        """A width on its slider."""
        return self.words("controls.width_over" if m == largest else "controls.width_text", m=m)

    def level(self, kind: str, level: float) -> str:
        """A level of damage with its unit."""
        return self.words(f"kinds.{kind}.text", percent=round(100 * level), level=f"{level:.2f}")

    def percent(self, percent: int, least: int) -> str:
        """A confidence on its slider."""
        key = {least: "guess", 100: "certain"}.get(percent, "text")
        return self.words(f"confidence.{key}", percent=percent)

    def pattern(self, family: str, name: str) -> str:
        """A pattern as it is called within a sentence: "the 3"."""
        key = f"families.{family}.the"
        return self.words(key, name=name) if self.words.has(key) else name

    def numbers(self, m: int) -> str:
        """ "one number", "3 numbers"."""
        return self.words("brief.one_number" if m == 1 else "brief.numbers", m=m)

    # ---- before the reveal

    def brief(self, shown: Observation) -> str:
        """The question, as a paragraph."""
        brief = self.words(
            f"brief.{shown.mode}",
            patterns=escape(self._patterns(shown.family)), numbers=self.numbers(shown.m),
        )  # fmt: skip
        return f"<p>{brief}</p>"

    def evidence(self, shown: Observation) -> str:
        """What the evidence's picture shows."""
        rows, columns = shown.grid
        title = f"{self.kind(shown.kind)}, {self.level(shown.kind, shown.level)}"
        return self.words("figures.evidence", title=title, rows=rows, columns=columns)

    def gallery(self, shown: Observation) -> Table:
        """The twin of the gallery: each pattern as its full pixels."""
        say, columns = self.words, shown.grid[1]
        label = say("figures.gallery", patterns=self._patterns(shown.family),
                    strokes=len(shown.stroke_names))  # fmt: skip
        rows = [
            [name, ", ".join(f"{i // columns + 1}·{i % columns + 1}" for i in np.flatnonzero(x))]
            for name, x in zip(shown.gallery_names, shown.gallery, strict=True)
        ]
        return label, say.at("figures.gallery_head"), rows

    def refused(self, refused: CommitRefused | None) -> str:
        """Why a commitment was not taken, or "" if none was refused."""
        if refused is None:
            return ""
        if refused.code == "no_choice":
            return self.words("refused.no_choice")
        return self.words.html(
            "refused.other", value=refused.value, allowed=", ".join(map(str, refused.allowed))
        )

    def see(self, choice: str, confidence: int) -> str:
        """What stands below the button that reveals."""
        title = self.words(f"outcomes.{choice}.title")
        return self.words("buttons.see_hint", choice=title, percent=confidence)

    # ---- after the reveal

    def verdict(self, facts: Explanation, family: str, session: Session) -> str:
        """Headline, how the prediction fared, and why, as HTML."""
        say = self.words
        names = {
            "target": self.pattern(family, facts.target),
            "rival": self.pattern(family, facts.rival),
            "member": self.pattern(family, facts.member or ""),
        }
        headline = _capital(say(f"verdict.headline.{facts.verdict}", **names))
        free = {"target": names["target"], "member": self.pattern(family, facts.unlimited_member or "")}
        hardly = facts.damaged <= FEW_DAMAGED * facts.pixels
        why = say(
            f"why.{facts.reason.removesuffix('_' + facts.verdict)}.{facts.verdict}",
            **names,
            target_weight=_share(facts.target_weight), rival_weight=_share(facts.rival_weight),
            member_weight=_share(facts.member_weight or 0), numbers=self.numbers(facts.m),
            numbers_start=_capital(self.numbers(facts.m)), strokes=facts.strokes,
            kept_share=f"{max(0, round(100 * facts.kept_share))} %",
            unlimited=say(f"unlimited.{facts.unlimited}", **free),
            damage_words=say(f"damage_words.{'none' if hardly else 'some'}",
                             damaged=facts.damaged, pixels=facts.pixels),
        )  # fmt: skip
        return f"<h3>{headline}</h3><p>{self._fared(facts.verdict, session)} {why}</p>"

    def clean(self, family: str, target: str) -> str:
        """What the clean target's picture shows."""
        return self.words("figures.clean", target=self.pattern(family, target))

    def code(self, m: int) -> tuple[str, list[str]]:
        """Label and head of the code's twin."""
        return self.words("figures.code", m=m), self.words.at("figures.code_head")

    def error(self, facts: Explanation, missed: int, invented: int) -> str:
        """What the error's picture shows."""
        error = f"{facts.error:.3f}"
        return self.words("figures.error", error=error, missed=missed, invented=invented)

    def error_value(self, facts: Explanation) -> str:
        """The line below the error's picture, as HTML."""
        return f"<p>{self.words('figures.error_value', error=f'{facts.error:.3f}')}</p>"

    def weighed(self, happened: StrokesOutcome) -> Table:
        """The twin of the gallery after the reveal: how well each pattern fits the evidence."""
        say = self.words
        roles = {happened.verdict.member: say("figures.member_role"),
                 happened.target: say("figures.target_role")}  # fmt: skip
        weights = happened.reconstruction.weights
        rows = [
            [name, _share(float(weight)), roles.get(index, "")]
            for index, (name, weight) in enumerate(zip(happened.pattern_names, weights, strict=True))
        ]
        return say("figures.gallery_weighed"), say.at("figures.gallery_weighed_head"), rows

    def map(self, grown: OutcomeMap, kind: str, answer: str) -> Table:
        """The twin of the outcome map."""
        say = self.words
        row, column = grown.here
        label = say("figures.map", m=grown.widths[row], level=self.level(kind, grown.levels[column]),
                    short=say(f"outcomes.{answer}.short"))  # fmt: skip
        head = [say("figures.map_head"), *(self.level(kind, level) for level in grown.levels)]
        rows = [
            [str(width), *(say(f"outcomes.{name}.short") for name in names)]
            for width, names in zip(grown.widths, grown.names, strict=True)
        ]
        return label, head, rows[::-1]

    def map_key(self, kind: str, outcomes: Sequence[str]) -> str:
        """The map's axes and its legend, as HTML."""
        say = self.words
        note = say("headings.map_note", level=say(f"kinds.{kind}.level").lower())
        items = "".join(
            f'<li><span class="swatch is-{say(f"outcomes.{o}.meaning")}" aria-hidden="true">'
            f"{say(f'outcomes.{o}.sign')}</span> {say(f'outcomes.{o}.short')}</li>"
            for o in outcomes
        )
        return f"<p>{note}</p><ul>{items}</ul>"

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes; it is chosen by a rule that knows no outcome."""
        changed = {name for name in now.values if now[name] != coming[name]} - {"seed"}
        key = {frozenset(): "damage", frozenset({"m"}): "width"}.get(frozenset(changed), "other")
        return self.words(f"buttons.next_hint_{key}", m=coming.integer("m"))

    # ---- parts

    def _fared(self, verdict: str, session: Session) -> str:
        say = self.words
        if session.playing:
            return say("verdict.play")
        if session.choice == verdict:
            return f"{say('verdict.right')} {say('verdict.right_at', percent=session.confidence)}"
        title = say(f"outcomes.{session.choice}.title")
        wrong = say("verdict.wrong", choice=title)
        return f"{wrong} {say('verdict.wrong_at', percent=session.confidence)}"

    def _patterns(self, family: str) -> str:
        key = f"families.{family}.patterns"
        return self.words(key) if self.words.has(key) else family

    def _title(self, group: str, name: str) -> str:
        key = f"{group}.{name}.title"
        return self.words(key) if self.words.has(key) else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _share(probability: float) -> str:
    """A probability in two decimals that never claims certainty it has not."""
    if 0 < probability < 0.005:
        return "below 0.01"
    if 0.995 <= probability < 1:
        return "above 0.99"
    return f"{probability:.2f}"


