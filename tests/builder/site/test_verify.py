"""Every kind of wrong address is found, with its file and line; right ones pass."""

from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.site.sizes import sizes
from builder.site.verify import verify

PAGE = """<!doctype html>
<title>Hunch</title>
<link rel="stylesheet" href="assets/page.css">
<link rel="canonical" href="https://example.org/hunch/">
<script type="module" src="assets/main.js"></script>
<h2 id="lab">Lab</h2>
<a href="#lab">lab</a> <a href="labs/strokes/index.html">strokes</a> <a href="?seed=7#lab">again</a>
<a href="https://example.org/paper">a source</a> <a href="mailto:a@example.org">mail</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">
<svg xmlns="http://www.w3.org/2000/svg"></svg>
<script type="application/json">{"source": "https://example.org/paper"}</script>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with nothing wrong in it."""
    files = {
        "index.html": PAGE,
        "labs/strokes/index.html": '<a href="../../index.html#lab">up</a>',
        "assets/page.css": "/* url(gone.png) */ a { background: url('dot.svg') }",
        "assets/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "assets/main.js": 'import "./b.js"\nnew Worker(new URL("./b.js", import.meta.url))',
        "assets/b.js": 'export const b = "http://www.w3.org/2000/svg"',
        "assets/c.js": 'export const c = "http://www.adlnet.org/xsd/adlcp_rootv1p2"',
        "vendor/library.js": 'fetch("https://example.org/x.js")',
        "runtime/a/python.js": 'fetch("https://example.org/x.js")',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_site_with_nothing_wrong_passes(site: Path) -> None:
    verify(site)


def test_a_site_without_a_first_page_fails(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no index\.html"):
        verify(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("index.html", '\n<script src="https://cdn.example.org/a.js">', "index.html:2: foreign"),
        ("index.html", "<img src=//cdn.example.org/a.png>", "index.html:1: foreign"),
        (
            "index.html",
            '<img srcset="assets/dot.svg 1x, https://x.example/b.png 2x">',
            r"index\.html:1: foreign",
        ),
        ("index.html", '<link rel="stylesheet" href="http://x.example/a.css">', "foreign"),
        ("index.html", '<iframe src="https://x.example/"></iframe>', "foreign"),
        ("index.html", "<meta http-equiv=refresh content='0; url=https://x.example'>", "foreign"),
        ("index.html", "<p style=\"background:url('https://x.example/a.png')\">", "foreign"),
        ("index.html", "<style>\n@import 'https://x.example/a.css';</style>", "html:2: foreign"),
        ("index.html", "<script>\n\nfetch('https://x.example')</script>", "html:3: foreign"),
        (
            "index.html",
            '<script type="application/json">\n{"url": "https://x.example/panel.css"}</script>',
            "index.html:2: foreign",
        ),
        ("index.html", '<a href="//x.example/">x</a>', "foreign"),
        ("index.html", '<a href="javascript:alert(1)">x</a>', "not allowed"),
        ("index.html", '<base href="/hunch/">', "<base>"),
        ("index.html", '<a href="/labs/">x</a>', "absolute path /labs/"),
        ("index.html", '<a href="gone.html">x</a>', r"gone\.html leads nowhere"),
        ("index.html", '<a href="labs/strokes/">x</a>', "labs/strokes/ is a folder"),
        ("index.html", '<a href="./?seed=7">x</a>', "is a folder"),
        ("index.html", '<a href="#gone">x</a>', "index.html has no id gone"),
        ("index.html", '<a href="labs/strokes/index.html#gone">x</a>', "no id gone"),
        ("index.html", '<a href="../outside.html">x</a>', "leads out of the site"),
        ("assets/page.css", "a {}\nb { src: url(https://x.example/a.woff) }", "css:2: foreign"),
        ("assets/page.css", '@import "gone.css";', r"css:1: gone\.css leads nowhere"),
        ("assets/page.css", "a { background: url(/dot.svg) }", "absolute path"),
        ("assets/main.js", 'import "https://x.example/a.js"', "js:1: foreign"),
        ("assets/main.js", 'import("//x.example/a.js")', "js:1: foreign"),
        ("assets/main.js", '\n\nnew WebSocket("wss://x.example")', "js:3: foreign"),
        ("assets/main.js", 'export { x } from "./gone.js"', r"gone\.js leads nowhere"),
        ("assets/main.js", 'new URL("./gone.js", import.meta.url)', r"gone\.js leads nowhere"),
        ("assets/dot.svg", '<svg><image href="https://x.example/a.png"/></svg>', "svg:1: foreign"),
        ("manifest.json", '{"icons": [{"src": "https://x.example/a.png"}]}', "foreign"),
    ],
)
def test_a_wrong_address_is_told_with_its_place(
    site: Path, name: str, text: str, told: str
) -> None:
    (site / name).write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=told):
        verify(site)


def test_a_file_of_a_kind_that_some_hosts_refuse_is_told(site: Path) -> None:
    (site / "runtime/a/python.mjs").write_text("")
    with pytest.raises(BuildError, match=r"not every host serves \.mjs: runtime/a/python\.mjs"):
        verify(site)


def test_all_wrong_addresses_are_printed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "index.html").write_text('<a id="lab" href="/a">\n<a href="/b">', encoding="utf-8")
    with pytest.raises(BuildError, match=r"2 wrong addresses, the first: index\.html:1"):
        verify(site)
    assert "index.html:2: absolute path /b" in capsys.readouterr().out


def test_the_sizes_add_up(site: Path) -> None:
    table = sizes(site)
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    assert table.splitlines()[-1].split()[:3] == ["all", "9", f"{total:,}"]
    assert "libraries (vendor)" in table
