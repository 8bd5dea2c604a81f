"""A trial as a record for the browser's storage (a dict that JSON can carry), and back.

A record of a posed or committed trial has no field for the answer, and one that has it is refused.
"""

from collections.abc import Mapping

from core.trial.parameters import Parameter
from core.trial.prediction import check_outcomes
from core.trial.scenario import Scenario, address, parse
from core.trial.trial import Committed, Posed, Revealed, Trial, posed_of

VERSION = 1
FIELDS = {
    "posed": ("version", "phase", "address", "outcomes", "posed_at"),
    "committed": ("choice", "confidence", "committed_at"),
    "revealed": ("answer", "revealed_at", "why"),
}


def to_record(trial: Trial) -> dict[str, object]:
    """The trial in JSON's types: its phase, and the fields of that phase and those before."""
    posed = posed_of(trial)
    record: dict[str, object] = {
        "version": VERSION,
        "phase": trial.phase,
        "address": address(posed.scenario),
        "outcomes": list(posed.outcomes),
        "posed_at": posed.at,
    }
    if posed.parts > 1:
        record["parts"] = posed.parts
    if not isinstance(trial, Posed):
        kept = trial if isinstance(trial, Committed) else trial.committed
        record |= {
            "choice": kept.choice, "confidence": kept.confidence, "committed_at": kept.at
        }  # fmt: skip
    if isinstance(trial, Revealed):
        record |= {"answer": trial.answer, "revealed_at": trial.at, "why": trial.why}
    return record


def from_record(record: object, labs: Mapping[str, tuple[Parameter, ...]]) -> Trial:
    """The trial of a record; ValueError that names what is wrong with any other value.

    labs: as for `core.trial.scenario.parse`; the record's address must be one that needs no notice.
    """
    fields = record if isinstance(record, Mapping) else {}
    phase = fields.get("phase")
    if not isinstance(phase, str) or phase not in FIELDS:
        raise ValueError(f"need a mapping whose phase is one of {tuple(FIELDS)!r}: {record!r:.99}")
    _check_fields(fields, phase)
    outcomes = fields["outcomes"]
    parts = fields.get("parts", 1)
    named = check_outcomes(tuple(outcomes) if isinstance(outcomes, list) else outcomes, parts)
    posed = Posed(_scenario(fields["address"], labs), named, fields["posed_at"], parts)
    if phase == "posed":
        return posed
    committed = Committed(posed, fields["choice"], fields["confidence"], fields["committed_at"])
    if phase == "committed":
        return committed
    return Revealed(committed, fields["answer"], fields["revealed_at"], fields["why"])


def _check_fields(record: Mapping[object, object], phase: str) -> None:
    phases = tuple(FIELDS)
    needed = [name for each in phases[: phases.index(phase) + 1] for name in FIELDS[each]]
    if set(record) - {"parts"} != set(needed) or record.get("parts") == 1:
        raise ValueError(f"a {phase} record has the fields {needed!r}, got {list(record)!r:.200}")
    if record["version"] != VERSION or isinstance(record["version"], bool):
        raise ValueError(f"version must be {VERSION}, got {record['version']!r:.60}")


def _scenario(text: object, labs: Mapping[str, tuple[Parameter, ...]]) -> Scenario:
    if isinstance(text, str):
        scenario, notices = parse(text, labs)
        if not notices and address(scenario) == text:
            return scenario
    raise ValueError(f"address must be a canonical one of {tuple(labs)!r}, got {text!r:.99}")
