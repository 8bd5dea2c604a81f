"""Programs that try to get out, to drown the page, or to spoil the next run: drawn from a seed.

Each is put together from pieces: how something is got hold of, what is then done with it, and how
the program ends. Most fail at their first piece, which is the point; what succeeds must have no
effect beyond its own run.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

HOST = "http://127.0.0.1:9/out"
MODULES = (
    "js", "pyodide_js", "pyodide", "pyodide.code", "pyodide.http", "pyodide.ffi", "_pyodide",
    "pyodide._package_loader", "_pyodide_core", "_pyodide._base", "_pyodide._importhook",
    "micropip", "pyodide.webloop", "ctypes", "_ctypes", "panel.io.pyodide", "_testcapi",
    "_xxtestfuzz",
)  # fmt: skip
GETTING = (  # leave something in `got`
    "import {module} as got",
    "import importlib\ngot = importlib.import_module({module!r})",
    "import sys\ngot = sys.modules[{module!r}]",
    "import sys\nsys.meta_path.pop(0)\nimport {module} as got",
    "import sys, importlib\nsys.modules.pop({module!r}, None)\nimportlib.invalidate_caches()\n"
    "got = importlib.import_module({module!r})",
    "import _imp\nclass spec: name, origin = {module!r}, ''\ngot = _imp.create_builtin(spec)",
    "import zipimport\ngot = zipimport.zipimporter('/lib/python314.zip').load_module({module!r})",
    "import gc\ngot = [o for o in gc.get_objects() if 'Js' in type(o).__name__][0]",
    "import gc\ngot = [o for o in gc.get_objects() if getattr(o, '__name__', '') == {module!r}][0]",
    "def below(kind):\n    for one in type.__subclasses__(kind):\n        yield one\n"
    "        yield from below(one)\n"
    "got = [k for k in below(object) if k.__name__ in ('JsProxy', 'CFuncPtr', 'Popen')][0]()",
    "import sys\nframe = sys._getframe()\nwhile frame.f_back: frame = frame.f_back\n"
    "got = [v for v in frame.f_locals.values() if 'Js' in type(v).__name__][0]",
    "try: 1 / 0\nexcept Exception as e: got = e.__traceback__.tb_frame.f_back.f_globals['tell']",
    "import app.runtime.program_runner\ngot = app.runtime.program_runner",
    "import __main__ as got",
)
USING = (
    "got.fetch({host!r})",
    "got.eval('fetch({host})')",
    "got.run_js('postMessage(1)')",
    "got.open_url({host!r})",
    "got.constructor.constructor('return fetch({host})')()",
    "got.globalThis.indexedDB.deleteDatabase('hunch:/some/where/')",
    "got.localStorage.clear()",
    "got.document.body.remove()",
    "got.Worker.new({host!r})",
    "got.importScripts({host!r})",
    "got.WebSocket.new('ws://127.0.0.1:9')",
    "got.navigator.sendBeacon({host!r})",
    "got.postMessage('x')",
    "got.loadPackage('micropip')",
    "got.to_js({{}}).constructor.constructor('return self')()",
    "got.CDLL(None).emscripten_run_script(b'fetch(1)')",
    "got.pythonapi.Py_FatalError(b'x')",
    "for name in dir(got): print(name, getattr(got, name, None))",
    "for name in dir(got): getattr(got, name)()",
    "[m.clear() for m in map(vars, [got])]",
    "print(repr(got)[:200])",
)
ALONE = (
    "from urllib.request import urlopen\nurlopen({host!r})",
    "import http.client\nhttp.client.HTTPConnection('127.0.0.1', 9).request('GET', '/')",
    "import socket\ns = socket.socket()\ns.connect(('127.0.0.1', 9))\ns.send(b'x')",
    "import asyncio\nasyncio.run(asyncio.open_connection('127.0.0.1', 9))",
    "import webbrowser\nprint(webbrowser.open({host!r}))",
    "import subprocess\nsubprocess.run(['curl', {host!r}])",
    "import os\nos.system('reboot')",
    "import os\nos.fork()",
    "import os\nos._exit({number})",
    "import os\nos.abort()",
    "import os\nos.kill(os.getpid(), {number})",
    "import signal\nsignal.raise_signal(signal.SIGABRT)",
    "import signal\nsignal.alarm(1)\nwhile True: pass",
    "import threading\nthreading.Thread(target=print).start()",
    "import multiprocessing\nmultiprocessing.Pool({number})",
    "import faulthandler\nfaulthandler._sigsegv()",
    "while True: print('x' * {number})",
    "while True: pass",
    "import os\nwhile True: os.write(1, b'\\xff\\n')",
    "import sys\nwhile True: sys.stderr.write('\\0\\u202e\\ud800\\n')",
    "print('<img src=x onerror=alert(1)>' * 9 + '</pre><script>document.body.remove()</script>')",
    "print('\\x1b[2J\\x07\\b\\r' * {number})",
    "def f(): f()\nf()",
    "import sys\nsys.setrecursionlimit(10 ** 9)\ndef f(): f()\nf()",
    "x = []\nfor _ in range(10 ** 6): x = [x]\nprint(repr(x))",
    "eval('(' * {number}000 + ')' * {number}000)",
    "eval('-' * 100_000 + '1')",
    "import ast\nast.literal_eval('[' * 100_000)",
    "compile('x\\0y', '', 'exec')",
    "x = [bytearray(10 ** 7) for _ in range({number})]",
    "x = 'x' * 3 * 10 ** 8\nprint(len(x))",
    "import numpy as np\nnp.ones((10 ** 5, 10 ** 5)) @ np.ones(10 ** 5)",
    "x = 10 ** 10 ** 7",
    "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
    "class E(BaseException):\n    def __str__(self): raise self\n    __repr__ = __str__\nraise E",
    "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
    "raise SystemExit('\\0' * {number})",
    "raise SystemExit(float('nan'))",
    "import sys\nsys.exit({number})",
    "raise BaseExceptionGroup('x', [KeyboardInterrupt(), SystemExit(1)])",
    "e = ValueError()\ne.__cause__ = e\nraise e",
    "import builtins\nfor name in dir(builtins): setattr(builtins, name, None)",
    "import sys\nfor name in list(sys.modules): sys.modules[name] = None",
    "import sys\nsys.modules.clear()\nimport os",
    "import sys\nfor m in list(sys.modules.values()):\n    getattr(m, '__dict__', {{}}).clear()",
    "import importlib, json, sys\nimportlib.reload(json), importlib.reload(sys)",
    "import json\njson.dumps = lambda *a, **k: 'not JSON'",
    "import json\nend = json.dumps(\n"
    "{{'error': 3, 'line': [], 'missing': [], 'fresh': 1, 'type': 'x'}})\n"
    "json.dumps = lambda *a, **k: end",
    "import app.runtime.program_runner as cell\ncell.run = lambda *a: 1 / 0",
    "import app.runtime.program_runner as cell\ncell.Ended = cell.asdict = cell.suppress = None",
    "import gc\nfor o in gc.get_objects():\n    if type(o) is dict: o.clear()",
    "import gc\nfor o in gc.get_objects():\n    if type(o) is list: o.clear()",
    "import gc, types\nfor o in gc.get_objects():\n"
    "    if type(o) is types.FunctionType: o.__code__ = (lambda *a, **k: None).__code__",
    "import numpy as np\nnp.zeros = np.ones = np.array = None\nnp.seterr(all='raise')",
    "import numpy as np\nnp.random.seed(0)\nnp.set_printoptions(threshold=1)",
    "import sys\nsys.stdout.close()\nsys.stderr.close()",
    "import os\nos.close(0), os.close(1), os.close(2)",
    "import os\nos.dup2(os.open('x', os.O_CREAT | os.O_RDWR), 1)",
    "open('numpy.py', 'w').write('1 / 0')\nopen('json.py', 'w').write('1 / 0')",
    "import os, sys\nfor path in sys.path[3:]:\n"
    "    for name in os.listdir(path): os.remove(path + '/' + name)",
    "import shutil\nshutil.rmtree('/', ignore_errors=True)",
    "import os\nos.chdir('/')\nos.environ.clear()\nos.environ['PYTHONPATH'] = '/x'",
    "import os\nopen('/dev/stdin', 'w').write('x')",
    "open('/proc/self/mem', 'r+b').write(b'x')",
    "import sys\nsys.settrace(lambda *a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)",
    "import atexit\natexit.register(lambda: print('x' * 10 ** 6))",
    "import sys\nsys.addaudithook(lambda *a: 1 / 0)",
    "import time\ntime.sleep({number})",
    "input()",
    "import sys\nprint(sys.stdin.read())",
    "breakpoint()",
    "import gc\ngc.freeze(), gc.disable()",
    "def f(): pass\nf.__code__ = f.__code__.replace(co_code=b'\\xff' * {number}0)\nf()",
)
BEFORE = (
    "",
    "",
    "",
    "print('started')\n",
    "try:\n    import js\nexcept BaseException:\n    pass\n",
)
AFTER = ("", "", "", "\nprint('ended')", "\n1 / 0", "\nraise SystemExit")


def programs(seed: int, count: int) -> Iterator[str]:
    """So many programs: each that stands alone once, then ones that are put together."""
    random = Random(seed)
    alone = random.sample(ALONE, len(ALONE))
    for at in range(count):
        body = alone[at] if at < len(alone) else _together(random)
        filled = body.format(module=random.choice(MODULES), host=HOST, number=random.randint(1, 99))
        yield random.choice(BEFORE) + filled + random.choice(AFTER)


def _together(random: Random) -> str:
    return "\n".join([random.choice(GETTING), *random.sample(USING, random.randint(1, 3))])
