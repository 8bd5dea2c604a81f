"""A snapshot is made once for just the same parts; what lies in the cache is whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.snapshot import snapshot
from builder.snapshot.snapshot import DRIVING, MAKER, SCRIPTS, Maker
from builder.snapshot.snapshot_cache import KEPT, cached, key

FILES = {"heap.bin": bytes(range(256)) * 40, "notes.json": b"{}"}


def test_a_second_time_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cached(tmp_path / "new", "one", lambda: FILES) == FILES
    assert capsys.readouterr().out == ""
    assert cached(tmp_path / "new", "one", pytest.fail) == FILES
    assert "from the cache" in capsys.readouterr().out
    assert cached(tmp_path / "new", "two", lambda: {"a": b"1"}) == {"a": b"1"}
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["one.zip", "two.zip"]


@pytest.mark.parametrize("at", [0, 100, 300, -20])
def test_what_is_not_whole_is_made_anew(tmp_path: Path, at: int) -> None:
    cached(tmp_path, "one", lambda: FILES)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    altered = bytearray(whole)
    altered[at] ^= 1
    for harmed in (bytes(altered), whole[:at]):
        path.write_bytes(harmed)
        made = []
        for _ in range(2):
            assert cached(tmp_path, "one", lambda: made.append(1) or FILES) == FILES  # noqa: B023
        assert made == [1]


def test_a_snapshot_that_failed_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        cached(tmp_path, "one", lambda: {"a": bytes(1 // 0)})
    assert not list(tmp_path.iterdir())


def test_a_cache_that_cannot_be_written_to_costs_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert cached(tmp_path / "file", "one", lambda: FILES) == FILES


def test_those_that_were_wanted_last_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT):
        cached(tmp_path, str(number), lambda: FILES)
        os.utime(tmp_path / f"{number}.zip", (number, number))
    cached(tmp_path, "0", pytest.fail)
    cached(tmp_path, "new", lambda: FILES)
    names = {path.stem for path in tmp_path.iterdir()}
    assert names == {"new", "0", *map(str, range(2, KEPT))}


def test_the_key_follows_all_that_a_snapshot_is_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    monkeypatch.setattr(snapshot, "HERE", root / "builder/snapshot")
    assets = {"pyodide": "pyodide", "packages.zip": "packages.zip", "hunch.zip": "hunch.zip"}
    placed = ("pyodide/python.wasm", "packages.zip", "hunch.zip", "digits.bin")
    parts = [
        *(root / name for name in (MAKER, *SCRIPTS)),
        *(root / "builder/snapshot" / name for name in DRIVING),
    ]
    parts += [out / name for name in placed]
    for path in parts:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("as it was")

    def now(documents: object = "drawn", chromium: str = "1", name: str = "digits") -> str:
        stage = tmp_path / "stage"
        stage.mkdir(exist_ok=True)
        maker = Maker(root, out, stage, assets, {name: "digits.bin"})
        maker._set()
        return key(maker._parts({"strokes": documents}, chromium))

    first = now()
    assert now() == first
    keys = {first, now(documents="otherwise"), now(chromium="2"), now(name="network")}
    for path in parts:
        path.write_text("otherwise")
        keys.add(now())
        path.write_text("as it was")
    assert len(keys) == 4 + len(parts)
    assert now() == first
