"""What a snapshot of the worker's memory holds: all modules, and the first page's runtime.

`freeze` is called once, by the build (`builder/snapshot/snapshot.py`); `thaw` in every learner's
worker that resumes from there. The other labs' runtimes are made where they are wanted: each would
add some 0.4 MB to what the first visit loads. What `freeze` leaves in memory is the same for all
learners.
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

from app.runtime.lab_runtime import LabRuntime

FIRST = "strokes"  # the lab on the first page; it needs no supplies

_frozen: dict[str, LabRuntime] = {}


def freeze(modules: Iterable[str], slim: Callable[[], object]) -> None:
    """Import `modules`, make the runtime, and let go of all that need not, or must not, be kept."""
    for name in modules:
        with suppress(ImportError):  # some are no files, such as the one of Cython's own types
            importlib.import_module(name)
    slim()
    _frozen[FIRST] = LabRuntime(FIRST)
    linecache.clearcache()
    re.purge()
    sys.path_importer_cache.clear()  # it knows the files of the build's worker
    gc.collect()


def thaw() -> None:
    """Leave nothing of when and where the snapshot was made."""
    importlib.invalidate_caches()
    if hasattr(time, "tzset"):
        time.tzset()  # the learner's time zone, not the build's
    random.seed()
    np.random.seed()  # noqa: NPY002  # the one that libraries may use; ours are explicit


def runtime(lab: str) -> LabRuntime:
    """Give the lab's runtime away: the frozen one, or one that is made now."""
    return _frozen.pop(lab, None) or LabRuntime(lab)
