"""Write the page: templates and content, the documents drawn ahead, our own scripts and styles."""

from __future__ import annotations

import fnmatch
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.entry import Entry
from builder.failure import BuildError
from builder.lesson.lesson import lesson
from builder.modules import modules
from builder.offline import SCRIPT, integrity, offline
from builder.place import place, place_folder
from builder.snapshot import snapshot
from core.scenario import address

LANGUAGE = "en"
BOOT, WATCH = "boot.js", "watch.js"
CONTROLS = "components/*.js"
TOP = "top"  # the folder of what lies at the site's top under a fixed name
MANIFEST = "manifest.webmanifest"
COLD = ("pyodide.asm.wasm", "python_stdlib.zip")  # of the runtime: a snapshot brings its own
LIBRARIES = (  # in the order in which they must load
    "bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js",
    "panel.min.js",
)  # fmt: skip
LESSON_STYLES = ("lesson.css", "editor/layout.css", "lesson/cell.css")
POLICY = {  # the page asks no other host for anything
    "default-src": "'none'",
    "script-src": "'self' blob: 'wasm-unsafe-eval'",  # blob: Panel makes one module so
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # Bokeh writes style attributes
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def render(root: Path, out: Path, assets: Mapping[str, str]) -> None:
    """Write the site's pages into `out`; `assets` tells where `builder.pack` put the rest."""
    source, content = root / "app" / "page", root / "content" / LANGUAGE
    words = {path.stem: _words(path) for path in sorted(content.glob("*.toml"))}
    entry = Entry()
    environment = Environment(
        loader=FileSystemLoader(source), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True,
    )  # fmt: skip
    scripts = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*.js"))
        if TOP not in path.parts and path.name != WATCH
    }
    styles = b"".join((source / name).read_bytes() for name in LESSON_STYLES)
    folder = place_folder(out, "assets/js", scripts)
    files = {
        "style": place(out, "assets/page.css", (source / "page.css").read_bytes()),
        "lesson_style": place(out, "assets/lesson.css", styles),
        "icon": place(out, "assets/icon.svg", (source / "icon.svg").read_bytes()),
        # on its own, so that it is still there after a deploy that renews the others
        "watch": place(out, f"assets/{WATCH}", (source / WATCH).read_bytes()),
        "boot": f"{folder}/{BOOT}",
        "modules": [
            f"{folder}/{name}"
            for name in (*modules(scripts, BOOT)[1:], *fnmatch.filter(scripts, CONTROLS))
        ],
        "libraries": [f"{folder}/shim.js", *(assets[name] for name in LIBRARIES)],
        "licenses": "vendor/LICENSES.txt",
        "manifest": MANIFEST,
    }
    strokes = Markup(
        environment.get_template("strokes.html").render(
            words=marked(words["strokes"]),
            said=json.dumps(
                words["strokes"]["said"] | words["strokes"]["refused"], ensure_ascii=False
            ),
            address=address(entry.session.own),
        )
    )
    record = Markup(environment.get_template("record.html").render(words=marked(words["record"])))
    held = lesson(content, environment, words["lesson"])  # refuses before the slow snapshot
    told = environment.get_template("lesson/lesson.html").render(
        words=marked(words["lesson"]), parts=held.parts, minutes=held.minutes,
        headings=[{"level": h.level, "id": h.id, "html": Markup(h.html)} for h in held.headings],
    )  # fmt: skip
    documents = entry.documents()
    resting = snapshot(root, out, assets, documents)
    page = environment.get_template("page.html").render(
        language=LANGUAGE,
        base="",
        words=marked(words["page"]),
        lab=strokes,
        record=record,
        lesson=Markup(told),
        lesson_words=_inline(words["lesson"]),
        objects=_inline(held.objects),
        files=files,
        integrity=lambda path: integrity((out / path).read_bytes()),
        policy="; ".join(f"{name} {value}" for name, value in POLICY.items()),
        page_words=_inline(words["page"]["page"]),
        page_assets=_inline(_runtime(out, assets, resting, f"{folder}/worker.js")),
        documents=_inline(documents),
    )
    (out / "index.html").write_text(page, "utf-8")
    manifest = environment.get_template("manifest.json").render(words=words["page"], files=files)
    (out / MANIFEST).write_text(manifest, "utf-8")
    runtime = [f"{assets['pyodide']}/{name}" for name in COLD]
    cold = [*runtime, assets["packages.zip"], assets["hunch.zip"]]
    gone = environment.get_template("gone.html").render(
        language=LANGUAGE, words=marked(words["page"])
    )
    offline(source / TOP / SCRIPT, out, cold if resting else [], gone)


def marked(tree: Any) -> Any:
    """Return content in which every text counts as HTML: its authors are ours."""
    if isinstance(tree, str):
        return Markup(tree)
    if isinstance(tree, list):
        return [marked(item) for item in tree]
    if isinstance(tree, dict):
        return {name: marked(item) for name, item in tree.items()}
    return tree


def _runtime(
    out: Path, assets: Mapping[str, str], resting: str | None, worker: str
) -> dict[str, Any]:
    """What the page's scripts need to start Python; sizes in bytes, for the progress bar."""
    runtime = assets["pyodide"]
    archives = [assets["packages.zip"], assets["hunch.zip"]]
    cold = [out / runtime / name for name in COLD] + [out / archive for archive in archives]
    resumed = list((out / resting).iterdir()) if resting else []
    return {
        "home": "./",
        "keeper": SCRIPT,
        "worker": worker,
        "runtime": f"{runtime}/",
        "archives": archives,
        "snapshot": f"{resting}/" if resting else "",
        # the modules are imported, not fetched, so their bytes are not counted
        "sizes": {
            way: {path.name: path.stat().st_size for path in files}
            for way, files in (("cold", cold), ("resumed", resumed))
        },
    }


def _words(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"content: {path.name}: {error}") from error


def _inline(value: Any) -> Markup:
    """Return JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
