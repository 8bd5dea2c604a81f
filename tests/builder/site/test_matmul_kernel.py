"""The kernel that the page lends to `core.numerics.matmul`, in another engine than a browser's."""

from pathlib import Path

import numpy as np
import pytest
from wasmtime import Engine, Instance, Limits, Memory, MemoryType, Module, Store, wat2wasm

from core.numerics.matmul import scratch_size

KERNEL = Path(__file__).parents[3] / "app" / "page" / "python" / "matmul_kernel.wat"
UNTOUCHED = -77.0
PAGE = 65536  # bytes
EDGES = [1, 2, 7, 8, 9, 17]
SIZES = [(n, k, m) for n in (1, 3, 4, 5, 11) for k in (1, 2, 31) for m in EDGES]


class Kernel:
    """The kernel and its memory, all of it filled with one number that no product gives."""

    def __init__(self, pages):
        self.store = Store(Engine())
        self.memory = Memory(self.store, MemoryType(Limits(pages, None)))
        module = Module(self.store.engine, wat2wasm(KERNEL.read_text("utf-8")))
        exports = Instance(self.store, module, [self.memory]).exports(self.store)
        self.product = exports["product"]
        self.whole = np.full(pages * PAGE // 4, UNTOUCHED, np.float32)
        self.end = 1024  # in numbers

    def put(self, numbers):
        """Put a vector into the memory, with room around it; its address in numbers."""
        start, self.end = self.end, self.end + len(numbers) + 64
        self.whole[start : start + len(numbers)] = numbers
        return start

    def run(self, *given):
        """Call the kernel; the memory after it, as numbers."""
        self.memory.write(self.store, self.whole.tobytes(), 0)
        self.product(self.store, *given)
        return np.frombuffer(self.memory.read(self.store, 0), np.float32)


def laid(matrix, layout):
    """A matrix's numbers in that order; where its first one is; its strides in numbers."""
    rows, columns = matrix.shape
    if layout == "rows":
        return matrix.ravel(), 0, (columns, 1)
    if layout == "columns":
        return matrix.T.ravel(), 0, (1, rows)
    if layout == "backwards":
        return matrix[::-1].ravel(), (rows - 1) * columns, (-columns, 1)
    return np.repeat(matrix.ravel(), 3), 0, (3 * columns, 3)


@pytest.mark.parametrize("layout_b", ["rows", "columns"])
@pytest.mark.parametrize("layout_a", ["rows", "columns", "backwards", "every third"])
def test_products_of_every_size_and_layout(layout_a, layout_b):
    rng = np.random.default_rng(0)
    kernel = Kernel(pages=2)
    for n, k, m in SIZES:
        kernel.whole[:], kernel.end = UNTOUCHED, 1024
        a, b = rng.standard_normal((n, k)), rng.standard_normal((k, m))
        a, b = a.astype(np.float32), b.astype(np.float32)
        given = []
        for matrix, layout in ((a, layout_a), (b, layout_b)):
            numbers, first, strides = laid(matrix, layout)
            given += [4 * (kernel.put(numbers) + first), *(4 * stride for stride in strides)]
        c, scratch = kernel.put(np.zeros(n * m)), kernel.put(np.zeros(scratch_size(k, m)))
        after = kernel.run(*given, 4 * c, n, k, m, 4 * scratch)
        found = after[c : c + n * m].reshape(n, m)
        exact = a.astype(float) @ b.astype(float)
        np.testing.assert_allclose(found, exact, rtol=0, atol=3e-7 * k, err_msg=f"{n} {k} {m}")
        changed = np.flatnonzero(after != kernel.whole)
        in_c = (changed >= c) & (changed < c + n * m)
        in_scratch = (changed >= scratch) & (changed < scratch + scratch_size(k, m))
        assert (in_c | in_scratch).all(), (n, k, m)


def test_what_is_not_finite_stays_in_its_row_and_column():
    a, b = np.ones((5, 3), np.float32), np.ones((3, 9), np.float32)
    a[4, 1], b[2, 8] = np.inf, np.nan
    kernel = Kernel(pages=1)
    given = [4 * kernel.put(a.ravel()), 12, 4, 4 * kernel.put(b.ravel()), 36, 4]
    c = kernel.put(np.zeros(45))
    after = kernel.run(*given, 4 * c, 5, 3, 9, 4 * kernel.put(np.zeros(scratch_size(3, 9))))
    with np.errstate(invalid="ignore"):  # some processors' matmul reports it, others do not
        wanted = a @ b
    np.testing.assert_array_equal(after[c : c + 45].reshape(5, 9), wanted)
