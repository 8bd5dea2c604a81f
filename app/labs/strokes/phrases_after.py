"""The strokes lab in words, after the reveal: verdict, reason, and what each picture shows."""

from __future__ import annotations

from collections.abc import Sequence

from app.labs.strokes.shared_phrases import GREY, Phrases
from app.session.session import Session
from app.ui.lab_phrases import Table, capital
from app.ui.small_grid import small_grid
from core.labs.strokes.counterfactual import Counterfactual
from core.labs.strokes.explanation import Explanation
from core.labs.strokes.lab import StrokesObservation, StrokesOutcome
from core.labs.strokes.outcome_map import OutcomeMap
from core.labs.strokes.question import painted
from core.trial.prediction import share_right
from core.trial.scenario import Scenario

FEW_DAMAGED = 0.05  # share of the pixels up to which damage is called hardly any


class PhrasesAfter(Phrases):
    """Made from what happened."""

    def verdict(self, facts: Explanation, family: str, answer: str, session: Session) -> str:
        """Headline, how the prediction fared against the answer, and why, as HTML."""
        say, share = self.words, self._share
        names = {
            "target": self.pattern(family, facts.target),
            "rival": self.pattern(family, facts.rival),
            "member": self.pattern(family, facts.member or ""),
        }
        headline = capital(say(f"verdict.headline.{facts.verdict}", **names))
        free = {
            "target": names["target"],
            "member": self.pattern(family, facts.unlimited_member or ""),
        }
        hardly = facts.damaged <= FEW_DAMAGED * facts.pixels
        why = say(
            f"why.{facts.reason.removesuffix('_' + facts.verdict)}.{facts.verdict}",
            **names,
            target_weight=share(facts.target_weight), rival_weight=share(facts.rival_weight),
            member_weight=share(facts.member_weight or 0), numbers=self.numbers(facts.m),
            numbers_start=capital(self.numbers(facts.m)),
            pieces=self.pieces(family, facts.strokes),
            kept_share=f"{round(100 * min(1, max(0, facts.kept_share)))}\u00a0%",
            unlimited=say(f"unlimited.{facts.unlimited}", **free),
            damage_words=say(f"damage_words.{'none' if hardly else 'some'}",
                             damaged=facts.damaged, pixels=facts.pixels),
        )  # fmt: skip
        return self.headed(headline, answer, why, session)

    def otherwise(self, changes: Counterfactual, verdict: str, kind: str) -> str:
        """What would have changed the verdict, as HTML."""
        say, clean = self.words, verdict == "recovered"
        ways = []
        if changes.m is not None:
            ways.append(say("otherwise.m", numbers=self.numbers(changes.m)))
        if changes.level is not None:
            ways.append(say("otherwise.level", level=self.level(kind, changes.level)))
        if changes.mode is not None:
            ways.append(say(f"otherwise.{changes.mode}"))
        if not ways:
            return f"<p>{say('otherwise.never' if clean else 'otherwise.none')}</p>"
        *some, last = ways
        text = say("otherwise.or", first=", ".join(some), last=last) if some else last
        return f"<p>{say('otherwise.lost' if clean else 'otherwise.clean', ways=text)}</p>"

    def painted(self, session: Session) -> str:
        """What was painted beside what came out, as HTML; nothing if nothing was."""
        if session.parts == 1:
            return ""
        happened, say = session.outcome, self.words
        pixels = len(happened.answer)
        right = round(pixels * share_right(session.choice, happened.answer, pixels))
        best = happened.reconstruction.unlimited
        free = "free" if happened.mode == "denoising" else "free_plain"
        grids = (
            (session.choice, say("painted.yours", right=right, pixels=pixels)),
            (happened.answer, say("painted.gave")),
            (painted(best), say(f"painted.{free}")),
        )
        return f'<div class="grids">{"".join(self._grid(session, *each) for each in grids)}</div>'

    def _grid(self, session: Session, levels: str, caption: str) -> str:
        """A painting with its caption."""
        rows, columns = session.observation.grid
        lines = [levels[at : at + columns] for at in range(0, len(levels), columns)]
        told = self.words("painted.grid", rows=rows, pixels=", ".join(lines))
        drawn = small_grid([int(level) / 2 for level in levels], columns, "reconstruction", told)
        return f"<figure>{drawn}<figcaption>{caption}</figcaption></figure>"

    def clean(self, family: str, target: str) -> str:
        """What the clean target's picture shows."""
        return self.words("figures.clean", target=self.pattern(family, target))

    def stage(self, shown: StrokesObservation, own: bool = False) -> str:
        """What the stage shows, and when a pixel counts as clear."""
        return f"{self.evidence(shown, own)} {self.words('figures.stage_open', **GREY)}"

    def by_hand(self) -> str:
        """Of a code that was set by hand, as HTML."""
        return f"<p>{self.words('stage.by_hand')}</p>"

    def own(self, made: StrokesOutcome, possible: bool) -> str:
        """What came of an input of the learner's own, as HTML; possible: if any pattern fits it."""
        say = self.words
        lines = [say("stage.own", short=say(f"outcomes.{made.verdict.name}.short"))]
        if not possible and made.mode == "denoising":
            lines.append(say("stage.impossible"))
        return "".join(f"<p>{line}</p>" for line in lines)

    def error(self, error: float, missed: int, invented: int) -> str:
        """What the error's picture shows; error: the mean square."""
        return self.words("figures.error", error=f"{error:.3f}", missed=missed, invented=invented)

    def error_value(self, error: float) -> str:
        """The line below the error's picture, as HTML."""
        value = self.words("figures.error_value", error=f"{error:.3f}")
        return "".join(f"<p>{line}</p>" for line in (value, *self.words.at("figures.error_marks")))

    def weighed(self, happened: StrokesOutcome) -> Table:
        """The twin of the gallery after the reveal: how well each pattern fits the evidence."""
        say = self.words
        roles = {happened.verdict.member: say("figures.member_role"),
                 happened.target: say("figures.target_role")}  # fmt: skip
        named = zip(happened.pattern_names, happened.reconstruction.weights, strict=True)
        rows = [
            [name, self._share(float(weight)), roles.get(index, "")]
            for index, (name, weight) in enumerate(named)
        ]
        return say("figures.gallery_weighed"), say.at("figures.gallery_weighed_head"), rows

    def map(self, grown: OutcomeMap, kind: str, answer: str) -> Table:
        """The twin of the outcome map."""
        say = self.words
        row, column = grown.here
        level, short = self.level(kind, grown.levels[column]), say(f"outcomes.{answer}.short")
        label = say("figures.map", m=grown.widths[row], level=level, short=short)
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

    def _share(self, probability: float) -> str:
        """A probability in two decimals that never claims certainty it has not."""
        if 0 < probability < 0.005:
            return self.words("share.below")
        if 0.995 <= probability < 1:
            return self.words("share.above")
        return f"{probability:.2f}"
