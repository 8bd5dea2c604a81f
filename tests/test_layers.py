"""Who may import whom (shared design, section 4), seen in fresh processes and in the sources.

core numerics <- trial layer <- labs <- session <- views <- entry <- build
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = set(sys.stdlib_module_names) | set(sys.builtin_module_names)
CORE = sorted(
    ".".join(path.relative_to(ROOT / "core").with_suffix("").parts)
    for path in (ROOT / "core").rglob("*.py")
    if path.stem != "__init__"
)
APP = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "app").rglob("*.py")
    if path.stem != "__init__"
)
BELOW = {  # which folders of core a folder of core may import, besides itself and core.stepwise
    "numerics": set(),
    "data": {"numerics"},
    "network": {"numerics", "data"},
    "theory": {"numerics", "data"},
    "trial": set(),
    "classroom": {"trial", "labs", "data"},
    "labs": {"numerics", "data", "network", "theory", "trial"},
    "witnesses": {"numerics", "data", "network", "theory", "labs"},
}
HIDDEN = {"app.runtime.lab_runtime", "app.runtime.link", "app.session.ledger_store",
          "app.session.kept_trial"}  # from the views  # fmt: skip
LIST = """
import importlib, sys
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*(set(sys.modules) - before))
"""


def loaded(*modules: str) -> set[str]:
    """What a fresh interpreter has loaded after importing `modules` from this checkout."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{LIST}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *modules],
        check=True, text=True, capture_output=True,
    )  # fmt: skip
    return set(done.stdout.split())


def tops(modules: set[str]) -> set[str]:
    """The packages that `modules` belong to, but for the standard library's and Cython's traces."""
    names = {name.partition(".")[0] for name in modules} - LIBRARY
    return {name for name in names if not name.startswith(("cython_runtime", "_cython_"))}


def imported(module: str) -> set[str]:
    """The full names of the modules that the source of `module` names in its imports."""
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            below = {f"{node.module}.{alias.name}" for alias in node.names}
            inner = {
                name
                for name in below
                if (ROOT / Path(*name.split("."))).with_suffix(".py").exists()
            }
            found |= inner or {node.module or ""}
    return found


def test_core_needs_numpy_and_the_standard_library_alone() -> None:
    modules = loaded(*(f"core.{name}" for name in CORE))
    assert tops(modules) == {"core", "numpy"}
    assert {f"core.{name}" for name in CORE} <= modules


def test_every_file_of_core_lies_in_a_folder_with_a_rule() -> None:
    assert {name.partition(".")[0] for name in CORE} == {*BELOW, "stepwise"}


@pytest.mark.parametrize("name", [name for name in CORE if name != "stepwise"])
def test_in_core_nothing_imports_upwards(name: str) -> None:
    own, own_lab = name.split(".")[0], name.split(".")[1] if name.startswith("labs.") else ""
    for each in sorted(one for one in imported(f"core.{name}") if one.startswith("core")):
        _, folder, *rest = each.split(".")
        assert folder in {own, "stepwise", *BELOW[own]}, each
        if own == folder == "labs" and rest:
            assert rest[0] == own_lab, each


def test_the_trial_layer_needs_no_numpy() -> None:
    modules = loaded(*(f"core.{name}" for name in CORE if name.startswith("trial.")))
    assert tops(modules) == {"core"}


def test_the_app_does_not_need_the_builder() -> None:
    modules = loaded(*APP)
    assert set(APP) <= modules
    assert "builder" not in tops(modules)


@pytest.mark.parametrize("module", APP)
def test_the_app_imports_what_the_browser_gets(module: str) -> None:
    assert tops(imported(module)) <= {"app", "core", "bokeh", "numpy", "panel", "param"}


@pytest.mark.parametrize(
    "module",
    [
        "app.session.session",
        "app.session.ledger_store",
        "app.session.kept_trial",
        "app.session.address_notices",
    ],
)
def test_the_session_knows_no_screen(module: str) -> None:
    assert tops(loaded(module)) <= {"app", "core", "numpy", "param"}
    own = {name for name in loaded(module) if name.startswith("app.")}
    assert not {name for name in own if name.startswith(("app.labs", "app.ui", "app.runtime"))}


VIEWS = [name for name in APP if name.startswith("app.labs.")]
FIGURES = [name for name in APP if name.startswith("app.ui.figures.")]
SHARED = [name for name in APP if name.startswith("app.ui.") and name not in FIGURES]


@pytest.mark.parametrize("module", VIEWS)
def test_views_do_no_numerics_and_know_no_other_lab(module: str) -> None:
    names, lab = imported(module), module.split(".")[2]
    assert "numpy" not in tops(names)
    known = {name.split(".")[2] for name in names if name.startswith(("app.labs.", "core.labs."))}
    assert known <= {lab}
    assert not names & HIDDEN


@pytest.mark.parametrize("module", SHARED)
def test_what_labs_share_does_no_numerics_and_knows_no_lab(module: str) -> None:
    names = imported(module)
    assert "numpy" not in tops(names)
    assert not {name for name in names if name.startswith(("app.labs", "core.labs"))}
    assert not names & HIDDEN


@pytest.mark.parametrize("module", FIGURES)
def test_figures_know_no_session_and_no_view(module: str) -> None:
    own = {name for name in imported(module) if name.startswith("app")}
    assert all(
        name.startswith("app.ui.figures.") or name == "app.ui.colour_meanings" for name in own
    )


def test_nothing_but_the_list_of_labs_imports_views() -> None:
    for module in set(APP) - set(VIEWS) - {"app.runtime.registry"}:
        assert not {name for name in imported(module) if name.startswith("app.labs")}, module


def test_the_search_itself_sees_a_forbidden_import() -> None:
    assert tops(loaded("param")) == {"param"}
    assert "builder" in tops(loaded("builder.inputs.pins"))
    assert "core.labs.strokes.lab" in imported("app.labs.strokes.view")
