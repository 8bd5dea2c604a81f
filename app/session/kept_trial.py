"""What the browser kept of a trial, read back: whole, or ValueError and nothing.

By address the browser keeps {"trial": a `core.trial.trial_json`, "draft": {"choice", "confidence",
"why", "begun", "vote": a first vote with "choice", "confidence", "at"}, "pressed": a commitment
that the page stored before Python heard of it, with "choice", "confidence" (percent), "at", and,
if Python had said it, "posed_at" of the trial that it was made to}; each of them may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.session.page_messages import FirstVote
from core.trial.parameters import Parameter
from core.trial.trial import Committed, Posed, Trial, check_commitment, check_why, commit, posed_of
from core.trial.trial_json import from_record


@dataclass(frozen=True)
class Vote:
    """A first vote, see `core.trial.ledger_entry.VoteEntry`. confidence: percent. at: when."""

    choice: str
    confidence: int
    at: str


@dataclass(frozen=True)
class Draft:
    """What the learner has entered: "" and a confidence (percent) of 0 until then."""

    choice: str = ""
    confidence: int = 0
    why: str = ""
    vote: Vote | None = None


def restored(
    kept: object, fresh: Posed, labs: Mapping[str, tuple[Parameter, ...]]
) -> tuple[Trial, Draft | None]:
    """Return trial and draft as the browser kept them; `fresh` is what is posed without it.

    A draft that cannot be read is None, and what was pressed has no say in a trial that went on.
    """
    held = _mapping(kept)
    trial: Trial = from_record(held["trial"], labs) if "trial" in held else fresh
    posed = posed_of(trial)
    if (posed.scenario, posed.outcomes, posed.parts) != (
        fresh.scenario, fresh.outcomes, fresh.parts
    ):  # fmt: skip
        raise ValueError(f"what was kept is of another case: {posed!r:.99}")
    if isinstance(trial, Posed) and (pressed := _mapping(held.get("pressed", {}))):
        at = pressed.get("at", "")
        # the trial that it was made to, whatever another tab has kept; else posed no later than
        # committed. So it has the same id whenever it is read, in any tab
        posed = replace(posed, at=pressed.get("posed_at", posed.at if "trial" in held else at))
        trial = commit(posed, pressed.get("choice"), pressed.get("confidence"), at)
    try:
        return trial, fitting_draft(trial, _draft(held.get("draft", {}), posed))
    except ValueError:
        return trial, None


def fitting_draft(trial: Trial, draft: Draft) -> Draft:
    """Return the draft, in which what was committed stands."""
    if isinstance(trial, Posed):
        return replace(draft, why="")
    committed = trial if isinstance(trial, Committed) else trial.committed
    return replace(draft, choice=committed.choice, confidence=committed.confidence)


def kept_vote(vote: Vote | None) -> FirstVote | None:
    """Return a first vote as the browser keeps it."""
    if vote is None:
        return None
    return {"choice": vote.choice, "confidence": vote.confidence, "at": vote.at}


def was_begun(kept: object) -> bool:
    """Tell whether a run had begun when the page was left; it begins anew then."""
    draft = _mapping(kept).get("draft", {})
    return isinstance(draft, Mapping) and draft.get("begun") is True


def _draft(raw: object, posed: Posed) -> Draft:
    held = _mapping(raw)
    choice = held.get("choice", "")
    confidence = held.get("confidence", 0)
    said = type(confidence) is not int or confidence != 0
    chosen = choice if choice != "" else posed.outcomes[0] * posed.parts
    check_commitment(posed.outcomes, chosen, confidence if said else 100, posed.parts)
    why = held.get("why", "")
    return Draft(choice, confidence, why if why == "" else check_why(why), _vote(held, posed))


def _vote(draft: Mapping[str, Any], posed: Posed) -> Vote | None:
    """The first vote of a draft; it must be one that could have been committed."""
    if "vote" not in draft:
        return None
    held = _mapping(draft["vote"])
    said = commit(posed, held.get("choice"), held.get("confidence"), held.get("at", ""))
    return Vote(said.choice, said.confidence, said.at)


def _mapping(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise ValueError(f"need a mapping, got {raw!r:.99}")
    return {name: value for name, value in raw.items() if value is not None}
