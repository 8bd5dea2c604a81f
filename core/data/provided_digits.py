"""The digits that were provided, by the side of a picture and by their part."""

from __future__ import annotations

from core.data.digits import Digits, read
from core.data.provided_files import data_file


def provided_digits(side: int, part: str) -> Digits:
    """Digits of side 28 or 8: part "train" or "test". Raises MissingData if there are none."""
    return read(data_file(f"digits-{side}-{part}"))
