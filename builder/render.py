"""Write the page: templates and content, the documents drawn ahead, our own scripts and styles."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from wasmtime import wat2wasm

from app.entry import Entry
from app.kits import KITS
from app.words import gathered
from builder.failure import BuildError
from builder.lesson.lesson import lesson
from builder.modules import modules
from builder.offline import SCRIPT, integrity, offline
from builder.place import place, place_folder
from builder.snapshot import snapshot
from core.scenario import address

LANGUAGE = "en"
LESSON_LAB = "strokes"  # the lab on the lesson's page
BOOT, WATCH = "boot.js", "watch.js"
CONTROLS = "components/"
LABS = "labs/"  # the folder of the labs' own pages
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


def render(root: Path, out: Path, assets: Mapping[str, str], supplies: Mapping[str, str]) -> None:
    """Write the site's pages into `out`.

    assets: where `builder.pack` put the rest; supplies: by name, where the labs' data is.
    """
    source, content = root / "app" / "page", root / "content" / LANGUAGE
    words = {path.stem: _words(path.stem, content) for path in sorted(content.glob("*.toml"))}
    environment = Environment(
        loader=FileSystemLoader(source), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True,
    )  # fmt: skip
    files = _place_own(source, out, assets)
    held = lesson(content, environment, words["lesson"])  # refuses before the slow snapshot
    told = environment.get_template("lesson/lesson.html").render(
        words=marked(words["lesson"]), parts=held.parts, minutes=held.minutes,
        headings=[{"level": h.level, "id": h.id, "html": Markup(h.html)} for h in held.headings],
    )  # fmt: skip
    entries = {lab: Entry(lab) for lab in KITS}
    documents = {lab: entry.documents() for lab, entry in entries.items()}
    resting = snapshot(root, out, assets, supplies, documents)
    runtime = _runtime(out, assets, resting, str(files["worker"]))
    pages = Pages(environment, out, words, files, runtime, supplies)
    for lab, entry in entries.items():
        pages.write(lab, entry, documents[lab], f"{LABS}{lab}/", "../../")
    lesson_parts = {
        "lesson": Markup(told), "lesson_words": inline(words["lesson"]),
        "objects": inline(held.objects),
    }  # fmt: skip
    pages.write(LESSON_LAB, entries[LESSON_LAB], documents[LESSON_LAB], "", "", **lesson_parts)
    manifest = environment.get_template("manifest.json").render(words=words["page"], files=files)
    (out / MANIFEST).write_text(manifest, "utf-8")
    home = assets["pyodide"]
    cold = [f"{home}/{name}" for name in COLD] + [assets["packages.zip"], assets["hunch.zip"]]
    gone = environment.get_template("gone.html").render(
        language=LANGUAGE, words=marked(words["page"])
    )
    cold = [*(cold if resting else []), *supplies.values(), LABS]
    offline(source / TOP / SCRIPT, out, cold, gone)


@dataclass(frozen=True)
class Pages:
    """What all pages have in common."""

    environment: Environment
    out: Path
    words: Mapping[str, Any]
    files: Mapping[str, Any]
    runtime: Mapping[str, Any]
    supplies: Mapping[str, str]

    def write(
        self, lab: str, entry: Entry, documents: object, folder: str, base: str, **more: Markup
    ) -> None:
        """Write the page of one lab into `folder`, from which the site's top is `base`."""
        words, say = self.words["page"], self.words[lab]
        text = self.environment.get_template("page.html").render(
            language=LANGUAGE,
            base=base,
            alone=not more,
            words=marked(words),
            heading=marked(words if more else say["page"]),
            lab=self._lab(lab, entry),
            labs=self._labs(lab, base),
            record=self._part("record.html", self.words["record"]),
            files=self.files,
            modules=[*self.files["modules"], *self._controls(entry)],
            integrity=lambda path: integrity((self.out / path).read_bytes()),
            policy="; ".join(f"{name} {value}" for name, value in POLICY.items()),
            page_words=inline(words["page"]),
            page_assets=inline(self._assets(lab, base)),
            documents=inline(documents),
            **{"lesson": "", "lesson_words": "", "objects": ""} | more,
        )
        (self.out / folder).mkdir(parents=True, exist_ok=True)
        (self.out / folder / "index.html").write_text(text, "utf-8")

    def _controls(self, entry: Entry) -> list[str]:
        """The scripts of the controls that a page draws."""
        names = sorted({root.esm for root in entry.doc.roots if hasattr(root, "esm")})
        return [f"{self.files['controls']}{name}" for name in names]

    def _lab(self, lab: str, entry: Entry) -> Markup:
        say = self.words[lab]
        own = f"labs/{lab}.html"
        known = own in self.environment.list_templates()
        view = entry.view
        return self._part(
            own if known else "labs/panels.html", say,
            lab=lab, live=entry.session.live, address=address(entry.session.own),
            said=json.dumps(say["said"] | say["refused"], ensure_ascii=False),
            panels=[] if known else view.panels,
            settings=[] if known else list(view.settings.controls),
        )  # fmt: skip

    def _labs(self, lab: str, base: str) -> Markup:
        """The way to the other labs."""
        cards = [
            {"to": f"{base}{LABS}{name}/", **marked(self.words[name]["card"])}
            for name in KITS
            if name != lab
        ]
        return self._part("labs/labs.html", self.words["page"]["labs"], cards=cards)

    def _assets(self, lab: str, base: str) -> dict[str, Any]:
        return {
            **self.runtime,
            "home": base or "./",
            "lab": lab,
            "labs": {name: f"{LABS}{name}/" for name in KITS},
            "supplies": {name: self.supplies[name] for name in KITS[lab].supplies},
        }

    def _part(self, template: str, words: Any, **more: object) -> Markup:
        made = self.environment.get_template(template).render(words=marked(words), **more)
        return Markup(made)


def _place_own(source: Path, out: Path, assets: Mapping[str, str]) -> dict[str, Any]:
    """Place the page's own scripts, styles and icon; where they are."""
    scripts = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*.js"))
        if TOP not in path.parts and path.name != WATCH
    }
    for path in source.glob("*.wat"):
        scripts[path.with_suffix(".wasm").name] = bytes(wat2wasm(path.read_text("utf-8")))
    styles = b"".join((source / name).read_bytes() for name in LESSON_STYLES)
    folder = place_folder(out, "assets/js", scripts)
    return {
        "style": place(out, "assets/page.css", (source / "page.css").read_bytes()),
        "lesson_style": place(out, "assets/lesson.css", styles),
        "icon": place(out, "assets/icon.svg", (source / "icon.svg").read_bytes()),
        # on its own, so that it is still there after a deploy that renews the others
        "watch": place(out, f"assets/{WATCH}", (source / WATCH).read_bytes()),
        "boot": f"{folder}/{BOOT}",
        "worker": f"{folder}/worker.js",
        "modules": [f"{folder}/{name}" for name in modules(scripts, BOOT)[1:]],
        "controls": f"{folder}/{CONTROLS}",
        "libraries": [f"{folder}/shim.js", *(assets[name] for name in LIBRARIES)],
        "licenses": "vendor/LICENSES.txt",
        "manifest": MANIFEST,
    }


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


def _words(topic: str, folder: Path) -> dict[str, Any]:
    try:
        return gathered(topic, folder)
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"content: {topic}.toml: {error}") from error


def inline(value: Any) -> Markup:
    """Return JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
