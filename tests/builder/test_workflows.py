"""What the workflows promise and zizmor, in `make lint`, does not look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[2] / ".github" / "workflows"
MINUTES = {"make test-all": 120}  # at least: twice what it takes


@pytest.fixture(params=["pages", "release", "test"])
def jobs(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The jobs of a workflow."""
    text = (FOLDER / f"{request.param}.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return found


def test_no_limit_is_shorter_than_the_tests(jobs: dict[str, Any]) -> None:
    for job in jobs.values():
        assert job["timeout-minutes"] >= MINUTES.get(job["name"], 1)
    assert any(job["name"] in MINUTES for job in jobs.values())


def test_what_is_deployed_is_what_was_tested() -> None:
    jobs = yaml.safe_load((FOLDER / "pages.yml").read_text("utf-8"))["jobs"]
    assert jobs["deploy"]["needs"] == "test"
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in jobs["test"]["steps"]]
    assert steps[-2:] == ["make test-all", "actions/upload-pages-artifact"]


def test_what_is_released_is_what_was_tested() -> None:
    jobs = yaml.safe_load((FOLDER / "release.yml").read_text("utf-8"))["jobs"]
    assert jobs["publish"]["needs"] == "test"
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in jobs["test"]["steps"]]
    assert steps[-3:] == [
        "make test-all", 'make release TAG="$GITHUB_REF_NAME"', "actions/upload-artifact",
    ]  # fmt: skip


def test_the_cache_goes_by_all_that_networks_are_made_of() -> None:
    jobs = yaml.safe_load((FOLDER / "test.yml").read_text("utf-8"))["jobs"]
    (cache,) = (s for s in jobs["test"]["steps"] if s.get("uses", "").startswith("actions/cache@"))
    for path in ("builder/**/*.py", "content/networks.toml", "content/data/digits-*", "core/**"):
        assert f"'{path}'" in cache["with"]["key"]
    assert cache["with"]["key"].startswith(cache["with"]["restore-keys"])
