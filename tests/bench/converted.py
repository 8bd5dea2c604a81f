"""The same app as `panel convert --to pyodide-worker` would load it, from local files alone.

Panel's own templates make the worker and the page's script, so the steps are theirs: loadPyodide,
the app's files, micropip, Bokeh, Panel and all that they declare, then the app, whose document
goes to the page as JSON. `convert` itself is not called: it writes the addresses of public hosts.
Markup, styles and Python are those of our page. What makes it easier for this page than for
Panel's own: no nh3, and an index and a lock file that list only what is asked for. What was
changed: a module worker, for this Pyodide runs in no other.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copyfile, copytree

from builder.inputs.download_sources import download_sources
from builder.inputs.fetch import cache_folder, fetch
from builder.inputs.pins import Pin, Pins, load
from builder.site.pyodide_files import RUNTIME
from tests.bench import wheels

HERE = Path(__file__).parent
LOADING = "loading.css"  # for pages that are not complete
SPINNER = "arc"
CLASSIC = "./pyodide/pyodide.js"  # Pyodide 314 no longer runs in classic workers, so it becomes
MODULE = 'import { loadPyodide } from "./pyodide/pyodide.mjs";'
INDEX = """import micropip, micropip.package_index
      micropip.package_index.DEFAULT_INDEX_URLS[:] = ["%s"]
      micropip.set_index_urls(micropip.package_index.DEFAULT_INDEX_URLS)
"""
INFO = {
    "abi_version": "2026_0", "arch": "wasm32", "platform": "emscripten_5_0_3",
    "python": "3.14.0",
}  # fmt: skip
PRERENDER = """addEventListener("DOMContentLoaded", () => {
  const { id, roots, json } = JSON.parse(document.getElementById("documents").textContent);
  const places = Object.fromEntries(roots.map(([root, name]) => [root, `root-${name}`]));
  const item = { docid: id, roots: places, root_ids: Object.keys(places) };
  Bokeh.embed.embed_items({ [id]: json }, [item]);
});
// Panel's link carries changes of models and no messages: see converted_app.py
addEventListener("hunch:input", ({ detail }) => {
  const carrier = Bokeh.documents.at(-1).roots().find((root) => root.data?.name === "why");
  carrier.data.placeholder = JSON.stringify(detail);
});"""


def fetched(root: Path) -> dict[str, Path]:
    """Every file from outside, checked as the build does it."""
    pins = all_pins()
    return fetch(pins.files, cache_folder(root), download_sources(pins))


def all_pins() -> Pins:
    """The pins of the build and those of the benchmark."""
    pins, more = load(), tomllib.loads((HERE / "pins.toml").read_text("utf-8"))["file"]
    own = tuple(Pin(one["name"], one["size"], one["sha256"], one["from"]) for one in more)
    return replace(pins, files=pins.files + own)


def convert(dist: Path, files: Mapping[str, Path], out: Path, address: str) -> None:
    """Write the page into `out`, which will be served at `address`."""
    from panel.io.convert import POST, PRE, WEB_WORKER_TEMPLATE, WORKER_HANDLER_TEMPLATE
    from panel.io.resources import DIST_DIR

    for folder in ("pyodide", "index"):
        (out / folder).mkdir(parents=True)
    for folder in ("assets", "vendor"):
        copytree(dist / folder, out / folder)
    for name in RUNTIME:
        copyfile(files[name], out / "pyodide" / name)
    (archive,) = dist.glob("runtime/hunch-*.zip")
    copyfile(archive, out / "app.resources.zip")
    packages = {name: path for name, path in files.items() if name.endswith(".whl")}
    names = wheels.stage(packages, out, INFO | {"version": load().version}, address)
    code = "\n".join([PRE, (HERE / "converted_app.py").read_text("utf-8"), POST])
    given = ", ".join(repr(address + names[name]) for name in wheels.GIVEN)
    worker = WEB_WORKER_TEMPLATE.render(
        PYODIDE_URL=CLASSIC,
        data_archives=repr("app.resources.zip"),
        env_spec=f"{given}, 'pyodide-http'",
        code=code.encode("unicode_escape").decode("utf-8").replace("`", r"\`"),
    )
    worker = once(worker, f'importScripts("{CLASSIC}");', MODULE)
    worker = once(worker, "import micropip\n", INDEX % f"{address}index/{{package_name}}.json")
    (out / "app.js").write_text(worker, "utf-8")
    handler = WORKER_HANDLER_TEMPLATE.render(name="app", loading_spinner=SPINNER)
    handler = once(handler, '("./app.js")', '("./app.js", { type: "module" })')
    page = (dist / "index.html").read_text("utf-8")
    copyfile(DIST_DIR / "css" / LOADING, out / LOADING)
    (out / "index.html").write_text(page_of(page, handler), "utf-8")


def once(text: str, part: str, instead: str) -> str:
    """`text` with its only `part` replaced."""
    assert text.count(part) == 1, part
    return text.replace(part, instead)


def page_of(page: str, handler: str) -> str:
    """Our page with Panel's script in place of ours."""
    (documents,) = re.findall(
        r'<script type="application/json" id="documents">(.*?)</script>', page
    )
    for number, (_, name) in enumerate(json.loads(documents)["roots"]):
        slot = f'data-slot="{name}"'
        assert page.count(slot) == 1, slot
        page = page.replace(slot, f'{slot} id="root-{name}" data-root-id="{number:04}"')
    for pattern, instead in (
        (r'<meta http-equiv="Content-Security-Policy"[^>]*>', ""),  # Panel's pages have none
        (r'<link rel="manifest"[^>]*>', f'<link rel="stylesheet" href="{LOADING}">'),
        (r'<script type="module"[^>]*></script>', ""),
        (r"<script defer ", "<script "),
        (r"<body>", f'<body class="pn-loading pn-{SPINNER}">'),
        (r"</body>", f"<script>{handler}</script><script>{PRERENDER}</script></body>"),
    ):
        page, count = re.subn(pattern, lambda _, text=instead: text, page)
        assert count, pattern
    return page
