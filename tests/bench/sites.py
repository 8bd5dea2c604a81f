"""The sites that are compared: ours, ours without a snapshot, the converted one, an older build."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from builder.site.offline import SCRIPT, offline
from tests.bench.converted import convert, fetched
from tests.bench.host import Host

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
ASSETS = re.compile(r'(<script type="application/json" id="assets">)(.*?)(</script>)')


def ours(stage: Path) -> Host:
    """The site as it was built."""
    return _copied(DIST, stage / "ours")


def older(stage: Path, dist: Path) -> Host:
    """Another build of ours, to be measured in the same run."""
    return _copied(dist, stage / "older")


def cold(stage: Path) -> Host:
    """The site as a build without a Chromium makes it: no snapshot, the cold start's files kept."""
    host = _copied(DIST, stage / "cold")
    page = host.folder / "index.html"
    text = page.read_text("utf-8")
    found = ASSETS.search(text)
    assert found
    assets = json.loads(found[2])
    if assets["snapshot"]:
        shutil.rmtree(host.folder / assets["snapshot"])
    assets["snapshot"], assets["sizes"]["resumed"] = "", {}
    page.write_text(text.replace(found[2], json.dumps(assets)), "utf-8")
    offline(ROOT / "app/page/storage/root" / SCRIPT, host.folder, [], gone="")
    return host


def converted(stage: Path) -> Host:
    """The same app as `panel convert` would load it."""
    host = Host(stage / "converted")
    host.folder.mkdir(parents=True)
    convert(DIST, fetched(ROOT), host.folder, host.home)
    return host


def _copied(dist: Path, place: Path) -> Host:
    host = Host(place)
    shutil.copytree(dist, host.folder)
    return host
