"""Every byte is held against its pin, whatever brings it."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError

import pytest

from builder.errors import BuildError
from builder.inputs import download_sources
from builder.inputs.fetch import Source, Unavailable, cache_folder, fetch, store
from builder.inputs.pins import PINS, Pin, check_kept, load

GOOD = b"the pinned bytes"
PIN = Pin("runtime.wasm", len(GOOD), sha256(GOOD).hexdigest())
LOCK = PINS.with_name("requirements.lock")


def giving(data: bytes) -> Source:
    def source(wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
        for pin in wanted:
            yield pin, data

    return source


def refusing(wanted: Sequence[Pin]) -> Iterator[tuple[Pin, bytes]]:
    raise Unavailable("no way there")


def test_a_file_in_the_cache_needs_no_source(tmp_path: Path) -> None:
    (tmp_path / PIN.name).write_bytes(GOOD)
    assert fetch([PIN], tmp_path, [("a source", refusing)]) == {PIN.name: tmp_path / PIN.name}


def test_what_a_source_brings_is_kept(tmp_path: Path) -> None:
    fetch([PIN], tmp_path / "new", [("a source", giving(GOOD))])
    assert fetch([PIN], tmp_path / "new", [])[PIN.name].read_bytes() == GOOD
    assert [path.name for path in (tmp_path / "new").iterdir()] == [PIN.name]


@pytest.mark.parametrize("bad", [GOOD[:-1], GOOD[:-1] + b"?", b""])
def test_a_wrong_byte_from_a_source_is_refused_and_not_kept(tmp_path: Path, bad: bytes) -> None:
    told = f"{PIN.name} from a mirror.*{PIN.sha256}.*{sha256(bad).hexdigest()}"
    with pytest.raises(BuildError, match=told):
        fetch([PIN], tmp_path, [("a mirror", giving(bad))])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("bad", [GOOD[:-1], GOOD + b"!"])
def test_a_wrong_byte_in_the_cache_is_refused(tmp_path: Path, bad: bytes) -> None:
    (tmp_path / PIN.name).write_bytes(bad)
    told = f"{PIN.name} from the cache.*{PIN.sha256}.*{sha256(bad).hexdigest()}"
    with pytest.raises(BuildError, match=told):
        fetch([PIN], tmp_path, [("a source", giving(GOOD))])


def test_the_next_source_is_asked_when_one_cannot_be_reached(tmp_path: Path) -> None:
    fetch([PIN], tmp_path, [("far", refusing), ("near", giving(GOOD))])
    assert (tmp_path / PIN.name).read_bytes() == GOOD


def test_the_error_names_what_is_missing_and_why(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"runtime\.wasm.*far: no way there"):
        fetch([PIN], tmp_path, [("far", refusing)])


def test_offline_without_a_cache_says_so(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"not in the cache .*no other source was allowed"):
        fetch([PIN], tmp_path / "none", [])


def test_the_cache_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUNCH_CACHE", raising=False)
    assert cache_folder(tmp_path) == tmp_path / ".cache"
    monkeypatch.setenv("HUNCH_CACHE", str(tmp_path / "elsewhere"))
    assert cache_folder(tmp_path) == tmp_path / "elsewhere"


def test_an_unreachable_address_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(address: str, timeout: float) -> None:
        asked.append(address)
        raise URLError("no such host")

    monkeypatch.setattr(download_sources, "urlopen", refuse)
    with pytest.raises(Unavailable, match="no such host"):
        list(download_sources.from_address("https://example.invalid/", [PIN, PIN]))
    assert asked == ["https://example.invalid/runtime.wasm"]


def test_a_failing_pip_is_told_in_its_own_words() -> None:
    wheel = Pin("x.whl", 1, "0" * 64, "--no-such-option")
    with pytest.raises(Unavailable, match="no such option"):
        list(download_sources.from_pip([wheel]))


def test_the_wheels_are_those_of_the_lock() -> None:
    lock = LOCK.read_text(encoding="utf-8").replace("\\\n", " ")
    for pin in load().files:
        if pin.source != "runtime":
            (entry,) = re.findall(rf"^{re.escape(pin.source)} .*$", lock, re.MULTILINE)
            assert f"sha256:{pin.sha256}" in entry


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    entries = lock.replace("\\\n", " ").splitlines()
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_what_the_repository_keeps_of_others_is_as_it_was_pinned(tmp_path: Path) -> None:
    pins = load()
    check_kept(PINS.parents[1], pins)
    for pin in pins.kept:
        (tmp_path / pin.name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / pin.name).write_bytes(b"something else")
    with pytest.raises(BuildError, match=r"zstddec\.js from this repository is not the pinned"):
        check_kept(tmp_path, pins)


def test_what_is_kept_can_be_read_by_others_as_any_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(GOOD)
    store(tmp_path / "kept", GOOD)
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1
