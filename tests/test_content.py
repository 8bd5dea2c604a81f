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

from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import gathered
from core.trial.lab import parameters_by_lab
from core.trial.scenario import address, parse

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
FILES = sorted(CONTENT.rglob("*.toml"))
EN = {path.stem: gathered(path.stem, CONTENT / "en") for path in (CONTENT / "en").glob("*.toml")}
SPOKEN = ("words", "say", "at", "html", "has")  # how code asks for words
TOPICS = {"app/session/ledger_store.py": ("record", "notices"),
          "app/session/address_notices.py": ("notices",),
          "app/session/session.py": ("notices",),
          "app/ui/history.py": ("record",),
          "app/ui/own_table.py": ("own_table",), "app/ui/own_table_phrases.py": ("own_table",),
          "app/ui/path_score.py": ("path",),
          "app/ui/record.py": ("record",)}  # fmt: skip
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
    assert re.escape("buttons.commit") in MODULES["app/ui/prediction_controls.py"]
    assert "elsewhere" in MODULES["app/session/session.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_parses_and_holds_texts(path: Path) -> None:
    tree = tomllib.loads(path.read_text("utf-8"))
    held = list(texts(tree))
    assert held
    for text in held:
        assert text == text.strip()


@pytest.mark.parametrize("module", [name for name, keys in MODULES.items() if keys])
def test_every_key_that_code_asks_for_exists(module: str) -> None:
    _, folder, lab, *_ = module.split("/")
    topics = TOPICS.get(module, (lab,) if folder == "labs" else tuple(REGISTERED_LABS))
    known = {key for topic in topics for key, _ in leaves(EN[topic])}
    for key in MODULES[module]:
        assert any(re.fullmatch(key, name) for name in known), f"{module}: {key}"


@pytest.mark.parametrize(
    ("topic", "template"),
    [("page", "shell/page"), ("record", "shell/record"), ("strokes", "../labs/strokes/template"),
     *((lab, "lab/templates/lab") for lab in REGISTERED_LABS)],
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
    own = {"lab_state.js", "path.js", "record_file.js", "text_file.js"}  # have words of their own
    for path in sorted(PAGE.rglob("*.js")):
        others = {PAGE / "lesson", PAGE / "classroom"}
        if path.name not in own and not others & set(path.parents):
            asked_for |= set(re.findall(r"\bwords\.(\w+)", path.read_text("utf-8")))
    assert {"dismiss", "sealed", "failed"} <= asked_for
    assert asked_for <= known
    said = {
        "posed",
        "committed",
        "no_choice",
        "no_painting",
        "no_confidence",
        "received",
        "revealed",
        "running",
        "stopped",
    }
    assert set(EN["lab"]["said"]) == said


@pytest.mark.parametrize("tool", ["teach", "report"])
def test_every_word_that_a_tool_asks_for_exists(tool: str) -> None:
    known = {name for key, _ in leaves(EN[tool]["said"]) for name in key.split(".")}
    scripts = [path.read_text("utf-8") for path in (PAGE / "classroom" / tool).rglob("*.js")]
    assert {name for text in scripts for name in re.findall(r"\bwords\.(\w+)", text)} <= known


def test_every_word_about_files_and_their_text_exists() -> None:
    source, template = (
        (PAGE / name).read_text("utf-8")
        for name in ("storage/text_file.js", "shell/text_export_import.html")
    )
    asked_for = set(re.findall(r"\bwords\.(\w+)", source + template))
    assert set(EN["record"]["text"]) == set(EN["lesson"]["room"]["text"]) == asked_for
    reasons = set(re.findall(r'Unread\("(\w+)"', source))
    assert set(EN["record"]["unread"]) == reasons
    assert reasons <= set(EN["lesson"]["room"]["reasons"])


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
    places = [PAGE / "lesson/room/notes_file.js", PAGE / "storage/text_file.js"]
    scripts = "".join(path.read_text("utf-8") for path in places)
    reasons = set(re.findall(r'(?:refuse|Refused|Unread)\("(\w+)"', scripts))
    reasons |= set(re.findall(r'need\(.*?, "(\w+)"', scripts))
    for either in re.findall(r'\? ("\w+" : [\w"]+)', scripts):
        reasons |= set(re.findall(r'"(\w+)"', either))
    assert {"foreign", "cut_off", "newer", "twice"} <= reasons
    assert set(EN["lesson"]["room"]["reasons"]) == reasons


def test_every_failure_that_the_page_can_meet_has_words() -> None:
    names = ("python", "worker", "python_start", "lab_data")
    places = [PAGE / f"python/{name}.js" for name in names]
    scripts = "".join(place.read_text("utf-8") for place in places)
    reasons = set(re.findall(r'\breason(?::| =)[^,;]*?"(\w+)"', scripts)) - {"resume"}
    cause = (PAGE / "shell/failure_cause.js").read_text("utf-8")
    reasons |= set(re.findall(r'(?:return|[?:]) "(\w+)"', cause))
    told = re.findall(
        r'(?:tell|suspect)\("(\w+)"', (PAGE / "shell/load_guard.js").read_text("utf-8")
    )
    reasons |= {*told, "framed"} - {"late"}  # that one is said by `stuck.waiting`
    reasons |= set(re.findall(r'reason: "(\w+)"', (PAGE / "main.js").read_text("utf-8")))
    assert {"part", "python", "worker", "no_wasm", "lines", "file"} <= reasons
    assert reasons == set(EN["page"]["page"]["failed"])
    for held in (*EN["page"]["page"]["failed"].values(), *EN["page"]["page"]["busy"].values()):
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


@pytest.mark.parametrize("lab", REGISTERED_LABS)
def test_a_page_names_the_digits_that_it_shows(lab: str) -> None:
    wanted = tomllib.loads((CONTENT / "networks.toml").read_text("utf-8"))["network"]
    learned = {f"network-{each['name']}": each["digits"] for each in wanted}
    shown = {learned.get(name, name.rpartition("-")[0]) for name in REGISTERED_LABS[lab].supplies}
    opening = " ".join(EN[lab]["page"]["opening"]) if lab != "strokes" else ""
    for digits, names in {
        "digits-8": ("E. Alpaydin and C. Kaynak", "UCI", "scikit-learn"),
        "digits-28": ("MNIST",),
    }.items():
        for name in names:
            assert (name in opening) is (digits in shown), (lab, name)


def test_every_word_of_the_path_is_there_and_its_steps_are_cases() -> None:
    said = {key for key, text in EN["path"].items() if isinstance(text, str)}
    script = (PAGE / "lab" / "path.js").read_text("utf-8")
    assert set(re.findall(r"this\.words\.(\w+)", script)) <= said
    assert {"called", "missed", "ahead"} <= said
    labs = parameters_by_lab(each.lab for each in REGISTERED_LABS.values())
    cases = [step["case"] for step in EN["path"]["steps"]]
    assert len(set(cases)) == len(cases) == 8
    for case in cases:
        scenario, notices = parse(case, labs)
        assert not notices
        assert address(scenario) == case
    assert cases[0] == address(REGISTERED_LABS["strokes"].deck.first)
