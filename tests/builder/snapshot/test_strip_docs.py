"""Slimmed code does what it did, and its tracebacks can be written; texts for readers are gone."""

import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from builder.snapshot.strip_docs import bare, one_line

ROOT = Path(__file__).parents[3]
SLIMMED = """
import sys, traceback
import bokeh.palettes
import numpy.random
from bokeh.models import Slider
from bokeh.plotting import figure
from panel.widgets import IntSlider
from app.runtime.lab_runtime import LabRuntime
from builder.snapshot import strip_docs
strip_docs.OURS = tuple(sys.argv[1:])
assert strip_docs.slim() > 10_000
assert figure.scatter.__doc__ is None
assert Slider.lookup("value").property._help is None
assert IntSlider.param.value.doc is None
assert not hasattr(numpy.random.mtrand, "__test__")
assert not bokeh.palettes.Viridis256
assert LabRuntime("strokes").documents()["roots"]
try:
    Slider(value="much")
except ValueError as error:
    told = traceback.format_exc()
assert "property/bases.py" in told, told
try:
    LabRuntime("none")
except ValueError:
    told = traceback.format_exc()
assert "lab_runtime.py" in told and "index(lab)" in told, told
"""


def remembered(x):
    """What it says of itself."""
    return (lambda: x + len("What it says of itself."))(), "What it says of itself."


def failing(x):
    """Never right."""
    return 1 / x


def test_code_without_what_readers_need():
    for function in (remembered, failing):
        function.__code__ = bare(function.__code__, {})
    assert remembered(1) == (24, "What it says of itself.")
    with pytest.raises(ZeroDivisionError) as caught:
        failing(0)
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.lineno == failing.__code__.co_firstlineno


@pytest.mark.parametrize("count", [1, 7, 8, 9, 64, 100])
def test_every_instruction_stands_in_the_first_line(count):
    code = failing.__code__.replace(
        co_code=failing.__code__.co_code[:2] * count, co_linetable=one_line(count)
    )
    first = code.co_firstlineno
    assert list(code.co_positions()) == [(first, first, None, None)] * count


def test_all_that_is_loaded():
    ours = [f"{ROOT / folder}/" for folder in ("app", "core")]
    subprocess.run([sys.executable, "-c", SLIMMED, *ours], cwd=ROOT, check=True)
