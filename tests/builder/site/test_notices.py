"""Nothing is passed on without its licence's text, and none is named that is not passed on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.inputs.fetch import cache_folder, fetch
from builder.inputs.pins import Pin, Pins, load
from builder.models.lab_data import digits, tables
from builder.site import notices as module
from builder.site.notices import in_bokeh, in_panel, notices
from builder.site.zip_file import archive

ROOT = Path(__file__).resolve().parents[3]
PINS = load()
DATA = {*digits(), *tables()}


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    """The pinned files, which the build has fetched."""
    return fetch(PINS.files, cache_folder(ROOT), [])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the texts that a test may change."""
    copy = tmp_path / "builder" / "site" / "licenses"
    shutil.copytree(module.FOLDER, copy)
    shutil.copy(ROOT / "LICENSE", tmp_path)
    monkeypatch.setattr(module, "FOLDER", copy)
    return copy


@pytest.mark.parametrize(
    "words",
    [
        "Copyright (c) 2026 The Hunch authors",
        "Mozilla Public License Version 2.0\n====",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "Mersenne Twister\n",
        "University of Illinois/NCSA",
        "musl as a whole is licensed",
        "LLVM Exceptions to the Apache 2.0 License",
        "Jean-loup Gailly and Mark Adler",
        'This program, "bzip2"',
        "liblzma is in the public domain",
        "May you do good and not evil",
        "Anthony Green",
        "Meta Platforms",
        "numpy/fft/pocketfft/LICENSE.md",
        "Copyright (c) Anaconda, Inc., and Bokeh Contributors",
        "HoloViz",
        "Copyright (c) 2006-2016 Kirill Simonov",
        "Copyright (c) 2023 Jonas Pytte",
        "Josh Johnson",
        "E. Alpaydin and C. Kaynak, 1998",
        "Attribution 4.0 International",
        "MNIST",
    ],
)
def test_what_is_passed_on_has_its_text(files: dict[str, Path], words: str) -> None:
    assert words in notices(PINS, files, DATA)


def test_bundles_tell_what_is_in_them(files: dict[str, Path]) -> None:
    assert {"preact", "jquery", "@bokeh/slickgrid", "nouislider"} <= in_bokeh(files)
    assert {"htm", "sucrase", "@jridgewell/gen-mapping"} <= in_panel(files)


@pytest.mark.parametrize(
    ("pins", "data", "told"),
    [
        (replace(PINS, version="999"), DATA, r"parts of Pyodide 314\.0\.3, pins\.toml has 999"),
        (replace(PINS, kept=(*PINS.kept, Pin("new.js", 1, ""))), DATA, r"no licence text: new\.js"),
        (replace(PINS, kept=PINS.kept[1:]), DATA, r"not in what is passed on: .*/zstddec"),
        (PINS, DATA | {"faces-test"}, r"no licence text: data: faces"),
        (PINS, {"digits-8-test"}, r"not in what is passed on: data: digits-28"),
    ],
)
def test_what_has_no_text_ends_the_build(
    files: dict[str, Path], pins: Pins, data: set[str], told: str
) -> None:
    with pytest.raises(BuildError, match=told):
        notices(pins, files, data)


def test_a_wheel_without_a_licence_ends_the_build(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "toy-1.0-py3-none-any.whl").write_bytes(
        archive({"toy.py": b"", "toy-1.0.dist-info/METADATA": b""})
    )
    more = {path.name: path for path in tmp_path.iterdir()}
    with pytest.raises(BuildError, match=r"no licence text: toy-1\.0"):
        notices(PINS, files | more, DATA)


@pytest.mark.parametrize("bundle", ["bokeh", "panel"])
def test_a_newly_bundled_package_ends_the_build(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, bundle: str
) -> None:
    found = getattr(module, f"in_{bundle}")(files)
    monkeypatch.setattr(module, f"in_{bundle}", lambda files: found | {"left-pad"})
    with pytest.raises(BuildError, match=rf"what {bundle} bundles has no licence text: left-pad"):
        notices(PINS, files, DATA)
    monkeypatch.setattr(module, f"in_{bundle}", lambda files: found - {"preact"})
    with pytest.raises(BuildError, match=rf"not in what {bundle} bundles: preact"):
        notices(PINS, files, DATA)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (Path.unlink, r"names npm/jquery, but there is no jquery\.txt"),
        (lambda path: path.write_text(" \n"), r"jquery is empty"),
    ],
)
def test_a_text_that_is_not_there_ends_the_build(
    files: dict[str, Path], folder: Path, harm: Callable[[Path], None], told: str
) -> None:
    harm(folder / "npm" / "jquery.txt")
    with pytest.raises(BuildError, match=told):
        notices(PINS, files, DATA)


def test_no_text_is_left_over(files: dict[str, Path]) -> None:
    named = notices(PINS, files, DATA)
    for path in sorted(module.FOLDER.rglob("*.txt")):
        assert path.read_text("utf-8").strip() in named, path
