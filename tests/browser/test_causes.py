"""Each cause for which the page or its Python does not come is caused here, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import ROOT
from tests.browser.site import CUT, MISSING, STALLED, Fault, Site
from tests.browser.test_cuts import AGAIN, SAID, drawn
from tests.browser.test_failures import FAILED, failed, hurried, without_snapshot
from tests.browser.visit import Visit, Visits

PAGE = b"<!doctype html><title>Blocked</title><p>This address is blocked by your school."
EXPECTED = (*SAID, "MIME type", "Content Security Policy", "violates", "out of luck", "memory",
            "status of 503", "SyntaxError", "Unexpected token", "BadZipFile",
            "preload")  # fmt: skip
SOME = 64  # bytes
OFFLINE = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });"
TOO_OLD = "delete HTMLScriptElement.prototype.noModule;"
NO_FIND = "delete Array.prototype.findLast; delete Object.hasOwn;"
UNLUCKY = """const parse = JSON.parse;
JSON.parse = (text) => { throw new TypeError("out of luck"); };"""


def returns(path: Path) -> bytes:
    """The file as FTP's text mode, or git on Windows, makes it."""
    return path.read_bytes().replace(b"\n", b"\r\n")


def damaged(path: Path) -> bytes:
    """The file with some bytes of its middle changed to what is no code, and as long as before."""
    body = bytearray(path.read_bytes())
    middle = len(body) // 2
    body[middle : middle + SOME] = b"\xff" * SOME
    return bytes(body)


def refused(visit: Visit, name: str) -> AbstractContextManager[None]:
    return routed(visit, name, lambda route: route.fulfill(status=503, body="busy"))


@contextmanager
def routed(visit: Visit, name: str, answer: Callable[..., object]) -> Iterator[None]:
    """For a while something on the way answers for this file."""
    pattern = re.compile(rf"/{re.escape(name)}$")
    visit.context.route(pattern, answer)
    try:
        yield
    finally:
        visit.context.unroute(pattern)


def policy(rules: str) -> Callable[..., object]:
    """What a host answers that sends a policy of its own."""

    def answer(route: object) -> None:
        got = route.fetch()  # type: ignore[attr-defined]
        headers = got.headers | {"Content-Security-Policy": rules}
        route.fulfill(response=got, headers=headers)  # type: ignore[attr-defined]

    return answer


# ---- parts of the page itself

PARTS = ("main.js", "store.js", "panel.min-*.js", "page-*.css")  # of each kind one
FAULTS: dict[str, Fault | Callable[[Path], bytes]] = {
    "missing": MISSING,
    "page": PAGE,
    "cut": CUT,
    "lines": returns,
    "altered": damaged,
}


def told(visit: Visit, cause: str, name: str = "") -> None:
    """The sentence of this cause is to be seen, with the file's name and a way out."""
    place = visit.page.locator(".stuck.told")
    expect(place).to_contain_text(FAILED[cause]["what"])
    expect(place).to_contain_text(FAILED[cause]["help"])
    expect(place).to_contain_text(name)
    expect(place).to_be_visible()
    expect(place.get_by_role("link", name=AGAIN)).to_be_visible()


