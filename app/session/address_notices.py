"""What is said about an address that could not be taken as it stood."""

from __future__ import annotations

from app.session.isolated_text import isolated
from app.session.text_catalog import words
from core.trial.parameters import Choice, Decimal, Integer, ParameterKind, as_text
from core.trial.scenario import Notice


def notice_text(notice: Notice, language: str = "en") -> str:
    """Return the notice as a sentence that names the value and the allowed range (plain text)."""
    return words("notices", language)(
        notice.problem,
        name=isolated(notice.name),
        value=isolated(notice.value),
        allowed=_allowed(notice.allowed, language),
        used="" if notice.used is None else as_text(notice.used),
    )


def _allowed(kind: ParameterKind | None, language: str) -> str:
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
