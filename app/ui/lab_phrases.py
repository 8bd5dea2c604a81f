"""What every lab says: outcomes, confidence, how a prediction fared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from app.session.session import Session
from app.session.text_catalog import words
from core.trial.parameters import Value, as_text, fixed
from core.trial.scenario import Scenario
from core.trial.scoring import Result, brier_of, brier_of_guessing, least_confidence, points

Table = tuple[str, list[str], list[list[str]]]  # label, head, rows of a figure's twin
SEED = "seed"  # a setting that says nothing: a button moves it on
MOST_DECIMALS = 6  # of a number in a sentence
Captioned = tuple[list[str], str, list[str], list[list[str]]]  # captions, and a Table


class LabPhrases:
    """A lab's words, from `content/<language>/<topic>.toml`."""

    def __init__(self, topic: str, language: str = "en") -> None:
        self.words = words(topic, language)

    def option(self, name: str, session: Session) -> list[Any]:
        """[value, title, hint] of an outcome, and its picture if it has one, see `Choice`."""
        say = self.words
        return [name, say(f"outcomes.{name}.title"), say(f"outcomes.{name}.hint")]

    def said(self, choice: str, scenario: Scenario) -> str:
        """A prediction or an answer, as it is called within a sentence."""
        return self.words(f"outcomes.{choice}.title")

    def confidences(self, percents: Sequence[int]) -> list[list[str | int]]:
        """[value, title, hint] of each confidence, as a scale takes them."""
        texts = [self.words("confidence.text", percent=percent) for percent in percents]
        names = self.words.at("confidence.names")
        if len(names) != len(percents):  # one among them that has no name
            return [[percent, text, ""] for percent, text in zip(percents, texts, strict=True)]
        return [list(each) for each in zip(percents, names, texts, strict=True)]

    def see(self, session: Session) -> str:
        """What stands below the button that reveals."""
        key = "see_hint" if session.counts else "see_hint_seen"
        said = self.said(session.choice, session.trial_scenario)
        return self.words(f"buttons.{key}", choice=said, percent=session.confidence)

    def fared(self, answer: str, session: Session) -> str:
        """How the prediction fared against the answer, as HTML."""
        say = self.words
        if session.playing:
            return f"<p>{say('verdict.play')}</p>"
        result = Result(session.outcomes, session.choice, session.confidence, answer, session.parts)
        fared = "right" if result.called else "wrong"
        key = f"{fared}_parts" if session.parts > 1 else fared
        lines = [
            say(
                f"verdict.{key}", choice=self.said(session.choice, session.trial_scenario),
                percent=session.confidence, parts=session.parts,
                right=round(result.right * session.parts),
            )
        ]  # fmt: skip
        guess = round(points(brier_of_guessing(len(session.outcomes))))
        if session.counts:
            least = least_confidence(len(session.outcomes))
            earned = round(points(brier_of(result)))
            lines.append(say("verdict.points", points=earned, guess=guess, least=least))
        if session.counts and session.account.results.total() <= 1:
            lines.append(say("verdict.points_first"))
        return f'<p class="fared {fared}">{" ".join(lines)}</p>'

    def headed(self, headline: str, answer: str, why: str, session: Session) -> str:
        """The verdict as HTML: a headline, how the prediction fared, and the reason."""
        return f"<h3>{headline}</h3>{self.fared(answer, session)}<p>{why}</p>"

    def options(self, session: Session) -> list[list[Any]]:
        """Each outcome, see `option`; none where the parts of a picture are predicted."""
        return [] if session.parts > 1 else [self.option(o, session) for o in session.outcomes]

    def setting(self, name: str, scenario: Scenario) -> str:
        """A parameter's name and value: "Width m: 8"."""
        return f"{self.words(f'settings.{name}.label')}: {self.value(name, scenario[name])}"

    def value(self, name: str, value: Value) -> str:
        """A parameter's value."""
        if isinstance(value, str):
            return self.words(f"settings.{name}.{value}")
        percent = round(100 * value) if isinstance(value, float) else ""
        return self.words(f"settings.{name}.text", value=as_text(value), percent=percent)

    def changed(self, before: Scenario, now: Scenario) -> str:
        """In which settings a case differs from the one before it, as HTML."""
        names = [name for name in now.values if name != SEED and before[name] != now[name]]
        told = [self.setting(name, now) for name in names if not fixed(now.kind(name))]
        key = "changed.settings" if told else "changed.draw"
        return f'<p class="changed">{self.words(key, changes=", ".join(told))}</p>'

    def picture(self, scenario: Scenario) -> str:
        """A small picture of what was given in a case, as HTML, or ""."""
        return ""

    def prediction_look(self, session: Session) -> str:
        """How the outcomes are laid out, see `app.ui.components.Choice`."""
        return ""


def in_percent(share: float, ends: Iterable[float] = ()) -> str:
    """A share of 0 to 1 as whole percent; `ends` as in `rounded`."""
    return f"{rounded(100 * share, 0, (100 * end for end in ends))}\u00a0%"


def rounded(value: float, decimals: int, ends: Iterable[float] = ()) -> str:
    """A value with so many decimals; with more where it would else seem to lie at one of the ends.

    ends: of the bands that an outcome is told by: 39.8 is below 40, and must not read as 40.
    """
    bounds = [round(end, MOST_DECIMALS) for end in ends]
    value = round(value, MOST_DECIMALS)
    for more in range(decimals, MOST_DECIMALS):
        if all(round(value, more) != end or value == end for end in bounds):
            return f"{value:.{more}f}"
    return f"{value:.{MOST_DECIMALS}f}"


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]
