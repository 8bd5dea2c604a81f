"""Arrays of float32 or float64: what comes out of a function is what went in."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

DTYPES = ("float32", "float64")
Array = NDArray[np.floating[Any]]
Floats = NDArray[np.float64]
Real = TypeVar("Real", bound=np.floating[Any])


def check_rows(x: Array, width: int, what: str) -> None:
    """Raise ValueError unless x is (n, width) of finite numbers, n 1 and up."""
    if x.ndim != 2 or x.shape[1] != width or not len(x):
        raise ValueError(f"{what} has shape {x.shape}; allowed: (n, {width}), n 1 and up")
    if not np.issubdtype(x.dtype, np.floating):
        raise ValueError(f"{what} is {x.dtype}; allowed: {', '.join(DTYPES)}")
    if not np.isfinite(x).all():
        row, column = np.argwhere(~np.isfinite(x))[0]
        raise ValueError(f"{what}[{row}, {column}] is {x[row, column]}; allowed: finite numbers")
