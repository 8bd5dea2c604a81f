"""A release holds the whole site, tells whether it arrived, and is refused of anything else."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from builder import release as releasing
from builder.errors import BuildError
from builder.inputs.build_record import digest, record
from builder.release import SUMS, WORDS, release

SITE = {"index.html": b"<!doctype html>", "assets/js/main.js": b"1", "runtime/heap.bin": b"\0" * 99}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Sources of version 1.2.3 with a site that was built from them."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    for name in ("app", "builder", "core", "content/en"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "build.py").touch()
    (tmp_path / "LICENSE").touch()
    (tmp_path / "content/en/hosting.txt").write_text("Unpack, upload.\n", "utf-8")
    for name, data in SITE.items():
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    record(tmp_path / "dist", digest(tmp_path))
    return tmp_path


def made(root: Path, tag: str = "") -> list[Path]:
    return release(root, root / "dist", root / "release", tag)


def test_the_zip_unpacks_to_one_folder_that_checks_itself(root: Path) -> None:
    packed, sums = made(root, "v1.2.3")
    assert (packed.name, sums.name) == ("hunch-1.2.3.zip", SUMS)
    assert sums.read_text("utf-8") == f"{sha256(packed.read_bytes()).hexdigest()}  {packed.name}\n"
    with ZipFile(packed) as zipped:
        zipped.extractall(root / "there")
    (folder,) = (root / "there").iterdir()
    for name, data in SITE.items():
        assert (folder / name).read_bytes() == data
    assert (folder / WORDS).read_text("utf-8") == "Unpack, upload.\n"
    check = ["sha256sum", "--check", "--strict", SUMS]
    checked = subprocess.run(check, cwd=folder, check=True, capture_output=True, text=True)
    assert len(checked.stdout.splitlines()) == len(SITE) + 2  # the words and the build's record
    (folder / "index.html").write_bytes(b"other")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode


def test_the_same_site_gives_the_same_bytes_and_nothing_old_stays(root: Path) -> None:
    first = [path.read_bytes() for path in made(root)]
    (root / "release" / "hunch-1.2.2.zip").touch()
    assert [path.read_bytes() for path in made(root)] == first
    assert sorted(path.name for path in (root / "release").iterdir()) == [SUMS, "hunch-1.2.3.zip"]


def test_another_tag_than_the_versions_is_refused(root: Path) -> None:
    with pytest.raises(BuildError, match=r"the tag is 'v1.2'; allowed: 'v1.2.3'"):
        made(root, "v1.2")


def test_a_site_of_other_sources_is_refused(root: Path) -> None:
    (root / "core" / "new.py").touch()
    with pytest.raises(BuildError, match="is not built from these sources"):
        made(root)
    assert not (root / "release").exists()


def test_a_site_that_goes_without_something_is_refused(root: Path) -> None:
    record(root / "dist", digest(root), "there is no snapshot")
    with pytest.raises(BuildError, match="is not whole: there is no snapshot"):
        made(root)


def test_the_command_tells_why_it_fails(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(releasing, "ROOT", root)
    assert releasing.main(["--tag", "v9"]) == 1
    assert "the tag is 'v9'" in capsys.readouterr().err
    assert releasing.main([]) == 0
    assert "release/hunch-1.2.3.zip: " in capsys.readouterr().out
