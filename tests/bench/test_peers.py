"""What trains beside us is optional: without npm, or with other bytes, a sentence says so."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from builder.inputs.fetch import Unavailable
from builder.inputs.pins import Pin
from tests.bench import peers
from tests.bench.training import HERE, WORKERS

NPM = """#!/bin/sh
cp {packed} "$4/a.tgz"
"""


def npm(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put an npm of ours first on the PATH."""
    (folder / "npm").write_text(script, "utf-8")
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("HUNCH_CACHE", str(folder / "cache"))


def packed(folder: Path) -> Path:
    """A package with one file."""
    with tarfile.open(folder / "packed", "w:gz") as box:
        member = tarfile.TarInfo("package/a.js")
        member.size = 2
        box.addfile(member, io.BytesIO(b"js"))
    return folder / "packed"


def test_without_npm_there_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HUNCH_CACHE", str(tmp_path))
    monkeypatch.setattr(peers.shutil, "which", lambda _name: None)
    files, why = peers.peers(tmp_path)
    assert files == {}
    assert "there is no npm on the PATH" in why


def test_a_file_is_taken_from_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm(tmp_path, monkeypatch, NPM.format(packed=packed(tmp_path)))
    pin = Pin("a-1.js", 2, "", "a@1")
    assert list(peers.from_npm({"a-1.js": "package/a.js"}, [pin])) == [(pin, b"js")]


def test_other_bytes_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm(tmp_path, monkeypatch, NPM.format(packed=packed(tmp_path)))
    pins = tmp_path / "pins.toml"
    entry = 'from = "a@1"\npath = "package/a.js"\nname = "a-1.js"\nsize = 2\nsha256 = "00"\n'
    pins.write_text(f"[[peer]]\n{entry}", "utf-8")
    monkeypatch.setattr(peers, "PINS", pins)
    files, why = peers.peers(tmp_path)
    assert files == {}
    assert "a-1.js from npm is not the pinned file" in why


def test_an_npm_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    npm(tmp_path, monkeypatch, "#!/bin/sh\necho no way there >&2\nexit 1\n")
    with pytest.raises(Unavailable, match="no way there"):
        list(peers.from_npm({}, [Pin("a", 1, "", "a@1")]))


def test_every_contender_has_its_worker() -> None:
    assert {about["script"] for about in WORKERS.values()} <= {one.name for one in HERE.iterdir()}
