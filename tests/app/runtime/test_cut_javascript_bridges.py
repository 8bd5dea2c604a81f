"""What leads to JavaScript goes, whoever refers to it: tried on stand-ins, in another process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import gc, sys, time, types

class JsProxy:
    __module__ = "pyodide.ffi"

class Holder:
    held = None
    def __getattr__(self, name):
        raise ValueError("not to be asked")

def module(name, **parts):
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(parts)

def fetch(): pass
fetch.__module__ = "pyodide.http"
def sleep(seconds): pass
sleep.__wrapped__ = time.sleep
window = JsProxy()
sys.modules["js"] = window
module("_pyodide_core", convert=object(), version="1", count=1, __loader__=sys.meta_path[0])
module("pyodide", http=fetch)
module("panel.io.pyodide", js=window)
module("innocent", js=window, fetch=fetch, table={"deep": [window, 1]}, Holder=Holder, version="1")
one = sys.modules["innocent"].one = Holder()
one.own, Holder.held = window, window
time.sleep = sleep

def closed(thing):
    return lambda: thing

sys.modules["innocent"].closed = closed(window)
from app.runtime.cut_javascript_bridges import take_out
take_out()
innocent = sys.modules["innocent"]
del window, fetch
gc.collect()
assert [name for name in sys.modules if "yodide" in name or name == "js"] == []
assert [thing for thing in gc.get_objects() if type(thing) is JsProxy] == []
assert (innocent.js, innocent.fetch, innocent.closed()) == (None, None, None)
assert (innocent.table, innocent.version) == ({"deep": [1]}, "1")
assert (vars(one), Holder.held) == ({"own": None}, None)
assert time.sleep.__name__ == "sleep" and not hasattr(time.sleep, "__wrapped__")
for name in ("js", "pyodide.http", "panel.io.pyodide", "_ctypes"):
    try:
        __import__(name)
    except ModuleNotFoundError as error:
        assert error.name == name.partition(".")[0] or error.name == name, error
    else:
        raise AssertionError(name)
assert len(sys.meta_path) > 3
print("all gone")
"""


def test_it_goes_whole() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("all gone\n", "")
