"""Why a record, a ledger file or a merge is refused, as a code that content puts into words."""

from typing import Literal

Refusal = Literal[
    # of a record, on its own and in its place
    "bad_value",  # a moment, address, choice, confidence or text that cannot be
    "broken_chain",  # not numbered on, or not carrying the hash of the record before
    "edited_record",  # its hash is not that of what it says
    "already_committed",  # a second commitment for one trial
    "already_voted",  # a second first vote in one trial
    "commitment_after_outcome",  # an outcome or why of a trial that is committed later
    "no_commitment",  # an outcome of a trial that was never committed
    "choice_differs",  # an outcome that names another choice than was committed
    "address_differs",  # an outcome or why with another address than the commitment
    "already_revealed",  # a second outcome for one trial
    "why_before_outcome",  # a why of a trial that is not revealed
    # of a file
    "truncated",
    "not_json",
    "duplicate_key",
    "not_finite",  # NaN or Infinity, which are not JSON
    "foreign",  # JSON, but not a Hunch ledger
    "newer_version",
    "unknown_version",
    "wrong_type",  # a field that is missing, unknown or of another type
    "unknown_kind",  # a record that is no vote, commitment, outcome or why
    "head_differs",  # the file's count or head is not that of its records
    "seal_differs",  # count and head were changed after the file was sealed
    # of a merge
    "diverged",  # neither ledger goes on where the other ends
]


class LedgerRefused(ValueError):
    """A record, file or merge that is refused whole; the ledger at hand stays as it is.

    code: a `Refusal`. number: the record concerned, from 1; None for the file as a whole.
    detail: for developers.
    """

    def __init__(self, code: Refusal, number: int | None = None, detail: str = "") -> None:
        self.code, self.number, self.detail = code, number, detail
        where = "ledger" if number is None else f"record {number}"
        super().__init__(f"{where} refused: {code}" + (f": {detail}" if detail else ""))
