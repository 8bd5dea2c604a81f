"""The committed wine table: what its provenance says is so, and how it was made."""

from __future__ import annotations

import tomllib
from hashlib import sha256

import numpy as np
import pytest

from builder.errors import BuildError
from builder.inputs import wine
from builder.inputs.wine import DATA, FILE, NAMES, SHA256, STEM, provenance, table
from builder.models.lab_data import tables


def test_the_table_is_what_its_provenance_says() -> None:
    data = (DATA / f"{STEM}.csv").read_bytes()
    told = tomllib.loads((DATA / f"{STEM}.toml").read_text("utf-8"))
    assert told == provenance(data)
    assert (told["bytes"], told["sha256"]) == (len(data), sha256(data).hexdigest())
    assert tables() == {STEM: data}


def test_it_holds_what_the_package_says_of_it() -> None:
    data = (DATA / f"{STEM}.csv").read_bytes()
    x = np.genfromtxt(data.decode().splitlines(), delimiter=",", skip_header=1)
    assert x.shape == (178, len(NAMES))
    # means, as the package's description of the data rounds them
    told = {"alcohol": 13.0, "malic acid": 2.3, "magnesium": 99.7, "hue": 1.0, "proline": 746.9}
    means = dict(zip(NAMES, x.mean(axis=0).round(1).tolist(), strict=True))
    assert {name: means[name] for name in told} == told


def test_the_class_goes_and_names_come(monkeypatch: pytest.MonkeyPatch) -> None:
    source = b"1,13,a,b\n" + b",".join(b"%d" % each for each in range(14)) + b"\n"
    with pytest.raises(BuildError, match=rf"{FILE} has sha256 .*, not {SHA256}"):
        table(source)
    monkeypatch.setattr(wine, "SHA256", sha256(source).hexdigest())
    assert table(source).decode().splitlines()[1] == "0,1,2,3,4,5,6,7,8,9,10,11,12"
