"""The service worker knows every file by its fingerprint, and a version by all of them."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from builder.errors import BuildError
from builder.site.offline import MARK, SCRIPT, offline


def site_of(out: Path) -> Any:
    text = (out / SCRIPT).read_text("utf-8")
    return json.loads(text.removeprefix("const SITE = ").rstrip(";"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "template.js"
    path.write_text(f"const SITE = {MARK};", "utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for name, text in {
        "index.html": "page", "assets/a.js": "a", "runtime/cold.zip": "zip",
        "build.json": "{}", "vendor/LICENSES.txt": "MIT",
    }.items():  # fmt: skip
        (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / name).write_text(text, "utf-8")
    return tmp_path / "out"


def test_files_and_cold_files_with_their_fingerprints(source: Path, out: Path) -> None:
    offline(source, out, ["runtime/cold.zip"], "gone")
    site = site_of(out)
    assert [each["path"] for each in site["files"]] == ["assets/a.js", "index.html"]
    assert [each["path"] for each in site["cold"]] == ["runtime/cold.zip"]
    assert site["gone"] == "gone"
    digest = b64encode(sha256(b"page").digest()).decode()
    assert site["files"][1]["integrity"] == f"sha256-{digest}"


def test_any_changed_byte_is_another_version_and_the_same_bytes_are_not(
    source: Path, out: Path
) -> None:
    offline(source, out, [], "gone")
    first = site_of(out)["version"]
    offline(source, out, [], "gone")
    assert site_of(out)["version"] == first
    source.write_text(f"const SITE = {MARK};;", "utf-8")  # another worker, too, keeps for itself
    offline(source, out, [], "gone")
    second = site_of(out)["version"]
    assert second != first
    (out / "assets" / "a.js").write_text("b", "utf-8")
    offline(source, out, [], "gone")
    assert site_of(out)["version"] not in {first, second}


def test_a_template_without_its_mark_is_refused(tmp_path: Path, out: Path) -> None:
    bare = tmp_path / "bare.js"
    bare.write_text("const SITE = {};", "utf-8")
    with pytest.raises(BuildError, match=r"bare\.js"):
        offline(bare, out, [], "gone")
