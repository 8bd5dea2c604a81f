"""What a snapshot of the worker's memory holds: a complete entry, how it rests and how it wakes.

`rest` is called once, by the build (see `builder/snapshot.py`); `wake` in every learner's worker
that resumes from there. What `rest` leaves in memory is the same for all learners.
"""

from __future__ import annotations

import gc
import importlib
import linecache
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import numpy as np
import panel.io

from app.entry import Entry

_resting: list[Entry] = []


def rest(modules: Iterable[str], slim: Callable[[], object]) -> None:
    """Import `modules`, make the entry, and let go of all that need not, or must not, be kept."""
    for name in modules:
        with suppress(ImportError):  # some are no files, such as the one of Cython's own types
            importlib.import_module(name)
    slim()
    _resting.append(Entry())
    if hasattr(panel.io, "pyodide"):
        panel.io.pyodide._dict_converter = None  # a JavaScript function that no other worker has
    linecache.clearcache()
    re.purge()
    sys.path_importer_cache.clear()  # it knows the files of the build's worker
    gc.collect()


def wake() -> Entry:
    """Give the entry away, with nothing left of when and where it was made."""
    importlib.invalidate_caches()
    if hasattr(time, "tzset"):
        time.tzset()  # the learner's time zone, not the build's
    random.seed()
    np.random.seed()  # noqa: NPY002  # the one that libraries may use; ours are explicit
    return _resting.pop()
