"""What every lab says: outcomes, confidence, how a prediction fared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.session.session import Session
from app.session.text_catalog import words

Table = tuple[str, list[str], list[list[str]]]  # label, head, rows of a figure's twin
MOST_DECIMALS = 6  # of a number in a sentence
Captioned = tuple[list[str], str, list[str], list[list[str]]]  # captions, and a Table


class LabPhrases:
    """A lab's words, from `content/<language>/<topic>.toml`."""

    def __init__(self, topic: str, language: str = "en") -> None:
        self.words = words(topic, language)

    def outcome(self, name: str) -> tuple[str, str]:
        """Title and hint of an outcome."""
        return self.words(f"outcomes.{name}.title"), self.words(f"outcomes.{name}.hint")

    def percent(self, percent: int, least: int) -> str:
        """A confidence on its slider."""
        key = {least: "guess", 100: "certain"}.get(percent, "text")
        return self.words(f"confidence.{key}", percent=percent)

    def see(self, choice: str, confidence: int, counts: bool = True) -> str:
        """What stands below the button that reveals."""
        title = self.words(f"outcomes.{choice}.title")
        key = "see_hint" if counts else "see_hint_seen"
        return self.words(f"buttons.{key}", choice=title, percent=confidence)

    def fared(self, answer: str, session: Session) -> str:
        """How the prediction fared against the answer."""
        say = self.words
        if session.playing:
            return say("verdict.play")
        if session.choice == answer:
            return f"{say('verdict.right')} {say('verdict.right_at', percent=session.confidence)}"
        title = say(f"outcomes.{session.choice}.title")
        wrong = say("verdict.wrong", choice=title)
        return f"{wrong} {say('verdict.wrong_at', percent=session.confidence)}"

    def headed(self, headline: str, answer: str, why: str, session: Session) -> str:
        """The verdict as HTML: a headline, how the prediction fared, and the reason."""
        return f"<h3>{headline}</h3><p>{self.fared(answer, session)} {why}</p>"

    def options(self, outcomes: Sequence[str]) -> list[list[str]]:
        """[value, title, hint] of each outcome, as a choice takes them."""
        return [[name, *self.outcome(name)] for name in outcomes]


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
