"""Make a snapshot of Python's memory with the app in it, complete and at rest, in a real browser.

Workers in headless Chromium (`snapshot_maker.js`), each with a fresh interpreter:

1. rehearse: a learner's whole stay, on an entry that is thrown away. It tells which modules are
   imported and which libraries (.so) are loaded, some only on the way. Nothing else of it is kept:
   what it computed is what a learner is asked to predict.
2. make: the libraries are placed, those modules imported, the first page's documents built, the
   memory taken.
3. check, for each lab: resumed as in its page; the documents must be those of the page, and
   the same stay must need no module and no file that is not there.

A snapshot of just the same parts is taken from the cache (`snapshot_cache.py`).

In the site the snapshot is a folder: `heap.bin`, `code.bin` (the interpreter and the libraries, one
after the other), and `notes.json`, which `snapshot_resume.js` reads. They are packed (zstd) here
and not left to the host, which may not compress WebAssembly and knows nothing better than gzip;
`.zst` is an ending that some hosts do not serve. A new build gives another heap: it holds times and
addresses.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import zstandard
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from builder.browsers import FOUND, ensure
from builder.errors import BuildError
from builder.serve import HOST, Handler, Server
from builder.site.hashed_files import place_folder
from builder.snapshot.snapshot_cache import cached, key

HERE = Path(__file__).parent
MAKER = "builder/snapshot/snapshot_maker.js"
PAGE = "app/page/"
SCRIPTS = tuple(PAGE + name for name in (
    "python/pyodide_setup.js", "python/snapshot_resume.js", "python/lab_data.js",
    "python/patience.js", "python/zstddec.js", "shell/failure_cause.js", "storage/sha256.js",
))  # fmt: skip
DRIVING = ("snapshot.py", "rehearsal.py", "strip_docs.py")  # beside this file
CORE = "pyodide.asm.wasm"
LEVEL = 22  # the highest: ten seconds more than at 20, for 0.4 % of the bytes
WINDOW = 24  # log2 of how far back a match may lie: the decoder keeps as much in memory
SITE_PACKAGES = "/lib/python3.14/site-packages/"
DATA = (".toml", ".js", ".css")  # of the app's files the ones that it reads at run time
SECONDS = 180  # for any one of the three
ASK = """(job) => new Promise((resolve, reject) => {
  const worker = new Worker("snapshot_maker.js", { type: "module" });
  const end = (settle, value) => { worker.terminate(); settle(value); };
  worker.onmessage = ({ data }) =>
    data.failed ? end(reject, new Error(data.failed)) : end(resolve, data.done);
  worker.onerror = (event) => end(reject, new Error(event.message));
  worker.postMessage(job);
})"""

Notes = dict[str, Any]


def snapshot(
    root: Path, out: Path, cache: Path, assets: Mapping[str, str],
    supplies: Mapping[str, str], documents: Mapping[str, object],
) -> str:  # fmt: skip
    """Write a snapshot into `out`; its folder there. BuildError if none can be made.

    cache: where snapshots are kept; assets: where `pack` put the rest; supplies: by name,
    where the labs' data is; documents: by lab, as its page has them.
    """
    try:
        with TemporaryDirectory(prefix="hunch-snapshot-") as stage:
            maker = Maker(root, out, Path(stage), assets, supplies)
            return place_folder(out, "runtime/snapshot", maker.make(documents, cache / "snapshots"))
    except (PlaywrightError, OSError) as error:
        raise BuildError(first_line(error)) from error


class Maker:
    """The stage from which the browser is served, and what is asked of it."""

    def __init__(
        self, root: Path, out: Path, stage: Path,
        assets: Mapping[str, str], supplies: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.root, self.out, self.stage = root, out, stage
        self.supplies = supplies
        self.runtime = PurePosixPath(assets["pyodide"])
        self.archives = [assets["packages.zip"], assets["hunch.zip"]]

    def make(self, documents: Mapping[str, object], kept: Path) -> Mapping[str, bytes]:
        """The files of a snapshot that was found to work: those in `kept`, or new ones."""
        self._set()
        with stage_server(self.stage) as address, page_at(address) as page:
            self.page, self.address = page, address
            browser = page.context.browser
            parts = self._parts(documents, browser.version if browser else "")
            return cached(kept, key(parts), lambda: self._made(documents))

    def _set(self) -> None:
        (self.stage / "index.html").write_text("<!doctype html><link rel=icon href=data:,>")
        copyfile(self.root / MAKER, self.stage / Path(MAKER).name)
        for script in SCRIPTS:
            place = self.stage / script.removeprefix(PAGE)
            place.parent.mkdir(parents=True, exist_ok=True)
            copyfile(self.root / script, place)
        for file in (self.out / self.runtime).iterdir():
            self._link(PurePosixPath("pyodide") / file.name, file)
        for archive in (*self.archives, *self.supplies.values()):
            self._link(PurePosixPath(Path(archive).name), self.out / archive)

    def _parts(self, documents: Mapping[str, object], chromium: str) -> dict[str, bytes]:
        """All that a snapshot is made with and held against, before anything is made."""
        staged = {
            path.relative_to(self.stage).as_posix(): path.read_bytes()
            for path in self.stage.rglob("*")
            if path.is_file()
        }
        driving = {name: (HERE / name).read_bytes() for name in DRIVING}
        rest = [documents, dict(self.supplies), chromium, zstandard.__version__]
        return {**staged, **driving, "rest": json.dumps(rest).encode()}

    def _made(self, documents: Mapping[str, object]) -> dict[str, bytes]:
        needs = self._ask("rehearse", labs=list(documents))
        libraries = self._libraries(needs["libraries"])
        made = self._make(needs["modules"], libraries)
        files = self._files(made, libraries, self._data(needs["files"]))
        for name, data in files.items():
            (self.stage / name).write_bytes(data)
        for lab in documents:
            self._check(lab, documents[lab])
        return files

    def _make(self, modules: list[str], libraries: Mapping[str, bytes]) -> Notes:
        for path, data in libraries.items():
            (self.stage / wasm_name(path)).write_bytes(data)
        made = self._ask(
            "make",
            modules=modules,
            libraries=[[path, self.address + wasm_name(path)] for path in libraries],
            stripDocs=(HERE / "strip_docs.py").read_text("utf-8"),
            put=f"{self.address}{HEAP}",
        )
        if (self.stage / HEAP).stat().st_size != made["bytes"]:
            raise BuildError(f"snapshot: the heap did not arrive whole, of {made['bytes']} bytes")
        return made

    def _libraries(self, paths: list[str]) -> dict[str, bytes]:
        """Each library that is used, in the order in which Python loaded them."""
        with ZipFile(self.out / self.archives[0]) as box:
            return {path: box.read(path.removeprefix(SITE_PACKAGES)) for path in paths}

    def _files(
        self, made: Notes, libraries: Mapping[str, bytes], data: Mapping[str, str]
    ) -> dict[str, bytes]:
        parts = {CORE: (self.out / self.runtime / CORE).read_bytes(), **libraries}
        raw = {"heap": (self.stage / HEAP).read_bytes(), "code": b"".join(parts.values())}
        packed = {name: pack(data) for name, data in raw.items()}
        notes: Notes = {
            name: {"bytes": len(raw[name]), "sha256": sha256(packed[name]).hexdigest()}
            for name in raw
        }
        notes["code"]["parts"] = [[name, len(part)] for name, part in parts.items()]
        notes |= {
            "header": made["header"],
            "layout": made["layout"],
            "libraries": list(libraries),
            "files": data,
        }
        files = {f"{name}.bin": data for name, data in packed.items()}
        return {**files, "notes.json": json.dumps(notes).encode()}

    def _data(self, read: list[str]) -> dict[str, str]:
        """The files that are still read or looked for, and what else the app has of their kind."""
        data = {}
        for archive in self.archives:
            with ZipFile(self.out / archive) as box:
                for name in box.namelist():
                    path = SITE_PACKAGES + name
                    ours = archive == self.archives[1] and name.endswith(DATA)
                    if ours or (path in read and not name.endswith(".py")):
                        data[path] = box.read(name).decode()
        return data

    def _check(self, lab: str, documents: object) -> None:
        seen = self._ask("check", snapshot=self.address, lab=lab)
        if seen["modules"]:
            raise BuildError(f"snapshot: missing in {lab}: {', '.join(seen['modules'])}")
        if json.loads(seen["documents"]) != json.loads(json.dumps(documents)):
            raise BuildError(f"snapshot: its documents are not those of {lab}'s page")

    def _ask(self, job: str, **fields: object) -> Notes:
        message = {
            "job": job,
            "runtime": f"{self.address}pyodide/",
            "archives": [self.address + Path(archive).name for archive in self.archives],
            "supplies": [
                [name, self.address + Path(path).name] for name, path in self.supplies.items()
            ],
            "rehearsal": (HERE / "rehearsal.py").read_text("utf-8"),
            **fields,
        }
        answer: Notes = self.page.evaluate(ASK, message)
        return answer

    def _link(self, name: PurePosixPath, file: Path) -> None:
        (self.stage / name).parent.mkdir(exist_ok=True)
        copyfile(file, self.stage / name)


HEAP = "heap"


class StageHandler(Handler):
    """Serves the stage, and takes the heap, piece by piece."""

    def do_PUT(self) -> None:
        path, _, at = self.path.partition("?")
        if path != f"/{HEAP}":
            self.send_error(404)
            return
        size = int(self.headers["Content-Length"])
        with (Path(self.directory) / HEAP).open("wb" if at == "0" else "ab") as heap:
            heap.write(self.rfile.read(size))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def stage_server(folder: Path) -> Iterator[str]:
    """A server of the stage; its address."""
    with Server((HOST, 0), partial(StageHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def page_at(address: str) -> Iterator[Page]:
    """A browser that is here already (none is installed for this), at the stage."""
    browser = ensure(FOUND)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=browser.executable, args=list(browser.args)
        )
        try:
            page = running.new_page()
            page.set_default_timeout(SECONDS * 1000)
            page.goto(address)
            yield page
        finally:
            running.close()


def wasm_name(path: str) -> str:
    """The name under which a library is served: hosts give the type of WebAssembly to this one."""
    return f"{PurePosixPath(path).name.partition('.')[0].lstrip('_')}.wasm"


def pack(data: bytes) -> bytes:
    """Compressed for `app/page/python/zstddec.js`."""
    settings = zstandard.ZstdCompressionParameters.from_level(LEVEL, window_log=WINDOW)
    return zstandard.ZstdCompressor(compression_params=settings).compress(data)


def first_line(error: Exception) -> str:
    """The first line of an error's text; of one of Python's in the page, the line that says it."""
    lines = (str(error).strip() or type(error).__name__).splitlines()
    if "Traceback" not in lines[0]:
        return lines[0]
    return next(line for line in reversed(lines) if line.strip() and not line.startswith(" "))
