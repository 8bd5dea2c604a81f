"""A build that fails leaves the last good site in place and says why."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import build
from builder import browsers
from builder.errors import BuildError
from builder.inputs.build_record import digest, is_fresh, lacking, record
from builder.site.atomic_output import atomic_output


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The recipe with its slow steps replaced; what render does is up to the test."""
    monkeypatch.setattr(build, "fetch", lambda pins, cache, sources: {})
    monkeypatch.setattr(build, "pack", lambda root, files, out: {})
    monkeypatch.setattr(build, "lab_data", lambda out, cache: {})
    monkeypatch.setattr(build, "write_notices", lambda pins, files, out: None)
    monkeypatch.setattr(build, "digest", lambda root: "inputs")
    rendering(monkeypatch, "<p>good</p>")
    return tmp_path / "dist"


def rendering(monkeypatch: pytest.MonkeyPatch, page: str | Exception, lack: str = "") -> None:
    """Let the render step write one page, going without something, or fail."""

    def render(root: Path, out: Path, *parts: dict[str, str]) -> str:
        if isinstance(page, Exception):
            raise page
        (out / "index.html").write_text(page)
        return lack

    module = ModuleType("builder.site.render")
    module.render = render  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "builder.site.render", module)


def test_a_build_ends_with_the_sizes(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["--out", str(recipe)]) == 0
    assert (recipe / "index.html").read_text() == "<p>good</p>"
    assert "all" in capsys.readouterr().out.splitlines()[-1]
    assert [path.name for path in recipe.parent.iterdir()] == ["dist"]


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        (BuildError("content: no such claim"), "build failed: content: no such claim"),
        (KeyError("claim"), "build failed: KeyError: 'claim'"),
        ('<img src="/absolute.png">', "build failed: verify: 1 wrong address"),
    ],
)
def test_a_failed_build_leaves_the_old_site(
    recipe: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    page: str | Exception,
    cause: str,
) -> None:
    build.main(["--out", str(recipe)])
    rendering(monkeypatch, page)
    assert build.main(["--out", str(recipe), "--force"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(cause)
    assert last.endswith("is as it was)")
    assert (recipe / "index.html").read_text() == "<p>good</p>"
    assert [path.name for path in recipe.parent.iterdir()] == ["dist"]


def test_a_first_build_that_fails_leaves_nothing(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rendering(monkeypatch, BuildError("no"))
    assert build.main(["--out", str(recipe)]) == 1
    assert "was made)" in capsys.readouterr().err
    assert not list(recipe.parent.iterdir())


def test_nothing_is_done_when_nothing_changed(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build.main(["--out", str(recipe)])
    rendering(monkeypatch, AssertionError("rendered again"))
    assert build.main(["--out", str(recipe)]) == 0
    assert "up to date" in capsys.readouterr().out


def test_what_a_build_goes_without_is_its_last_line(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rendering(monkeypatch, "<p>cold</p>", "there is no snapshot: no Chromium")
    monkeypatch.setattr(browsers, "is_found", lambda: False)
    for step in ("verify: ", f"{recipe} is up to date"):
        assert build.main(["--out", str(recipe)]) == 0
        told = capsys.readouterr().out.splitlines()
        assert told[-1] == "warning: there is no snapshot: no Chromium"
        assert any(line.startswith(step) for line in told)


def test_a_build_that_can_do_better_does(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rendering(monkeypatch, "<p>cold</p>", "there is no snapshot: no Chromium")
    build.main(["--out", str(recipe)])
    rendering(monkeypatch, "<p>resumed</p>")
    monkeypatch.setattr(browsers, "is_found", lambda: False)
    build.main(["--out", str(recipe)])
    assert (recipe / "index.html").read_text() == "<p>cold</p>"
    monkeypatch.setattr(browsers, "is_found", lambda: True)
    build.main(["--out", str(recipe)])
    assert (recipe / "index.html").read_text() == "<p>resumed</p>"
    assert "warning" not in capsys.readouterr().out.splitlines()[-1]
    monkeypatch.setattr(browsers, "is_found", lambda: pytest.fail("nothing was lacking"))
    build.main(["--out", str(recipe)])
    assert lacking(recipe) == ""


def test_strictly_nothing_is_gone_without(
    recipe: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browsers, "is_found", lambda: False)
    rendering(monkeypatch, "<p>cold</p>", "there is no snapshot: no Chromium")
    build.main(["--out", str(recipe)])
    assert build.main(["--out", str(recipe), "--strict"]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("build failed: there is no snapshot: no Chromium (")
    rendering(monkeypatch, "<p>resumed</p>")
    assert build.main(["--out", str(recipe), "--strict"]) == 0
    assert (recipe / "index.html").read_text() == "<p>resumed</p>"


def test_a_site_that_lost_a_file_is_built_anew(recipe: Path) -> None:
    build.main(["--out", str(recipe)])
    page = recipe / "index.html"
    for harm in (page.unlink, lambda: page.write_text("")):
        harm()
        assert build.main(["--out", str(recipe)]) == 0
        assert page.read_text() == "<p>good</p>"


def test_offline_asks_no_source(recipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(build, "fetch", lambda pins, cache, sources: asked.append(sources))
    build.main(["--out", str(recipe), "--offline"])
    build.main(["--out", str(recipe), "--force"])
    assert asked[0] == []
    assert len(asked[1]) > 0


def test_a_folder_that_is_no_site_is_not_replaced(
    recipe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe.mkdir()
    (recipe / "thesis.txt").write_text("years of work")
    assert build.main(["--out", str(recipe)]) == 1
    assert "was not made by build.py" in capsys.readouterr().err
    assert (recipe / "thesis.txt").exists()


def test_the_digest_follows_every_input(tmp_path: Path) -> None:
    (tmp_path / "core/__pycache__").mkdir(parents=True)
    (tmp_path / "core/a.py").write_text("1")
    first = digest(tmp_path)
    (tmp_path / "core/__pycache__/a.pyc").write_text("compiled")
    assert digest(tmp_path) == first
    (tmp_path / "core/a.py").write_text("2")
    changed = digest(tmp_path)
    (tmp_path / "core/a.py").rename(tmp_path / "core/b.py")
    assert len({first, changed, digest(tmp_path)}) == 3


@pytest.mark.parametrize("text", ["", "{", "[]", '{"inputs": "other"}'])
def test_an_unreadable_record_means_not_fresh(tmp_path: Path, text: str) -> None:
    assert not is_fresh(tmp_path, "inputs")
    (tmp_path / "build.json").write_text(text)
    assert not is_fresh(tmp_path, "inputs")
    record(tmp_path, "inputs")
    assert is_fresh(tmp_path, "inputs")


def test_an_interrupt_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    with atomic_output(out) as new:
        record(new, "old")
    with pytest.raises(KeyboardInterrupt), atomic_output(out):
        raise KeyboardInterrupt
    assert is_fresh(out, "old")
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
