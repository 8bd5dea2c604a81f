"""A learner's table made ready: constant columns left out, rows divided, standardised.

Rows are dealt into PARTS parts by a fixed draw. What learns from some of the parts is tested on the
others, and the means and deviations by which all are standardised come from what is learned from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.data.csv_records import Place, TableRefused
from core.data.csv_table import COLUMNS, Table
from core.numerics import standardization
from core.numerics.array_types import Floats

PARTS = 4
SEED = 0


@dataclass(frozen=True, eq=False)
class Division:
    """Standardised on `train` (n1, d): these rows, and `test` (n2, d), the others; their `places`
    (n2,) in the table.
    """

    train: Floats
    test: Floats
    places: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class PreparedTable:
    """x (n, d): the columns that vary, each divided by its largest size, so within -1 and 1.

    names (d,), columns (d,): what they are called, and their numbers in the file; rows (n,): the
    rows' numbers. dropped: places of the columns that do not vary. part (n,): of 0..PARTS-1.
    """

    table: Table
    x: Floats
    names: tuple[str, ...]
    columns: tuple[int, ...]
    rows: NDArray[np.int64]
    dropped: tuple[Place, ...]
    part: NDArray[np.intp]

    def divided(self, part: int) -> Division:
        """One part as the test, the others to learn from."""
        is_test = self.part == part
        units = standardization.fit(self.x[~is_test])
        return Division(
            units.apply(self.x[~is_test]), units.apply(self.x[is_test]), np.flatnonzero(is_test)
        )

    @cached_property
    def standardised(self) -> Floats:
        """All rows, standardised on all of them: (n, d)."""
        return standardization.fit(self.x).apply(self.x)

    def widths(self, some: tuple[int, ...]) -> tuple[int, ...]:
        """Those of `some` that are smaller than the columns and the rows to learn from are many."""
        fewest = int(min(np.count_nonzero(self.part != part) for part in range(PARTS)))
        return tuple(width for width in some if width < min(len(self.names), fewest))


def prepare(table: Table) -> PreparedTable:
    """Raises TableRefused if fewer than two columns vary."""
    low, high = table.x.min(axis=0), table.x.max(axis=0)
    size = np.maximum(np.abs(low), np.abs(high))
    unit = np.where(size > 0.0, size, 1.0)
    varies = high / unit - low / unit > standardization.LEAST
    dropped = tuple(
        Place(int(table.rows[0]), column + 1, table.names[column], f"{table.x[0, column]:g}")
        for column in np.flatnonzero(~varies).tolist()
    )
    kept = np.flatnonzero(varies).tolist()
    if len(kept) < COLUMNS[0]:
        raise TableRefused("constant", f"{COLUMNS[0]} columns that vary", dropped, len(kept))
    drawn = np.random.default_rng(SEED).permutation(len(table.x))
    part = np.empty(len(table.x), np.intp)
    part[drawn] = np.arange(len(table.x)) % PARTS
    return PreparedTable(
        table=table,
        x=np.asarray(table.x[:, kept] / unit[kept]),
        names=tuple(table.names[column] for column in kept),
        columns=tuple(column + 1 for column in kept),
        rows=table.rows,
        dropped=dropped,
        part=part,
    )
