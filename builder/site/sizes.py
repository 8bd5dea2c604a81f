"""The sizes of the built site by kind: as stored, and as the host sends them (gzip on text)."""

from __future__ import annotations

from gzip import compress
from pathlib import Path

KINDS = {
    ".html": "pages",
    ".css": "styles",
    ".js": "scripts",
    ".bin": "labs' data",
}
SENT_AS_STORED = {".zip", ".bin", ".png", ".jpg", ".webp", ".woff2"}


def sizes(out: Path) -> str:
    """A table: kind, number of files, bytes stored, bytes sent."""
    rows: dict[str, list[int]] = {}
    for path in sorted(out.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            sent = len(data) if path.suffix in SENT_AS_STORED else len(compress(data, 6))
            for kind in (kind_of(path.relative_to(out)), "all"):
                row = rows.setdefault(kind, [0, 0, 0])
                row[:] = [row[0] + 1, row[1] + len(data), row[2] + sent]
    rows["all"] = rows.pop("all", [0, 0, 0])  # last
    lines = [f"{'kind':<22}{'files':>6}{'bytes':>13}{'sent about':>13}"]
    lines += [f"{kind:<22}{n:>6}{size:>13,}{sent:>13,}" for kind, (n, size, sent) in rows.items()]
    return "\n".join(lines)


def kind_of(path: Path) -> str:
    """By folder for what comes from others, else by the ending."""
    if path.parts[0] == "vendor":
        return "libraries (vendor)"
    if path.parts[0] == "runtime":
        name = path.name.partition("-")[0]
        return f"{name} archive" if path.parent.name == "runtime" else "Python (Pyodide)"
    return KINDS.get(path.suffix, "other")
