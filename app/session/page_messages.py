"""Every message between the page and Python, once for both: `type`, and what belongs to it.

They travel as JSON. `app/page/main.js` deals with what comes `FROM_PYTHON`, `LabRuntime` with what
comes `FROM_PAGE`; mypy holds Python to this list, and the browser's tests hold both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypedDict, get_args, get_type_hints

from core.trial.parameters import Value
from core.trial.scored_outcomes import Check

# ---- from the page


class Change(TypedDict):
    """Set a parameter of the scenario."""

    type: Literal["change"]
    name: str
    value: Value


class Predict(TypedDict):
    """Choose an outcome; not binding."""

    type: Literal["predict"]
    choice: str


class SetConfidence(TypedDict):
    """Say how sure, in percent; not binding."""

    type: Literal["confidence"]
    confidence: int


class Commit(TypedDict):
    """Commit to a prediction of the case at `address`, which the page has stored. at: when, UTC."""

    type: Literal["commit"]
    address: str
    choice: str
    confidence: int
    at: str


class Vote(TypedDict):
    """Cast a first vote, where the class votes twice; fields as in `Commit`."""

    type: Literal["vote"]
    address: str
    choice: str
    confidence: int
    at: str


class Reveal(TypedDict):
    """See what happened; where that is watched, begin or go on."""

    type: Literal["reveal"]


class Pause(TypedDict):
    """Stop what is watched."""

    type: Literal["pause"]


class EditWhy(TypedDict):
    """The learner's own words on why, as they stand."""

    type: Literal["edit_why"]
    text: str


class SaveWhy(TypedDict):
    """They are done."""

    type: Literal["save_why"]


class NextCase(TypedDict):
    """Pose the case that follows."""

    type: Literal["next_case"]


class NewCase(TypedDict):
    """Pose another case of the deck; in play, draw anew."""

    type: Literal["new_case"]


class Play(TypedDict):
    """Free every control, and show what each setting comes to."""

    type: Literal["play"]


class LabInput(TypedDict):
    """What was done to a control that only this lab has; see `LabView.own_input`."""

    type: Literal["lab_input"]
    control: str
    value: Value | Sequence[float] | Sequence[str] | None


class Played(TypedDict):
    """In play: the address of the case, and of what lies on the bench in its place."""

    address: str
    bench: str


class Visit(TypedDict):
    """Go to an address, with what the browser keeps of open trials (see `kept_trial.py`).

    played: what play had set there, or None.
    """

    type: Literal["visit"]
    search: str
    played: Played | None
    trials: Mapping[str, Any]


class News(TypedDict):
    """What the ledger grew by: the records after its first `after`, what is known of outcomes."""

    records: Sequence[object]
    checks: Mapping[str, Check]
    after: int


class Grown(News):
    """The ledger grew in another tab."""

    type: Literal["ledger"]


class Shown(TypedDict):
    """In another tab play has shown what happens in a case."""

    type: Literal["shown"]
    trials: Mapping[str, Any]


class Rebase(News):
    """It grew before `record` could be appended."""

    type: Literal["rebase"]
    record: object


class Import(TypedDict):
    """A file of the learner's."""

    type: Literal["import"]
    text: str


class HandIn(TypedDict):
    """Make the file of the assignment. name: of the learner, or ""; content: the site's version."""

    type: Literal["hand_in"]
    name: str
    content: str


class Suspend(TypedDict):
    """Make the text from which the assignment can be gone on with elsewhere. trials: as kept."""

    type: Literal["suspend"]
    trials: Mapping[str, Any]


class Witness(TypedDict):
    """Measure what a claim of the lesson says."""

    type: Literal["witness"]
    name: str


# ---- from Python


class Patch(TypedDict):
    """What is drawn has changed: a patch of the Bokeh document."""

    type: Literal["patch"]
    patch: dict[str, Any]


class State(TypedDict):
    """How things stand. fresh: another case is posed; bench: the address of what play has set.

    voted: whether a first vote is cast; withheld: whether what happened stays sealed until the
    whole assignment is committed.
    """

    type: Literal["state"]
    lab: str
    phase: str
    playing: bool
    running: bool
    begun: bool
    address: str
    posed_at: str
    fresh: bool
    bench: str
    voted: bool
    withheld: bool


class FirstVote(TypedDict):
    """A first vote. at: when, UTC."""

    choice: str
    confidence: int
    at: str


class Draft(TypedDict):
    """What the learner has entered; begun: whether a run has."""

    choice: str
    confidence: int
    why: str
    begun: bool
    vote: FirstVote | None


class Keep(TypedDict):
    """To be kept under the address: the trial (`core.trial.trial_json`) and its draft."""

    type: Literal["keep"]
    address: str
    trial: dict[str, object]
    draft: Draft


class Seen(TypedDict):
    """To be kept: of which cases play has shown the outcome."""

    type: Literal["seen"]
    address: str
    cases: list[str]


class Discard(TypedDict):
    """What is kept under the address is not true, and goes."""

    type: Literal["discard"]
    address: str


class Notices(TypedDict):
    """To be told."""

    type: Literal["notices"]
    texts: list[str]


class Append(TypedDict):
    """One record more for the ledger."""

    type: Literal["append"]
    record: dict[str, object]


class Extend(TypedDict):
    """Records from a file, the hashes of those whose outcome is not checked; what to tell then."""

    type: Literal["extend"]
    records: list[dict[str, object]]
    unchecked: list[str]
    told: str


class Checked(TypedDict):
    """What was found of outcomes from files, by the hash of their record."""

    type: Literal["checked"]
    checks: dict[str, Check]


class HandedIn(TypedDict):
    """The file of the assignment. name: of the learner, as it stands there."""

    type: Literal["handed_in"]
    text: str
    name: str


class Suspended(TypedDict):
    """That text. score: of the assignment's cases, 0 to 1. finished: whether all are revealed."""

    type: Literal["suspended"]
    text: str
    score: float
    finished: bool


class Witnessed(TypedDict):
    """What a witness has measured."""

    type: Literal["witnessed"]
    name: str
    value: float
    relation: str
    bound: float
    holds: bool


SessionInput = (
    Change | Predict | SetConfidence | Vote | Commit | Reveal | Pause
    | EditWhy | SaveWhy | NextCase | NewCase | Play
)  # fmt: skip
Input = SessionInput | LabInput
FromPage = Input | Visit | Grown | Shown | Rebase | Import | HandIn | Suspend | Witness
FromPython = (
    Patch | State | Keep | Seen | Discard | Notices | Append | Extend | Checked
    | HandedIn | Suspended | Witnessed
)  # fmt: skip
Post = Callable[[FromPython], None]


def fields(messages: Any) -> dict[str, frozenset[str]]:
    """The names that each of `FromPage` or `FromPython` has, by its type."""
    found = {}
    for message in get_args(messages):
        hints = get_type_hints(message)
        (name,) = get_args(hints["type"])
        found[name] = frozenset(hints)
    return found


FROM_PAGE, FROM_PYTHON = fields(FromPage), fields(FromPython)


def check(message: object, known: Mapping[str, frozenset[str]]) -> None:
    """Raise ValueError unless a message's type is known and it has just the names of its type."""
    kind = message.get("type") if isinstance(message, Mapping) else None
    if not isinstance(message, Mapping) or not isinstance(kind, str) or kind not in known:
        raise ValueError(f"no message is like {message!r:.80}; allowed: {', '.join(known)}")
    allowed = known[kind]
    if set(message) != allowed:
        raise ValueError(f"the message {kind!r} has {sorted(message)}; allowed: {sorted(allowed)}")
