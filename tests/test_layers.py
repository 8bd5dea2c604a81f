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
TRIAL = (  # the standard library only
    "parameters", "scenario", "lab", "scoring", "trial", "trial_record", "ledger_entry",
    "ledger_refused", "ledger", "ledger_file",
)  # fmt: skip
NUMERICS = (
    "patterns",
    "corruption",
    "surrogate",
    "verdict",
    "autoencoder",
    "oracle",
    "agreement",
    "fidelity",
    "pca",
    "angles",
    "linear",
    "mechanism",
    "arrays",
    "product",
    "digits",
    "drawing",
    "supplies",
    "ridge",
    "ridge_steps",
    "restorers",
    "probe",
    "neighbours",
    "reader",
    "roc",
    "anomaly",
    "latent",
    "pca_network",
    "clouds",
    "pca_steps",
    "probe_steps",
    "networks",
    "activation",
    "network",
    "weights",
    "contraction",
    "objective",
    "optimizer",
    "recipe",
    "learning",
    "container",
    "resuming",
    "archive",
    "compact",
)
COMPOSED = {  # which files make up one lab's view together
    "app.labs.strokes": {
        "app.labs.phrases_after", "app.labs.phrases_before", "app.labs.strokes_result",
        "app.labs.strokes_settings", "app.labs.strokes_trained",
    },
    "app.labs.limits": {"app.labs.limits_phrases"},
    "app.labs.anomaly": {"app.labs.anomaly_phrases"},
    "app.labs.digits": {"app.labs.digits_phrases"},
    "app.labs.strokes_settings": {"app.labs.phrases"},
    "app.labs.strokes_trained": {"app.labs.phrases"},
    "app.labs.strokes_result": {"app.labs.phrases_after"},
    "app.labs.features": {"app.labs.features_phrases"},
    "app.labs.pca": {"app.labs.pca_phrases"},
    "app.labs.phrases_before": {"app.labs.phrases"},
    "app.labs.phrases_after": {"app.labs.phrases"},
}  # fmt: skip
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


@pytest.mark.parametrize("name", TRIAL)
def test_the_trial_layer_needs_no_numpy(name: str) -> None:
    modules = loaded(f"core.{name}")
    assert tops(modules) == {"core"}
    assert modules & {f"core.{n}" for n in CORE} <= {f"core.{n}" for n in TRIAL}


@pytest.mark.parametrize("name", NUMERICS)
def test_the_numerics_know_no_trial(name: str) -> None:
    below = {f"core.{other}" for other in NUMERICS}
    assert {one for one in imported(f"core.{name}") if one.startswith("core")} <= below


def test_the_app_does_not_need_the_builder() -> None:
    modules = loaded(*APP)
    assert set(APP) <= modules
    assert "builder" not in tops(modules)


@pytest.mark.parametrize("module", APP)
def test_the_app_imports_what_the_browser_gets(module: str) -> None:
    assert tops(imported(module)) <= {"app", "core", "bokeh", "numpy", "panel", "param"}


@pytest.mark.parametrize("module", ["app.session", "app.keeping", "app.kept", "app.notices"])
def test_the_session_knows_no_screen(module: str) -> None:
    assert tops(loaded(module)) <= {"app", "core", "numpy", "param"}
    own = {name for name in loaded(module) if name.startswith("app.")}
    assert not {name for name in own if name.startswith(("app.labs", "app.bench", "app.figures"))}


BENCH = [name for name in APP if name.startswith("app.bench.")]
VIEWS = [name for name in APP if name.startswith("app.labs.")]
FIGURES = [name for name in APP if name.startswith("app.figures.")]


@pytest.mark.parametrize("module", VIEWS)
def test_views_do_no_numerics_and_import_only_what_they_are_composed_of(module: str) -> None:
    names = imported(module)
    assert "numpy" not in tops(names)
    assert {name for name in names if name.startswith("app.labs")} == COMPOSED.get(module, set())
    assert not names & {"app.entry", "app.link", "app.keeping", "app.kept", "app.state"}


@pytest.mark.parametrize("module", BENCH)
def test_what_labs_share_does_no_numerics_and_knows_no_lab(module: str) -> None:
    names = imported(module)
    assert "numpy" not in tops(names)
    assert not {name for name in names if name.startswith("app.labs")}
    assert not names & {"app.entry", "app.link", "app.keeping", "app.kept", "app.state"}


@pytest.mark.parametrize("module", FIGURES)
def test_figures_know_no_session_and_no_view(module: str) -> None:
    own = {name for name in imported(module) if name.startswith("app")}
    assert all(name.startswith("app.figures.") or name == "app.ink" for name in own)


def test_nothing_but_the_list_of_labs_imports_views() -> None:
    for module in set(APP) - set(VIEWS) - {"app.kits"}:
        assert not {name for name in imported(module) if name.startswith("app.labs")}, module


def test_the_search_itself_sees_a_forbidden_import() -> None:
    assert tops(loaded("param")) == {"param"}
    assert "builder" in tops(loaded("builder.pins"))
    assert "app.labs.strokes" in imported("app.kits")
    assert "core.cases" in imported("app.kits")
