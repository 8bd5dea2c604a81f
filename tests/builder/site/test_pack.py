"""The archives hold what is chosen and depend on nothing else."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from builder.errors import BuildError
from builder.site.hashed_files import place_folder, place_hashed
from builder.site.pack import chosen_of_tree, chosen_of_wheel, wheel
from builder.site.zip_file import archive


def a_wheel(folder: Path, name: str = "toy-1.0-py3-none-any.whl", **more: str) -> Path:
    files = {
        "toy/__init__.py": "answer = 42",
        "toy/tests/test_it.py": "",
        "toy/data.bin": "x",
        "toy-1.0.dist-info/METADATA": "Name: toy\nVersion: 1.0\n\nA long description",
        **more,
    }
    (folder / name).write_bytes(archive({name: text.encode() for name, text in files.items()}))
    return folder / name


def test_an_archive_depends_only_on_its_files() -> None:
    there = archive({"b": b"2", "a/c": b"1" * 1000})
    again = archive({"a/c": b"1" * 1000, "b": b"2"})
    assert there == again
    with ZipFile(BytesIO(there)) as box:
        assert box.namelist() == ["a/c", "b"]
        assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert box.read("b") == b"2"


def test_a_wheel_gives_what_is_taken_and_not_dropped(tmp_path: Path) -> None:
    chosen = chosen_of_wheel(a_wheel(tmp_path), ["toy/*.py"], ["*/tests/*"])
    assert sorted(chosen) == ["toy-1.0.dist-info/METADATA", "toy/__init__.py"]
    assert chosen["toy-1.0.dist-info/METADATA"] == b"Name: toy\nVersion: 1.0\n"


def test_a_rule_that_matches_nothing_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"nothing/\* matches no file of toy-1\.0"):
        chosen_of_wheel(a_wheel(tmp_path), ["toy/*"], ["nothing/*"])


def test_a_package_without_a_pin_is_a_mistake(tmp_path: Path) -> None:
    files = {"toy-1.0-py3-none-any.whl": a_wheel(tmp_path)}
    assert wheel(files, "toy") == tmp_path / "toy-1.0-py3-none-any.whl"
    with pytest.raises(BuildError, match=r"names toys, but pins\.toml has no wheel"):
        wheel(files, "toys")


def test_the_checkout_gives_what_is_taken_and_not_dropped(tmp_path: Path) -> None:
    for name in ("core/a.py", "core/data/families/toy.toml", "core/__pycache__/a.py", "other/b.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    chosen = chosen_of_tree(tmp_path, ["core/*.py", "core/*.toml"], ["*/__pycache__/*"])
    assert chosen == {
        "core/a.py": b"core/a.py",
        "core/data/families/toy.toml": b"core/data/families/toy.toml",
    }


def test_a_name_changes_with_its_content(tmp_path: Path) -> None:
    one, two = (place_hashed(tmp_path, "assets/page.min.css", text) for text in (b"a{}", b"b{}"))
    assert one != two
    assert one.startswith("assets/page.min-")
    assert one.endswith(".css")
    assert (tmp_path / one).read_bytes() == b"a{}"


def test_a_folder_name_changes_with_any_content(tmp_path: Path) -> None:
    one = place_folder(tmp_path, "runtime/py", {"a.js": b"1", "b/c.js": b"2"})
    two = place_folder(tmp_path, "runtime/py", {"a.js": b"1", "b/c.js": b"3"})
    assert one != two
    assert (tmp_path / one / "b/c.js").read_bytes() == b"2"
