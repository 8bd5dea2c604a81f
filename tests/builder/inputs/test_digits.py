"""The committed digits: what their provenance says is so, and how they were chosen."""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from builder.errors import BuildError
from builder.inputs.digits import DATA, ORIGINS, SEED, source, split, toml
from builder.models.lab_data import provide_digits
from core.data.digits import read
from core.data.provided_files import data_file

PARTS = [f"{origin.stem}-{part}" for origin in ORIGINS for part in ("train", "test")]


@pytest.mark.parametrize("name", PARTS)
def test_a_file_is_what_its_provenance_says(name: str) -> None:
    told = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    data = (DATA / f"{name}.bin").read_bytes()
    digits = read(data)
    assert (told["bytes"], told["sha256"]) == (len(data), sha256(data).hexdigest())
    assert told["count"] == len(digits.x) == len(digits.labels)
    assert told["per_class"] == np.bincount(digits.labels).tolist()
    assert told["split_seed"] == SEED
    assert digits.x.shape[1] == digits.side**2
    origin = next(one for one in ORIGINS if name.startswith(one.stem))
    assert told["source_sha256"] == origin.sha256


def test_all_files_together_are_small_and_no_digit_is_in_both_parts() -> None:
    provide_digits()
    assert sum(len(data_file(name)) for name in PARTS) < 440_000
    for train, test in (PARTS[:2], PARTS[2:]):
        rows = [{row.tobytes() for row in read(data_file(name)).x} for name in (train, test)]
        assert not rows[0] & rows[1]


def test_each_class_gives_its_share_to_the_test() -> None:
    labels = np.repeat(np.arange(3, dtype=np.uint8), [10, 20, 31])
    train, test = split(labels, 12)  # exact shares: 1.97, 3.93, 6.10
    np.testing.assert_array_equal(np.bincount(labels[test]), [2, 4, 6])
    np.testing.assert_array_equal(np.sort(np.concatenate([train, test])), np.arange(61))
    np.testing.assert_array_equal(split(labels, 12)[1], test)


def test_a_source_that_is_another_is_refused(tmp_path: Path) -> None:
    table = gzip.compress(b"0,16,3\n5,0,1\n", mtime=0)
    with ZipFile(tmp_path / "a.whl", "w") as archive:
        archive.writestr("x.gz", table)
    origin = replace(ORIGINS[1], file="x.gz", sha256=sha256(table).hexdigest())
    pixels, labels = source(origin, tmp_path / "a.whl")
    assert (pixels.tolist(), labels.tolist()) == ([[0, 16], [5, 0]], [3, 1])
    with pytest.raises(BuildError, match=r"x.gz has sha256"):
        source(replace(origin, sha256="0"), tmp_path / "a.whl")


def test_provenance_is_toml() -> None:
    told = {"a": "text, with 'quotes'", "b": 1, "c": 2.5e-05, "d": [1, 2]}
    assert tomllib.loads(toml(told)) == told
