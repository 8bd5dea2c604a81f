"""What is said about an address that could not be taken as it stood."""

from __future__ import annotations

from app.words import words
from core.parameters import Choice, Decimal, Integer, Kind, as_text
from core.scenario import Notice


def notice_text(notice: Notice, language: str = "en") -> str:
    """Return the notice as a sentence that names the value and the allowed range (plain text)."""
    return words("notices", language)(
        notice.problem,
        name=notice.name,
        value=notice.value,
        allowed=_allowed(notice.allowed, language),
        used=_used(notice),
    )


def _used(notice: Notice) -> str:
    """What is in force: the value taken instead; of too many entries, how many are read."""
    if notice.problem == "too_many" and isinstance(notice.allowed, Integer):
        return str(notice.allowed.hi)
    return "" if notice.used is None else as_text(notice.used)


def _allowed(kind: Kind | None, language: str) -> str:
    say = words("notices", language)
    match kind:
        case Choice(allowed=names):
            return ", ".join(names)
        case Integer(lo=lo, hi=hi):
            return say("between", lo=lo, hi=hi)
        case Decimal(lo=lo, hi=hi, step=step):
            return say("steps", lo=as_text(lo), hi=as_text(hi), step=as_text(step))
        case _:
            return ""
