"""What is said of a part that does not come is said in every browser."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from builder.browsers import driver
from builder.errors import BuildError
from builder.site.load_guard import listed, watch
from builder.site.offline import integrity

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "app" / "page"
WORDS = tomllib.loads((ROOT / "content/en/page.toml").read_text("utf-8"))
PARSE = """
const { parse } = require("internal/deps/acorn/acorn/dist/acorn");
parse(require("fs").readFileSync(0, "utf-8"), { ecmaVersion: 5 });
"""


def es5(script: bytes) -> subprocess.CompletedProcess[bytes]:
    """Parse a script as ES5, with the parser in Playwright's Node."""
    driver()  # its Node may need what lies unpacked in the cache
    node, _ = compute_driver_executable()
    command = [node, "--expose-internals", "--eval", PARSE]
    return subprocess.run(command, input=script, capture_output=True, check=False)


def test_the_script_that_watches_is_read_by_old_browsers() -> None:
    made = watch(PAGE / "shell/load_guard.js", PAGE / "shell/failure_cause.js", WORDS)
    assert b"export" not in made
    assert WORDS["page"]["failed"]["old"]["what"].encode() in made
    done = es5(made)
    assert done.returncode == 0, done.stderr.decode()
    assert es5(made + b"\nlet x;").returncode != 0


def test_its_marks_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "load_guard.js").write_text("(function () {})();")
    with pytest.raises(BuildError, match="must hold"):
        watch(tmp_path / "load_guard.js", PAGE / "shell/failure_cause.js", WORDS)


def test_what_each_part_of_python_should_hold(tmp_path: Path) -> None:
    for name in (
        "assets/js-1/a.js",
        "assets/js-1/lesson/b.js",
        "assets/data/e.bin",
        "runtime/c.zip",
        "runtime/p-1/d.js",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    known = json.loads((tmp_path / listed(tmp_path)).read_text())
    scripts = {path for path in known if path.startswith("assets/js")}
    assert scripts == {"assets/js-1/a.js"}  # what the lesson imports is not Python's
    assert set(known) - scripts == {"assets/data/e.bin", "runtime/c.zip", "runtime/p-1/d.js"}
    assert known["runtime/c.zip"] == integrity(b"runtime/c.zip")
