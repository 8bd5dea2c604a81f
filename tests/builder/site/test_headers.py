"""What hosts are told to send holds for the files that there are, and README says the same."""

from __future__ import annotations

from pathlib import Path

from builder.site.headers import FOR_GOOD, headers
from builder.site.policy import address_script, policy

ROOT = Path(__file__).parents[3]


def rules(text: str) -> dict[str, str]:
    """The header of each path."""
    blocks = [block.splitlines() for block in text.strip().split("\n/")]
    return {f"/{path.removeprefix('/')}": header.strip() for path, header in blocks}


def test_what_is_named_after_its_content_is_kept_for_good_and_nothing_else(tmp_path: Path) -> None:
    for name in (
        "index.html", "labs/pca/index.html", "service-worker.js", "manifest.webmanifest",
        "assets/js-0123456789/main.js", "assets/page-0123456789.css",
        "assets/data/d-0123456789.bin",
        "runtime/pyodide-0123456789/python_stdlib.zip", "runtime/hunch-0123456789.zip",
        "vendor/panel.min-0123456789.js", "vendor/LICENSES.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    headers(tmp_path, "default-src 'none'")
    found = rules((tmp_path / "_headers").read_text("utf-8"))
    good = [path for path, header in found.items() if header == f"Cache-Control: {FOR_GOOD}"]
    assert good == [
        "/assets/data/*", "/assets/js-0123456789/*", "/assets/page-0123456789.css", "/runtime/*",
        "/vendor/panel.min-0123456789.js",
    ]  # fmt: skip
    anew = [path for path, header in found.items() if header == "Cache-Control: no-cache"]
    assert anew == [
        "/", "/index.html", "/labs/pca/", "/labs/pca/index.html", "/manifest.webmanifest",
        "/service-worker.js",
    ]  # fmt: skip
    assert found["/*"] == "Content-Security-Policy: default-src 'none'"
    assert len(found) == len(good) + len(anew) + 1


def test_the_readme_names_the_policy_that_the_pages_have() -> None:
    text = policy(address_script(ROOT / "app/page"))
    assert (ROOT / "README.md").read_text("utf-8").count(text) == 1, text
