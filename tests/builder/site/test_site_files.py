"""The list of the site's files holds what a copy of the site needs, and nothing of its host."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from builder.site.site_files import NAME, list_site_files


def test_every_file_with_its_hash_but_for_the_hosts(tmp_path: Path) -> None:
    for name in ("index.html", "labs/pca/index.html", "vendor/LICENSES.txt", "_headers", "404.html",
                 "service-worker.js", "build.json", "networks.json", "labs/404.html"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    list_site_files(tmp_path)
    list_site_files(tmp_path)  # it does not list itself
    files = json.loads((tmp_path / NAME).read_text("utf-8"))
    assert [each["path"] for each in files] == [
        "index.html", "labs/404.html", "labs/pca/index.html", "vendor/LICENSES.txt",
    ]  # fmt: skip
    digest = b64encode(sha256(b"index.html").digest()).decode()
    assert files[0]["integrity"] == f"sha256-{digest}"
