"""What a snapshot of the worker's memory holds: an entry for each lab, and how they rest and wake.

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
from app.kits import KITS
from core import supplies

_resting: dict[str, Entry] = {}


def rest(modules: Iterable[str], slim: Callable[[], object]) -> None:
    """Import `modules`, make the entries, and let go of all that need not, or must not, be kept.

    The supplies of all labs must be there; nothing of them is kept.
    """
    for name in modules:
        with suppress(ImportError):  # some are no files, such as the one of Cython's own types
            importlib.import_module(name)
    slim()
    _resting.update({lab: Entry(lab) for lab in KITS})
    supplies.withdraw()
    if hasattr(panel.io, "pyodide"):
        panel.io.pyodide._dict_converter = None  # a JavaScript function that no other worker has
    linecache.clearcache()
    re.purge()
    sys.path_importer_cache.clear()  # it knows the files of the build's worker
    gc.collect()


def wake(lab: str) -> Entry:
    """Give the lab's entry away, with nothing left of when and where it was made."""
    importlib.invalidate_caches()
    if hasattr(time, "tzset"):
        time.tzset()  # the learner's time zone, not the build's
    random.seed()
    np.random.seed()  # noqa: NPY002  # the one that libraries may use; ours are explicit
    entry = _resting[lab]
    _resting.clear()
    return entry
