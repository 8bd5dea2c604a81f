"""The words: every file parses, every key that is asked for exists, every source says what for."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from app.kits import KITS
from app.words import gathered

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
FILES = sorted(CONTENT.rglob("*.toml"))
EN = {path.stem: gathered(path.stem, CONTENT / "en") for path in (CONTENT / "en").glob("*.toml")}
SPOKEN = ("words", "say", "at", "html", "has")  # how code asks for words
TOPICS = {"app/keeping.py": ("record", "notices"), "app/notices.py": ("notices",),
          "app/session.py": ("notices",), "app/state.py": ("notices",),
          "app/bench/record.py": ("record",)}  # fmt: skip
PAGE = ROOT / "app" / "page"


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every dotted key of a tree with what it leads to, tables and lists too."""
    if path:
        yield path, tree
    if isinstance(tree, dict):
        for name, held in tree.items():
            yield from leaves(held, f"{path}.{name}" if path else name)


def texts(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for held in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(held)


def asked(path: Path) -> Iterator[str]:
    """A pattern for each key that a module asks for; what is filled in may be any one name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        func = node.func
        if isinstance(func, ast.Call):  # words("notices")("elsewhere")
            func = func.func
        elif isinstance(func, ast.Name) and func.id == "words":  # words("record") names a topic
            continue
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        if name not in SPOKEN:
            continue
        choices = [node.args[0]]
        if isinstance(choices[0], ast.IfExp):
            choices = [choices[0].body, choices[0].orelse]
        for choice in choices:
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield re.escape(choice.value)
            elif isinstance(choice, ast.JoinedStr):
                yield "".join(
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-z_]+"
                    for part in choice.values
                )


SOURCES = sorted((ROOT / "app").rglob("*.py"))
MODULES = {path.relative_to(ROOT).as_posix(): list(asked(path)) for path in SOURCES}


def test_there_is_something_to_check() -> None:
    assert {"notices", "page", "record", "sources", "strokes"} <= set(EN)
    assert sum(map(len, MODULES.values())) > 60
    assert re.escape("buttons.commit") in MODULES["app/bench/predicting.py"]
    assert "elsewhere" in MODULES["app/state.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_parses_and_holds_texts(path: Path) -> None:
    tree = tomllib.loads(path.read_text("utf-8"))
    held = list(texts(tree))
    assert held
    for text in held:
        assert text == text.strip()


@pytest.mark.parametrize("module", [name for name, keys in MODULES.items() if keys])
def test_every_key_that_code_asks_for_exists(module: str) -> None:
    parts = module.removesuffix(".py").split("/")
    of_lab = [lab for lab in KITS if parts[1] == "labs" and parts[-1].startswith(lab)]
    topics = TOPICS.get(module, of_lab or (tuple(KITS) if parts[1] == "bench" else ("strokes",)))
    known = {key for topic in topics for key, _ in leaves(EN[topic])}
    for key in MODULES[module]:
        assert any(re.fullmatch(key, name) for name in known), f"{module}: {key}"


@pytest.mark.parametrize(
    ("topic", "template"),
    [("page", "page"), ("record", "record"), ("strokes", "labs/strokes"),
     *((lab, "labs/lab") for lab in KITS)],
)  # fmt: skip
def test_every_key_that_a_template_asks_for_exists(topic: str, template: str) -> None:
    source = (PAGE / f"{template}.html").read_text("utf-8")
    keys = {
        key.replace('["', ".").replace('"]', "")
        for key in re.findall(r"\bwords((?:\.\w+|\[\"\w+\"\])+)", source)
    }
    known = {f".{key}" for key, _ in leaves(EN[topic])}
    assert len(keys) > 2
    assert keys <= known


def test_every_word_that_a_script_asks_for_exists() -> None:
    known = {key for key, _ in leaves(EN["page"]["page"])}
    asked_for = set()
    for path in sorted(PAGE.glob("*.js")):
        if path.name != "bench.js":  # its words are the lab's `said`
            asked_for |= set(re.findall(r"\bwords\.(\w+)", path.read_text("utf-8")))
    assert {"dismiss", "sealed", "failed"} <= asked_for
    assert asked_for <= known
    said = {"posed", "committed", "received", "revealed", "running", "stopped"}
    assert set(EN["lab"]["said"]) == said


def test_every_word_that_the_lesson_s_scripts_ask_for_exists() -> None:
    known = {key.rpartition(".")[2] for key, _ in leaves(EN["lesson"])}
    asked_for = {
        name
        for path in (PAGE / "lesson").rglob("*.js")
        for dotted in re.findall(r"\bwords((?:\.\w+)+)", path.read_text("utf-8"))
        for name in dotted.strip(".").split(".")
    }
    assert {"claims", "missing", "waiting"} & asked_for
    assert asked_for - {"replace"} <= known


def test_every_reason_to_refuse_notes_has_words() -> None:
    places = [PAGE / "lesson/room" / name for name in ("notes_file.js", "exchange.js")]
    scripts = "".join(path.read_text("utf-8") for path in places)
    reasons = set(re.findall(r'(?:refuse|Refused)\("(\w+)"', scripts))
    reasons |= set(re.findall(r'need\(.*?, "(\w+)"', scripts))
    for either in re.findall(r'\? ("\w+" : [\w"]+)', scripts):
        reasons |= set(re.findall(r'"(\w+)"', either))
    assert {"foreign", "cut_off", "newer", "twice"} <= reasons
    assert set(EN["lesson"]["room"]["reasons"]) == reasons


def test_every_failure_that_the_page_can_meet_has_words() -> None:
    places = [PAGE / f"{name}.js" for name in ("python", "worker", "begin")]
    scripts = "".join(place.read_text("utf-8") for place in places)
    reasons = set(re.findall(r'reason(?::| =)[^,;]*?"(\w+)"', scripts)) | {"silent", "slow"}
    assert {"fetch", "python", "worker", "no_wasm"} <= reasons
    assert reasons <= set(EN["page"]["page"]["failed"])
    for held in EN["page"]["page"]["failed"].values():
        assert set(held) == {"what", "help"}
    steps = set(re.findall(r'step: "(\w+)"', scripts))
    assert steps == set(EN["page"]["page"]["steps"])


@pytest.mark.parametrize("topic", sorted(set(EN) - {"sources"}))
def test_no_address_stands_outside_the_sources(topic: str) -> None:
    for text in texts(EN[topic]):
        assert not re.search(r"https?:|www\.|//", text), text


@pytest.mark.parametrize("topic", sorted(EN))
def test_braces_name_fields(topic: str) -> None:
    for text in texts(EN[topic]):
        for _, field, spec, conversion in Formatter().parse(text):
            if field is not None:
                assert re.fullmatch(r"[a-z_]+", field), text
                assert not spec
                assert not conversion


def test_every_source_says_what_it_supports() -> None:
    sources = EN["sources"]["source"]
    assert len({source["id"] for source in sources}) == len(sources) > 0
    for source in sources:
        assert set(source) == {
            "id",
            "short",
            "authors",
            "year",
            "title",
            "place",
            "link",
            "supports",
        }
        assert re.fullmatch(r"[a-z]+-(\d{4}|undated)", source["id"])
        assert source["id"].endswith(str(source["year"]).replace("n.d.", "undated"))
        assert source["supports"].endswith(".")
        assert re.fullmatch(r"(https://\S+)?", source["link"])


def test_elements_in_texts_are_closed() -> None:
    for topic in EN:
        for text in texts(EN[topic]):
            opened, closed = re.findall(r"<(\w+)", text), re.findall(r"</(\w+)>", text)
            assert sorted(opened) == sorted(closed), text
            assert set(opened) <= {"a", "b", "em", "i", "code"}, text
            links = re.findall(r"<a\b[^>]*>", text)
            assert all(re.fullmatch(r'<a href="\.\./\.\./index\.html#\w+">', a) for a in links)
