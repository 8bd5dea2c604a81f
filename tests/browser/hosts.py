"""Static servers as people use them, each started on this machine for a folder.

`python -m http.server`, nginx as Debian configures it, and `serve` from npm (at the versions and
hashes of `serve/package-lock.json`) are the real ones. The rules of a few hosts that nobody can
start here are written down below.
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import unquote
from urllib.request import urlopen

from builder.browsers import by_debian, is_root, on_path
from builder.inputs.fetch import cache_folder
from builder.serve import HOST
from tests.browser.site import PATIENCE, SiteHandler

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PERMANENT = HTTPStatus.PERMANENT_REDIRECT
STEP = 0.05
SECONDS_TO_INSTALL = 300
BEACON = b"""<script defer src="https://static.cloudflareinsights.com/beacon.min.js" data-cf-beacon='{"token": "0"}'></script>"""  # noqa: E501

NGINX = """
daemon off; pid {work}/pid; error_log {work}/errors; {user}
events {{ }}
http {{
  include {types}; default_type application/octet-stream; sendfile on; tcp_nopush on; gzip on;
  access_log off; client_body_temp_path {work}/body; proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi; uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
  server {{
    listen {host}:{port}; root {root}; index index.html;
    location / {{ try_files $uri $uri/ =404; }}
  }}
}}
"""
DEBIAN_TYPES = Path("/etc/nginx/mime.types")


def python(root: Path, port: int, work: Path) -> list[str]:
    """The standard library's."""
    where = ["--bind", HOST, "--directory", str(root), str(port)]
    return [sys.executable, "-m", "http.server", *where]


def nginx(root: Path, port: int, work: Path) -> list[str]:
    """Debian's, with Debian's types (no .mjs among them)."""
    found = shutil.which("nginx") or by_debian("nginx", ("nginx",)) or shutil.which("nginx")
    assert found, "no nginx: put one on the PATH, such as Debian's package `nginx-light`"
    text = NGINX.format(
        work=work, root=root, host=HOST, port=port, types=DEBIAN_TYPES,
        user="user root;" if is_root() else "",  # or it would not be let into a folder of root's
    )  # fmt: skip
    (work / "nginx.conf").write_text(text)
    return [str(found), "-c", str(work / "nginx.conf"), "-e", str(work / "errors")]


def npx_serve(root: Path, port: int, work: Path) -> list[str]:
    """What `npx serve` runs."""
    node, npm = on_path(("node",)), shutil.which("npm")
    assert node, "`serve` needs node on the PATH"
    assert npm, "`serve` needs npm on the PATH"
    lock = HERE / "serve" / "package-lock.json"
    folder = cache_folder(ROOT) / f"serve-{sha256(lock.read_bytes()).hexdigest()[:10]}"
    main = folder / "node_modules/serve/build/main.js"
    if not main.exists():
        shutil.copytree(lock.parent, folder, dirs_exist_ok=True)
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            cwd=folder, check=True, timeout=SECONDS_TO_INSTALL,
        )  # fmt: skip
    options = ["--no-clipboard", "--no-request-logging", "--no-port-switching"]
    return [str(node), str(main), *options, "--listen", f"tcp://{HOST}:{port}", str(root)]


REAL: dict[str, Callable[[Path, int, Path], list[str]]] = {
    "http.server": python,
    "nginx": nginx,
    "serve": npx_serve,
}


