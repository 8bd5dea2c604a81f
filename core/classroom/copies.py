"""Work that two files have in common: whatever was renamed or hashed anew, its moments stay.

A trial's id comes of the millisecond in which it was posed, a vote carries that in which it was
committed. In a large class two learners may hit the same one by chance, so it is told in how many
cases it happens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from core.classroom.handed_work import Work, moments


class Copies:
    """Takes the files' work one by one; each is compared with the first that had a moment."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}  # by moment, the number of the file that had it first

    def shared(self, number: int, work: Mapping[str, Work]) -> Counter[int]:
        """Take the work of file `number`; with which files before it shares how many cases."""
        found: Counter[int] = Counter()
        for each in work.values():
            holders = {self._first.setdefault(moment, number) for moment in moments(each)}
            found.update(holders - {number})
        return found
