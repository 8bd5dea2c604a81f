"""NumPy's matrix products have one thread: they are small, and those of several workers collide."""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")  # read when NumPy is imported, after this