@contextmanager
def running(name: str, root: Path, work: Path) -> Iterator[str]:
    """One of the real servers, at work for `root`; its origin. It may write into `work`."""
    work.mkdir(parents=True, exist_ok=True)
    with socket.socket() as one:
        one.bind((HOST, 0))
        port = one.getsockname()[1]
    said = work / "said.txt"
    with said.open("wb") as log:
        command = REAL[name](root, port, work)
        process = subprocess.Popen(command, cwd=work, stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE
        while not answers(f"http://{HOST}:{port}/"):
            told = said.read_text("utf-8", "replace")
            assert process.poll() is None, f"{name} has ended:\n{told}"
            assert time.monotonic() < end, f"{name} does not answer:\n{told}"
            time.sleep(STEP)
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def answers(address: str) -> bool:
    """Whether there is a server by now, whatever it says."""
    try:
        with urlopen(address, timeout=PATIENCE):
            return True
    except HTTPError:
        return True
    except (URLError, ConnectionError):
        return False


class Ruled(SiteHandler):
    """A host with rules of its own: `ruled` tells what a path leads to."""

    def ruled(self, path: str, file: Path) -> str | Path | None:
        """Where an address without its query leads: another one, a file, or nowhere.

        path: as it was asked for; file: what it is in the site, if it were there.
        """
        raise NotImplementedError

    def moved(self, status: HTTPStatus, path: str) -> None:
        """Answer that it is elsewhere; the query comes along."""
        query = self.path.partition("?")[2]
        self.send_response(status)
        self.send_header("Location", path + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        if self.site.answer_badly(self):
            return
        path = self.path.partition("?")[0].partition("#")[0]
        leads = self.ruled(path, Path(self.directory) / unquote(path).strip("/"))
        if leads is None:
            self.absent()
        elif isinstance(leads, str):
            self.moved(self.status, leads)
        else:
            self.send_file(leads)

    do_HEAD = do_GET
    status = HTTPStatus.MOVED_PERMANENTLY

    def absent(self) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_file(self, file: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        data = self.altered(file, file.read_bytes())
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def altered(self, file: Path, data: bytes) -> bytes:
        return data


class Cloudflare(Ruled):
    """Cloudflare Pages: `.html` and `index.html` are taken away, a folder has its slash; a page
    stands in for what is missing: the nearest 404.html, or else the first page of all."""

    status = PERMANENT

    def ruled(self, path: str, file: Path) -> str | Path | None:
        if path.endswith("/index.html") and file.is_file():
            return path.removesuffix("index.html")
        if path.endswith(".html") and file.is_file():
            return path.removesuffix(".html")
        if path.endswith("/"):
            named = file.with_name(f"{file.name}.html")
            index = file / "index.html"
            return index if index.is_file() else path.rstrip("/") if named.is_file() else None
        if file.is_file():
            return file
        if (page := file.with_name(f"{file.name}.html")).is_file():
            return page
        return f"{path}/" if (file / "index.html").is_file() else None

    def absent(self) -> None:
        top = Path(self.directory)
        for folder in Path(unquote(self.path.partition("?")[0]).strip("/")).parents:
            if (top / folder / "404.html").is_file():
                return self.send_file(top / folder / "404.html", HTTPStatus.NOT_FOUND)
        if (top / "index.html").is_file():
            return self.send_file(top / "index.html")
        return super().absent()


class Injecting(Cloudflare):
    """The same with its analytics switched on."""

    def altered(self, file: Path, data: bytes) -> bytes:
        return data.replace(b"</body>", BEACON + b"</body>") if file.suffix == ".html" else data


class Bare(Ruled):
    """No index of folders, and types for the commonest endings alone, by which browsers must go."""

    extensions_map = {  # noqa: RUF012  # the name and the kind are the standard library's
        ".css": "text/css", ".html": "text/html", ".js": "text/javascript",
        ".json": "application/json", ".svg": "image/svg+xml", "": "text/plain",
    }  # fmt: skip

    def ruled(self, path: str, file: Path) -> str | Path | None:
        return file if file.is_file() and not path.endswith("/") else None

    def guess_type(self, path: str) -> str:
        return self.extensions_map.get(Path(path).suffix, "text/plain")

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()


class Stripping(Ruled):
    """No slash at the end of anything, and no query after a redirect."""

    def ruled(self, path: str, file: Path) -> str | Path | None:
        short = re.sub(r"(/index\.html|/)$", "", path)
        if short != path and path != "/":
            return short or "/"
        return file / "index.html" if file.is_dir() else file if file.is_file() else None

    def moved(self, status: HTTPStatus, path: str) -> None:
        self.path = path
        super().moved(status, path)
