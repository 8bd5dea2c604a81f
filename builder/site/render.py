"""Write the page: templates and content, the documents drawn ahead, our own scripts and styles."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from wasmtime import wat2wasm

from app.runtime.lab_runtime import LabRuntime
from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import gathered
from builder.errors import BuildError
from builder.lesson.lesson import lesson
from builder.site.hashed_files import DIGITS, place_folder, place_hashed
from builder.site.headers import headers
from builder.site.load_guard import listed, watch
from builder.site.notices import LICENSES
from builder.site.offline import MISSING, SCRIPT, offline
from builder.site.pages import HOME_LAB, LABS, LANGUAGE, Pages
from builder.site.policy import ADDRESS, address_script, policy
from builder.site.preloaded_modules import modules
from builder.site.report_page import report
from builder.site.site_files import list_site_files
from builder.site.teach_page import teach
from builder.site.template_markup import inline, marked
from builder.site.tool_pages import CLASSROOM, ToolPages
from builder.snapshot.snapshot import snapshot

MAIN, WORKER, SHIM = "main.js", "python/worker.js", "shell/import_shim.js"
REPORT_WORKER = "classroom/report/report_worker.js"
LOAD_GUARD, CAUSE = "shell/load_guard.js", "shell/failure_cause.js"
CONTROLS = "lab/components/"
LAB_FOLDERS = "app/labs"  # each lab has its own template and style there, where it needs one
TOP = "storage/root"  # the folder of what lies at the site's top under a fixed name
MANIFEST = "manifest.json"
PACKAGE = "scorm"  # the folder of scripts that only the teacher's page asks for
COLD = ("pyodide.asm.wasm", "python_stdlib.zip")  # of the runtime: a snapshot brings its own
LIBRARIES = (  # in the order in which they must load
    "bokeh.min.js", "bokeh-widgets.min.js", "bokeh-tables.min.js",
    "panel.min.js",
)  # fmt: skip
LESSON_STYLES = (
    "lesson/lesson.css", "lesson/editor/layout.css", "lesson/program.css",
    "lab/components/stage.css",
)  # fmt: skip


def render(
    root: Path, out: Path, cache: Path, assets: Mapping[str, str], supplies: Mapping[str, str]
) -> str:
    """Write the site's pages into `out`; returns what they must go without, and why, or "".

    cache: where snapshots are kept; assets: where `pack` put the rest; supplies: by name,
    where the labs' data is.
    """
    source, content = root / "app" / "page", root / "content" / LANGUAGE
    words = {path.stem: _words(path.stem, content) for path in sorted(content.glob("*.toml"))}
    environment = Environment(
        loader=FileSystemLoader([source, root / LAB_FOLDERS]), undefined=StrictUndefined,
        autoescape=True, trim_blocks=True,
    )  # fmt: skip
    files = _place_own(source, out, assets, words["page"])
    held = lesson(content, environment, words["lesson"])  # refuses before the slow snapshot
    told = environment.get_template("lesson/lesson.html").render(
        words=marked(words["lesson"]), parts=held.parts, minutes=held.minutes,
        headings=[{"level": h.level, "id": h.id, "html": Markup(h.html)} for h in held.headings],
    )  # fmt: skip
    entries = {lab: LabRuntime(lab) for lab in REGISTERED_LABS}
    documents = {lab: entry.documents() for lab, entry in entries.items()}
    resting, without = "", ""
    try:
        resting = snapshot(root, out, cache, assets, supplies, documents)
    except BuildError as error:
        without = f"there is no snapshot, Python will start cold: {error}"
    runtime = _runtime(out, assets, resting, str(files["worker"]))
    runtime["parts"] = listed(out)
    mended = address_script(source)
    pages = Pages(environment, out, words, files, runtime, supplies, mended)
    for lab, entry in entries.items():
        pages.write(lab, entry, documents[lab], f"{LABS}{lab}/", "../../")
    lesson_parts = {
        "lesson": Markup(told), "lesson_words": inline(words["lesson"]),
        "objects": inline(held.objects),
    }  # fmt: skip
    tools = ToolPages(
        environment, source, out, words, files, files["modules_of"], mended
    )  # fmt: skip
    class_report = report(out, runtime, str(files["report_worker"]), supplies, words)
    for_teachers = (teach(runtime), class_report)
    for tool in for_teachers:
        tools.write(tool)
    pages.write(HOME_LAB, entries[HOME_LAB], documents[HOME_LAB], "", "", **lesson_parts)
    manifest = environment.get_template(f"shell/{MANIFEST}").render(
        words=words["page"], files=files
    )
    (out / MANIFEST).write_text(manifest, "utf-8")
    home = assets["pyodide"]
    cold = [f"{home}/{name}" for name in COLD] + [assets["packages.zip"], assets["hunch.zip"]]
    bare = environment.get_template("shell/bare.html")
    say = marked(words["page"])
    gone, missing = (
        bare.render(language=LANGUAGE, words=say, sentence=sentence, again=again)
        for sentence, again in ((say["gone"], say["stuck"]["again"]), (say["no_page"], ""))
    )
    (out / MISSING).write_text(missing, "utf-8")
    aside = [
        place
        for name in (*(tool.name for tool in for_teachers), PACKAGE)
        for place in (f"{name}/", f"{files['scripts']}{CLASSROOM}{name}/", f"assets/{name}-")
    ]
    cold = [*(cold if resting else []), *supplies.values(), LABS, *aside]
    offline(source / TOP / SCRIPT, out, cold, gone)
    list_site_files(out)
    headers(out, policy(mended))
    return without


def _place_own(
    source: Path, out: Path, assets: Mapping[str, str], words: Mapping[str, Any]
) -> dict[str, Any]:
    """Place the page's own scripts, styles and icon; where they are."""
    others = {source / TOP / SCRIPT, source / LOAD_GUARD, source / ADDRESS}
    scripts = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*.js"))
        if path not in others
    }
    for path in source.rglob("*.wat"):
        name = path.relative_to(source).with_suffix(".wasm").as_posix()
        scripts[name] = bytes(wat2wasm(path.read_text("utf-8")))
    styles = b"".join((source / name).read_bytes() for name in LESSON_STYLES)
    folder = place_folder(out, "assets/js", scripts)
    return {
        "style": place_hashed(out, "assets/page.css", _style(source)),
        "lesson_style": place_hashed(out, "assets/lesson.css", styles),
        "icon": place_hashed(out, "assets/icon.svg", (source / "shell/icon.svg").read_bytes()),
        # on its own, so that it is still there after a deploy that renews the others
        "watch": place_hashed(
            out, "assets/load_guard.js", watch(source / LOAD_GUARD, source / CAUSE, words)
        ),
        "boot": f"{folder}/{MAIN}",
        "worker": f"{folder}/{WORKER}",
        "report_worker": f"{folder}/{REPORT_WORKER}",
        "modules": [f"{folder}/{name}" for name in modules(scripts, MAIN)[1:]],
        "modules_of": lambda first: [f"{folder}/{name}" for name in modules(scripts, first)],
        "scripts": f"{folder}/",
        "controls": f"{folder}/{CONTROLS}",
        "libraries": [f"{folder}/{SHIM}", *(assets[name] for name in LIBRARIES)],
        "licenses": LICENSES,
        "manifest": MANIFEST,
    }


