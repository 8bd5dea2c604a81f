"""What CONTRIBUTING and README say of the tree is so: the map, and every file that they name."""

import re

import pytest

from tests.where import BEGIN, END, FILE, OTHERS, ROOT, TOP, drawn, folders

NAMED = re.compile(r"`((?:[\w.-]+/)*[\w.-]*(?:/|\.(?:py|js|html|css|toml|wat)))`")
MADE = {"dist/", ".cache/", "labs/pca/index.html"}  # by the build


def test_the_map_is_as_the_tree_draws_it() -> None:
    shown = FILE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == drawn(), "redraw it: python -m tests.where"


def test_it_describes_no_folder_that_is_gone() -> None:
    assert set(OTHERS) <= set(folders())


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "README.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    known = {
        path.relative_to(ROOT).as_posix() + ("/" if path.is_dir() else "")
        for top in (*TOP, "build.py", "Makefile", "pyproject.toml")
        for path in ((ROOT / top).rglob("*") if (ROOT / top).is_dir() else [ROOT / top])
    }
    known |= {f"{top}/" for top in TOP}
    named = set(NAMED.findall((ROOT / name).read_text("utf-8"))) - MADE
    gone = [one for one in named if not any(f"/{path}".endswith(f"/{one}") for path in known)]
    assert gone == []
