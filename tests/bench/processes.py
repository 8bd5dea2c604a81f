"""The processes of one browser, from Linux's /proc: which they are, and the memory they took."""

from __future__ import annotations

from pathlib import Path

PROC = Path("/proc")


def browser_of(profile: Path) -> int | None:
    """The first process of the browser that uses a profile; None where there is no /proc."""
    option = f"--user-data-dir={profile}".encode()
    for folder in PROC.glob("[0-9]*"):
        words = words_of(folder)
        if option in words and not any(word.startswith(b"--type=") for word in words):
            return int(folder.name)
    return None


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has just ended
        children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for process in found:
        found.extend(children.get(process, []))
    return found


def peak_of_tab(root: int | None) -> float | None:
    """Megabytes that the largest renderer took at most: page and workers together, resident."""
    peaks = [0.0]
    for process in tree(root) if root else []:
        folder = PROC / str(process)
        if b"--type=renderer" not in words_of(folder):
            continue
        try:
            lines = (folder / "status").read_text().splitlines()
        except OSError:
            continue
        peaks += [int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")]
    return max(peaks) or None


def words_of(folder: Path) -> list[bytes]:
    """The command line of a process; Chromium writes spaces into that of its children."""
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").split(b" ")
    except OSError:
        return []