def _style(source: Path) -> bytes:
    """The page's style sheet, and what labs add to it."""
    own = sorted((source.parent / "labs").glob("*/style.css"))
    return b"".join(path.read_bytes() for path in (source / "shell/page.css", *own))


def _runtime(out: Path, assets: Mapping[str, str], resting: str, worker: str) -> dict[str, Any]:
    """What the page's scripts need to start Python; sizes in bytes, for the progress bar."""
    runtime = assets["pyodide"]
    archives = [assets["packages.zip"], assets["hunch.zip"]]
    cold = [out / runtime / name for name in COLD] + [out / archive for archive in archives]
    resumed = list((out / resting).iterdir()) if resting else []
    return {
        "keeper": SCRIPT,
        "worker": worker,
        "runtime": f"{runtime}/",
        "archives": archives,
        "snapshot": f"{resting}/" if resting else "",
        "content": PurePosixPath(assets["hunch.zip"]).stem[-DIGITS:],
        # the modules are imported, not fetched, so their bytes are not counted
        "sizes": {
            way: {path.name: path.stat().st_size for path in files}
            for way, files in (("cold", cold), ("resumed", resumed))
        },
    }


def _words(topic: str, folder: Path) -> dict[str, Any]:
    try:
        return gathered(topic, folder)
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"content: {topic}.toml: {error}") from error
