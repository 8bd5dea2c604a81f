"""Look over the built site: nothing foreign is loaded, and every address leads somewhere.

Searched is what this project writes; the libraries and the runtime are third parties' text and
only counted. Every address has to be relative, so that the site works below any path.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.errors import BuildError
from builder.site.find_references import Page, Reference, in_css, in_js, in_json
from builder.site.headers import NAME as HEADERS

THIRD_PARTY = ("runtime", "vendor")
INLINE = {"data", "blob", "about"}  # schemes that ask no host
CORRESPONDENCE = {"mailto", "tel"}
READERS = {".css": in_css, ".js": in_js, ".json": in_json}
# What every host serves, and with a type under which browsers take it (.wasm is read without one).
KNOWN = {".bin", ".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".zip"}
UNSERVED = (HEADERS,)  # hosts read it, and no page does


def verify(out: Path) -> None:
    """Raise if any address in the site's own files is wrong; each is printed with its line.

    And if a file's ending is one that some hosts refuse or give no usable type.
    """
    if not (out / "index.html").is_file():
        raise BuildError(f"verify: {out} has no index.html")
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.suffix not in KNOWN and path.name not in UNSERVED:
            raise BuildError(
                f"verify: not every host serves {path.suffix}: {path.relative_to(out)}"
            )
    pages = {path: Page(path.read_text("utf-8")) for path in own(out) if path.suffix == ".html"}
    problems = [
        f"{path.relative_to(out)}:{reference.line}: {fault}"
        for path in own(out)
        for reference in references(path, pages)
        if (fault := wrong(reference, path, out, pages))
    ]
    for problem in problems:
        print(f"  {problem}", flush=True)
    if problems:
        count = f"{len(problems)} wrong address" + ("es" if len(problems) > 1 else "")
        raise BuildError(f"verify: {count}, the first: {problems[0]}")


def own(out: Path) -> Iterator[Path]:
    """The files of the site that are not a third party's."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.relative_to(out).parts[0] not in THIRD_PARTY:
            yield path


def references(path: Path, pages: dict[Path, Page]) -> list[Reference]:
    """All addresses in a file, read after its kind."""
    if path in pages:
        return pages[path].references
    if path.suffix == ".svg":
        return Page(path.read_text("utf-8")).references
    reader = READERS.get(path.suffix)
    return reader(path.read_text("utf-8")) if reader else []


def wrong(reference: Reference, path: Path, out: Path, pages: dict[Path, Page]) -> str | None:
    """What is wrong with an address in the file `path`, or None."""
    address = reference.address
    if address == "<base>":
        return "<base> changes what every relative address means"
    parts = urlsplit(address.replace("\\/", "/"))
    if parts.scheme in INLINE or (reference.link and parts.scheme in CORRESPONDENCE):
        return None
    if parts.scheme in ("http", "https") or parts.netloc:
        return None if reference.link and parts.scheme else f"foreign address {address}"
    if parts.scheme:
        return f"address of a kind that is not allowed here: {address}"
    if parts.path.startswith("/"):
        return f"absolute path {address}: it breaks below a subpath, write it relative"
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
    if target.is_dir() and parts.path:
        return f"{address} is a folder: name its index.html, for not every host looks for it"
    if not target.is_relative_to(out.resolve()):
        return f"{address} leads out of the site"
    if not target.is_file():
        return f"{address} leads nowhere: there is no {target.relative_to(out.resolve())}"
    page = pages.get(out / target.relative_to(out.resolve()))
    if page and parts.fragment and unquote(parts.fragment) not in page.ids:
        return f"{address} leads nowhere: {target.name} has no id {unquote(parts.fragment)}"
    return None
