"""An assignment's trials as a text that the page around this one keeps, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.session.kept_trial import Draft, Vote, kept_vote
from app.session.page_messages import Draft as KeptDraft
from app.session.page_messages import Keep
from core.classroom.assignment import Assignment
from core.classroom.suspended import Resumed, Suspended, pack
from core.labs.ledger_check import Labs
from core.trial.lab import parts_of
from core.trial.ledger import Ledger
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, VoteEntry, WhyEntry
from core.trial.scenario import address, lab_of, parse
from core.trial.trial import Committed, Posed, Revealed, Trial
from core.trial.trial_json import to_record


def suspended(ledger: Ledger, assignment: Assignment, kept: Mapping[str, Any]) -> Suspended:
    """Return the text. kept: by address, what the browser keeps, see `kept_trial`: it alone knows
    when a trial was posed, and so lets it go on.
    """
    posed: dict[str, str] = {}
    for record in ledger.records:
        entry = record.entry
        trial = kept.get(record.address, {}).get("trial", {})
        if isinstance(entry, VoteEntry | CommitmentEntry) and record.address in assignment.cases:
            posed[entry.trial] = str(trial.get("posed_at", ""))
    return pack(ledger, assignment, {trial: at for trial, at in posed.items() if at})


def resumed_trials(resumed: Resumed, labs: Labs) -> dict[str, Keep]:
    """Return, by address, what the browser would have kept of each trial that can go on."""
    trials: dict[str, Trial] = {}
    drafts: dict[str, Draft] = {}
    for entry, where, at in resumed.rows:
        posed = resumed.posed.get(entry.trial)
        if where not in trials and posed is not None:
            question = _posed(where, entry, posed, labs)
            if question is not None:
                trials[where] = question
        trial = trials.get(where)
        if trial is None:
            continue
        draft = drafts.get(where, Draft())
        if isinstance(entry, VoteEntry):
            drafts[where] = Draft(vote=Vote(entry.choice, entry.confidence, at))
        elif isinstance(entry, CommitmentEntry) and isinstance(trial, Posed):
            trials[where] = Committed(trial, entry.choice, entry.confidence, at)
            drafts[where] = Draft(entry.choice, entry.confidence, vote=draft.vote)
        elif isinstance(entry, OutcomeEntry) and isinstance(trial, Committed):
            trials[where] = Revealed(trial, entry.answer, at)
        elif isinstance(entry, WhyEntry):
            drafts[where] = Draft(draft.choice, draft.confidence, entry.text, draft.vote)
    return {
        where: {
            "type": "keep", "address": where, "trial": to_record(trial),
            "draft": kept_draft(drafts.get(where, Draft()), begun=False),
        }
        for where, trial in trials.items()
    }  # fmt: skip


def kept_draft(draft: Draft, begun: bool) -> KeptDraft:
    """Return what was entered as the browser keeps it. begun: whether a run has."""
    return {
        "choice": draft.choice, "confidence": draft.confidence, "why": draft.why, "begun": begun,
        "vote": kept_vote(draft.vote),
    }  # fmt: skip


def _posed(where: str, entry: Any, at: str, labs: Labs) -> Posed | None:
    """The trial of a case that this version asks in the same way, or None."""
    lab = labs.get(lab_of(where))
    if lab is None:
        return None
    scenario, notices = parse(where, {lab.name: lab.parameters()})
    parts = parts_of(lab, scenario)
    if notices or address(scenario) != where or lab.outcomes(scenario) != entry.outcomes:
        return None
    return Posed(scenario, entry.outcomes, at, parts) if parts == entry.parts else None
