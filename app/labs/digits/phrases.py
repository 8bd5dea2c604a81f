"""The digits lab in words: the case, the four methods, their errors, the reason."""

from __future__ import annotations

from app.ui.lab_phrases import Captioned, LabPhrases
from core.labs.digits.drawn_digit import DrawnDigit
from core.labs.digits.lab import DigitsObservation, DigitsOutcome, DigitsSnapshot
from core.network.digit_denoisers import METHODS, Comparison
from core.trial.scenario import Scenario


class DigitsPhrases:
    """Filled in from the outcome's numbers."""

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words

    def brief(self, shown: DigitsObservation) -> str:
        """What is asked, as HTML."""
        trained = "same" if shown.trained == shown.damage else shown.trained
        text = self.say("brief.text", m=shown.m, damage=self._damage(shown.damage),
                        trained=self._damage(trained))  # fmt: skip
        return f"<p>{text}</p>"

    def evidence(self, shown: DigitsObservation) -> tuple[str, str, list[str]]:
        """Caption of the damaged digit; label and head of its twin."""
        say = self.say
        label = say("figures.evidence", damage=self._damage(shown.damage))
        return say(f"settings.damage.{shown.damage}"), label, say.at("figures.ink_head")

    def stage(self, seen: DigitsSnapshot) -> str:
        """What a run is at, as HTML."""
        return f"<p>{self.stage_label(seen)}</p>"

    def stage_label(self, seen: DigitsSnapshot) -> str:
        """The same as a text."""
        return self.say(f"stages.{seen.stage}", count=f"{seen.count:,}")

    def so_far(self, seen: DigitsSnapshot) -> tuple[list[str], list[str]]:
        """Names and texts of the bars meanwhile."""
        return self._names(), [number(error) for error in seen.errors]

    def clean(self, happened: DigitsOutcome) -> tuple[str, str, list[str]]:
        """Caption of the clean digit; label and head of its twin."""
        say, digit = self.say, happened.label
        return (
            say("figures.clean_caption", digit=digit), say("figures.clean", digit=digit),
            say.at("figures.ink_head"),
        )  # fmt: skip

    def restored(self, happened: DigitsOutcome) -> Captioned:
        """Captions and twin of the four reconstructions."""
        say, errors = self.say, happened.own.errors
        captions = [
            say("figures.restored_caption", name=self._short(method), error=number(error))
            for method, error in zip(METHODS, errors, strict=True)
        ]
        label = say("figures.restored", digit=happened.label)
        return captions, label, say.at("figures.restored_head"), self._rows(happened.own)

    def errors(
        self, happened: DigitsOutcome
    ) -> tuple[list[str], list[str], str, str, list[str], list[list[str]]]:
        """Names, texts, the line's text and the twin of the bars."""
        say, overall = self.say, happened.overall
        texts = [
            say("figures.nearest", error=number(error)) if method == happened.answer
            else number(error)
            for method, error in zip(METHODS, overall.errors, strict=True)
        ]  # fmt: skip
        untreated = number(overall.untreated)
        line = say("figures.untreated", error=untreated)
        label = say("figures.errors", count=f"{happened.count:,}", error=untreated)
        return self._names(), texts, line, label, say.at("figures.errors_head"), self._rows(overall)

    def own_order(self, happened: DigitsOutcome) -> str:
        """Whether the case's digit agrees with the average, as HTML."""
        own, best = happened.own, happened.own.nearest
        key = "own.agrees" if best == happened.answer else "own.disagrees"
        text = self.say(
            key, name=self._name(best), error=number(min(own.errors)),
            average=self._name(happened.answer), untreated=number(own.untreated),
            other=number(own.errors[METHODS.index(happened.answer)]),
        )  # fmt: skip
        return f"<p>{text}</p>"

    def headline(self, happened: DigitsOutcome) -> str:
        """Who comes nearest."""
        return self.say(f"verdict.headline.{happened.answer}")

    def why(self, happened: DigitsOutcome) -> str:
        """The reason, from the numbers."""
        say, overall = self.say, happened.overall
        situation = "other"
        if happened.damage == "none":
            situation = "clean"
        elif happened.damage == happened.trained:
            situation = "matched"
        numbers = {
            method: number(error) for method, error in zip(METHODS, overall.errors, strict=True)
        }
        said = say(
            f"why.{situation}.{happened.answer}", m=happened.m, **numbers,
            untreated=number(overall.untreated), damage=self._damage(happened.damage),
            trained=self._damage(happened.trained),
        )  # fmt: skip
        worse = [
            self._name(method)
            for method, error in zip(METHODS, overall.errors, strict=True)
            if error > overall.untreated > 0
        ]
        if worse:
            names = ", ".join(worse)
            said = f"{said} {say('why.worse', names=names, untreated=number(overall.untreated))}"
        return said

    def drawn(self, drawn: DrawnDigit) -> tuple[list[str], str, list[str], list[list[str]], str]:
        """Captions, twin and note of the learner's own digit; the note as HTML."""
        say, errors = self.say, drawn.errors
        captions = [say("drawn.clean"), say("drawn.damaged"), *map(self._short, METHODS)]
        best = self._name(errors.nearest)
        note = say("drawn.note", name=best, error=number(min(errors.errors)),
                   untreated=number(errors.untreated))  # fmt: skip
        head = say.at("figures.restored_head")
        return captions, say("drawn.label"), head, self._rows(errors), f"<p>{note}</p>"

    def refused(self, code: str) -> str:
        """Why a drawing is not sent through, as HTML."""
        return f"<p>{self.say(f'drawn.refused.{code}')}</p>"

    def next_hint(self, now: Scenario, coming: Scenario) -> str:
        """What the next case changes."""
        changed = {name for name in ("m", "trained", "damage") if now[name] != coming[name]}
        if not changed:
            return self.say("buttons.next_hint_first")
        key = {frozenset({"damage"}): "damage", frozenset({"m"}): "m"}.get(
            frozenset(changed), "other"
        )
        return self.say(f"buttons.next_hint_{key}", m=coming.text("m"))

    def _rows(self, compared: Comparison) -> list[list[str]]:
        rows = [
            [self._title(method), number(error)]
            for method, error in zip(METHODS, compared.errors, strict=True)
        ]
        return [*rows, [self.say("figures.untreated_row"), number(compared.untreated)]]

    def _names(self) -> list[str]:
        return [self._title(method) for method in METHODS]

    def _title(self, method: str) -> str:
        return self.say(f"outcomes.{method}.title")

    def _name(self, method: str) -> str:
        """As it stands within a sentence."""
        return self.say(f"outcomes.{method}.name")

    def _short(self, method: str) -> str:
        return self.say(f"outcomes.{method}.short")

    def _damage(self, damage: str) -> str:
        return self.say(f"damages.{damage}")


def number(error: float) -> str:
    """A mean squared error in four decimals."""
    return f"{error:.4f}"
