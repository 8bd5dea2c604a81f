"""What a snapshot of the worker's memory holds: all modules, the first page's entry, and its sleep.

`rest` is called once, by the build (see `builder/snapshot.py`); `wake` in every learner's worker
that resumes from there. The other labs' entries are made where they are wanted: each would add some
0.4 MB to what the first visit loads. What `rest` leaves in memory is the same for all learners.
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

FIRST = "strokes"  # the lab on the first page; it needs no supplies

_resting: dict[str, Entry] = {}


def rest(modules: Iterable[str], slim: Callable[[], object]) -> None:
    """Import `modules`, make the entry, and let go of all that need not, or must not, be kept."""
    for name in modules:
        with suppress(ImportError):  # some are no files, such as the one of Cython's own types
            importlib.import_module(name)
    slim()
    _resting[FIRST] = Entry(FIRST)
    if hasattr(panel.io, "pyodide"):
        panel.io.pyodide._dict_converter = None  # a JavaScript function that no other worker has
    linecache.clearcache()
    re.purge()
    sys.path_importer_cache.clear()  # it knows the files of the build's worker
    gc.collect()


def wake() -> None:
    """Leave nothing of when and where the snapshot was made."""
    importlib.invalidate_caches()
    if hasattr(time, "tzset"):
        time.tzset()  # the learner's time zone, not the build's
    random.seed()
    np.random.seed()  # noqa: NPY002  # the one that libraries may use; ours are explicit


def entry(lab: str) -> Entry:
    """Give the lab's entry away: the one that rested, or one that is made now."""
    return _resting.pop(lab, None) or Entry(lab)
