"""Where things are: CONTRIBUTING's map of the tree; `python -m tests.where` draws it anew.

A folder's line is the first sentence of its package; folders without Python have theirs here.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- tests/where.py draws this -->\n```\n", "```\n"
OTHERS = {
    "core/data/families": "pattern families as data: ASCII art",
    "app/page": "what the browser gets as it is; `main.js` brings a page to life",
    "app/page/classroom": "the class: assignments, the teacher's page, the report",
    "app/page/classroom/report": "the class report",
    "app/page/classroom/teach": "the teacher's page: an assignment is put together and handed out",
    "app/page/lab": "the lab's element, Bokeh's documents and the link to Python, colours, tables",
    "app/page/lab/components": "what draws each control of `app/ui/components.py`",
    "app/page/lab/templates": "a lab's HTML",
    "app/page/lesson": "panels of the lesson: questions, storyboard, claims, glossary",
    "app/page/lesson/editor": "prism-code-editor, as it was published",
    "app/page/lesson/program": "the program that a reader changes and runs",
    "app/page/lesson/room": "the research room: notes, kept, merged, exported",
    "app/page/python": "workers: Python started, resumed, fenced in, watched",
    "app/page/shell": "the page around the lab: templates, style, notices, causes of failures",
    "app/page/storage": "what a browser keeps: records, trials, the site itself",
    "app/page/storage/root": "the service worker, which has to lie at the site's top",
    "builder/site/licenses": "the texts that are passed on, and where each belongs",
    "builder/site/stubs": "modules that stand in for packages that a page has no use for",
    "content": "every word that a learner reads, by language; `networks.toml`: what is trained",
    "content/data": "what was measured or taken from elsewhere, and where it comes from",
    "content/en": "the labs' words, the page's, the record's",
    "content/en/lesson": "the narrative in reading order, its panels, its program",
    "tests": "mirrors the tree; what needs a browser is in `browser`",
    "tests/bench": "measures the built site: `make bench`",
    "tests/browser": "drives the built site in Chromium, and in Firefox",
}
TOP = ("core", "app", "builder", "content", "tests")
MIRRORED = ("tests/app", "tests/builder", "tests/core", "tests/browser/", "tests/bench/")
WITHIN = ("app/page/lesson/editor/", "builder/site/licenses/")  # others' files


def folders() -> list[str]:
    """All folders that hold a file of ours, in order."""
    files = (path for top in TOP for path in (ROOT / top).rglob("*") if path.is_file())
    found = {
        parent.relative_to(ROOT).as_posix()
        for path in files if "__pycache__" not in path.parts
        for parent in path.parents if parent.is_relative_to(ROOT) and parent != ROOT
    }  # fmt: skip
    return sorted(name for name in found if not name.startswith((*MIRRORED, *WITHIN)))


def line_of(folder: str) -> str:
    """What a folder is for, in a line."""
    package = ROOT / folder / "__init__.py"
    if folder in OTHERS:
        return OTHERS[folder]
    text = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    first = text.partition("\n")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def drawn() -> str:
    """The map: a line for each folder, indented by its depth."""
    names = [("  " * folder.count("/") + folder.rpartition("/")[2] + "/") for folder in folders()]
    width = max(map(len, names)) + 2
    lines = [
        f"{name:{width}}{line_of(folder)}" for name, folder in zip(names, folders(), strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Redraw it."""
    text = FILE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    FILE.write_text(before + BEGIN + drawn() + END + rest.partition(END)[2], "utf-8")


if __name__ == "__main__":
    main()