def test_a_part_of_the_page(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    for cause, fault in FAULTS.items():
        for pattern in PARTS:
            path = visit.site.file(f"**/{pattern}")
            if cause == "lines" and pattern.startswith("panel"):
                continue  # it is one line
            with visit.site.broken(path, fault(path) if callable(fault) else fault):
                visit.page.goto(visit.site.home, wait_until="commit")
                told(visit, cause, path.name)
    with refused(visit, "main.js"):
        visit.page.goto(visit.site.home, wait_until="commit")
        told(visit, "refused", "main.js")
    visit.page.get_by_role("link", name=AGAIN).click()
    expect(visit.page.locator("html")).to_have_attribute("data-drawn", "")
    expect(visit.page.locator(".stuck")).to_have_count(0)


def test_no_connection(visits: Visits) -> None:
    visit = visits(OFFLINE).expect(*EXPECTED)
    with routed(visit, "main.js", lambda route: route.abort("internetdisconnected")):
        visit.page.goto(visit.site.home, wait_until="commit")
        told(visit, "offline", "main.js")


def test_a_host_forbids_our_scripts(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    with routed(visit, "", policy("script-src 'self' 'wasm-unsafe-eval'")):  # Panel needs blob:
        visit.page.goto(visit.site.home, wait_until="commit")
        told(visit, "forbidden", "blob:")


@pytest.mark.parametrize("lacks", [TOO_OLD, NO_FIND], ids=["no modules", "no functions"])
def test_an_old_browser(visits: Visits, lacks: str) -> None:
    visit = visits(lacks).expect(*EXPECTED, "page error", "is not a function")
    visit.page.goto(visit.site.home, wait_until="commit")
    told(visit, "old")


def test_a_fault_of_the_page(visits: Visits) -> None:
    visit = visits(UNLUCKY).expect(*EXPECTED)
    visit.page.goto(visit.site.home, wait_until="commit")
    told(visit, "fault", "out of luck")


def test_opened_as_a_file(browser: Browser) -> None:
    for name in ("index.html", "labs/pca/index.html"):
        page = browser.new_page()
        page.goto((ROOT / "dist" / name).as_uri())
        place = page.locator(".stuck.told")
        expect(place).to_contain_text(FAILED["file"]["what"])
        expect(place).to_contain_text("python -m http.server")
        expect(place).to_be_visible()
        page.close()


# ---- what is not ours

INJECTED = """
<script src="https://static.cloudflareinsights.com/beacon.min.js"
 integrity="sha512-AAAA" crossorigin="anonymous" data-cf-beacon="{}"></script>
<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>
<script src="{folder}injected.js"></script>
<script>inline();</script>
<link rel="stylesheet" href="{folder}injected.css">
<link rel="stylesheet" href="/cdn-cgi/none.css">
<script src="chrome-extension://abcdefghijklmnop/inject.js"></script>
<link rel="stylesheet" href="{folder}late.css">
"""
THROWS = b"""Promise.reject(new Error("foreign")); Promise.reject("nothing");
setTimeout(() => { throw new TypeError("foreign, later"); });
document.body?.prepend("A toolbar.");
throw new SyntaxError("foreign");"""


@pytest.fixture
def injecting(visits: Visits) -> Iterator[Visit]:
    """A visit to a host that puts scripts and styles of its own into each page."""
    visit = visits(clock=True).expect(*EXPECTED, "foreign", "nothing", "404", "unknown", "ERR_")
    folder = visit.site.folder
    page = folder / "index.html"
    text = page.read_text("utf-8")
    injected = INJECTED.replace("{folder}", visit.site.home)
    files = {"injected.js": THROWS, "injected.css": b"", "late.css": b"body { opacity: .9 }"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    page.write_text(text.replace("</head>", injected + "</head>"), "utf-8")
    yield visit
    page.write_text(text, "utf-8")
    for name in files:
        (folder / name).unlink()
    visit.requests[:] = [url for url in visit.requests if url.startswith(visit.site.origin)]


def test_what_hosts_and_extensions_put_in(injecting: Visit) -> None:
    """Nothing is said of it, neither of what fails nor of what never comes."""
    visit = injecting
    with visit.site.broken(visit.site.folder / "late.css", STALLED):
        visit.page.goto(visit.site.home, wait_until="commit")
        assert visit.site.stalled.wait(60)
        visit.page.clock.run_for(9_000)  # it would hold up the page for ever
        visit.until("live")
        visit.page.clock.run_for(20_000)
        expect(visit.page.locator(".stuck")).to_have_count(0)
        visit.predict("another", 2)
        drawn(visit)
    expect(visit.page.locator("body")).to_have_css("opacity", "0.9")  # and is used when it comes


def test_a_style_sheet_of_ours_that_is_late(visits: Visits) -> None:
    """The page goes on without, says so, and takes that back."""
    visit = visits(clock=True).expect(*EXPECTED)
    path = visit.site.file("**/page-*.css")
    with visit.site.broken(path, STALLED):
        visit.page.goto(visit.site.home, wait_until="commit")
        assert visit.site.stalled.wait(60)
        visit.page.clock.run_for(9_000)
        told(visit, "slow", path.name)
        visit.until("live")
    expect(visit.page.locator(".stuck")).to_have_count(0)
    expect(visit.page.locator(".lab")).to_have_css("border-top-left-radius", "14px")


# ---- Python

MEMORY = b"""WebAssembly.Memory = function () {
  throw new RangeError("WebAssembly.Memory(): could not allocate memory");
};"""
NO_WORKER = "window.Worker = function () { throw new DOMException('no', 'SecurityError'); };"
CLASSIC = """{
  const { Worker } = window; // it knows no modules
  window.Worker = class extends Worker { constructor(url) { super(url); } };
}"""


def python_fails(visit: Visit, cause: str, name: str = "", lab: str = "") -> None:
    """It says this cause, and nothing that was entered is lost."""
    visit.page.goto(visit.site.home + lab)
    sentences = failed(visit)
    assert sentences.startswith(f"{FAILED[cause]['what']} {FAILED[cause]['help']}"), sentences
    assert name in sentences


@pytest.mark.parametrize(
    "pattern",
    ["worker.js", "python_start.js", "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm",
     "python_stdlib.zip", "packages-*.zip"],
)  # fmt: skip
def test_a_page_in_place_of_a_part_of_python(visits: Visits, pattern: str) -> None:
    visit = visits().expect(*EXPECTED)
    path = visit.site.file(f"**/{pattern}")
    with without_snapshot(visit.site), visit.site.broken(path, PAGE):
        python_fails(visit, "page", path.name)
    with (
        without_snapshot(visit.site),
        routed(visit, path.name, lambda route: route.fulfill(body=PAGE, content_type="text/html")),
    ):
        python_fails(visit, "page", path.name)


def test_a_page_in_place_of_the_snapshot(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    for name in ("heap.bin", "code.bin", "notes.json"):
        with (
            visit.site.broken(visit.site.file(f"**/{name}"), PAGE),
            visit.page.expect_console_message(lambda said: "Python is live" in said.text) as heard,
        ):
            visit.page.goto(visit.site.home)
        assert "cold (" in heard.value.text


DATA: dict[str, Fault | Callable[[Path], bytes]] = {
    "missing": MISSING, "page": PAGE, "cut": CUT, "slow": STALLED, "altered": damaged,
    "lines": returns,
}  # fmt: skip


def test_the_data_of_a_lab(visits: Visits) -> None:
    """What is altered is not used: no lab says what is not so."""
    visit = visits().expect(*EXPECTED, "integrity")
    path = visit.site.file("**/digits-8-train-*.bin")
    script = visit.site.file("**/lab_data.js")
    less = script.read_bytes().replace(b"PATIENCE = 30;", b"PATIENCE = 2;")
    for cause, fault in DATA.items():
        made = fault(path) if callable(fault) else fault
        with visit.site.broken(script, less), visit.site.broken(path, made):
            python_fails(visit, cause, "digits-8-train", "labs/train/")


def test_altered_on_the_way_to_the_server(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    for pattern, made, cause in (
        ("pyodide.asm.wasm", damaged, "altered"),
        ("packages-*.zip", damaged, "altered"),
        ("packages-*.zip", returns, "lines"),
        ("pyodide.asm.js", damaged, "altered"),
    ):
        path = visit.site.file(f"**/{pattern}")
        with without_snapshot(visit.site), visit.site.broken(path, made(path)):
            python_fails(visit, cause, path.name)


def test_nothing_arrives(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    stalls = visit.site.broken(visit.site.file("**/pyodide.asm.wasm"), STALLED)
    with hurried(visit.site), without_snapshot(visit.site), stalls:
        python_fails(visit, "slow", "pyodide.asm.wasm")


def test_no_memory(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    path = visit.site.file("**/worker.js")
    with visit.site.broken(path, MEMORY + path.read_bytes()):
        python_fails(visit, "no_memory")
    visit.button("Try again").click()
    visit.until("live")


@pytest.mark.parametrize(("script", "cause"), [(NO_WORKER, "no_worker"), (CLASSIC, "old")])
def test_no_worker(visits: Visits, script: str, cause: str) -> None:
    python_fails(visits(script), cause)


@pytest.mark.parametrize("rules", ["worker-src 'none'", "connect-src 'none'"])
def test_a_host_forbids_what_python_needs(visits: Visits, rules: str) -> None:
    visit = visits().expect(*EXPECTED)
    name = "" if "worker" in rules else "worker.js"
    with without_snapshot(visit.site), routed(visit, name, policy(rules)):
        python_fails(visit, "forbidden")


def test_wasm_of_another_type_is_compiled_all_the_same(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)

    def octets(route: object) -> None:
        got = route.fetch()  # type: ignore[attr-defined]
        headers = got.headers | {"content-type": "application/octet-stream"}
        route.fulfill(response=got, headers=headers)  # type: ignore[attr-defined]

    with without_snapshot(visit.site), routed(visit, "pyodide.asm.wasm", octets):
        visit.open()


def test_every_cause_is_tested_here() -> None:
    """But for those of a worker and a Python that go wrong, see `test_failures`, `test_worker`, and
    those of frames, see `test_frames`."""
    text = Path(__file__).read_text("utf-8")
    elsewhere = {"part", "python", "worker", "ended", "no_wasm", "cut_off", "framed"}
    assert {cause for cause in FAILED if f'"{cause}"' not in text} <= elsewhere


def test_the_site_is_left_whole(site: Site) -> None:
    assert site.faults == {}
