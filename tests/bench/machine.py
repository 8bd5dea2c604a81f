"""What the benchmark ran on."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from tests.bench.tab import Tab

WORK = """() => {
  const start = performance.now();
  let x = 0;
  for (let i = 0; i < 1e8; i += 1) x = (x * 31 + i) | 0;
  return performance.now() - start + 0 * x;
}"""
IN_WORKER = f"""() => new Promise((resolve) => {{
  const text = `postMessage(({WORK})())`;
  const worker = new Worker(URL.createObjectURL(new Blob([text])));
  worker.onmessage = ({{ data }}) => {{ worker.terminate(); resolve(data); }};
}})"""


def machine() -> dict[str, Any]:
    """The processor, as Linux tells it, the memory and the system."""
    return {
        "processor": processor() or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory": memory(),
        "system": platform.platform(),
        "load before": f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "n/a",
    }


def processor() -> str:
    """The processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), ""
    )


def memory() -> str:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return "n/a"
    return f"{pages / 2**30:.1f} GiB"


def slowness(tab: Tab, factor: float) -> dict[str, float]:
    """How many times slower page and worker really are when slowed by `factor`."""
    works = {"page": WORK, "worker": IN_WORKER}
    plain = {name: least(tab, work) for name, work in works.items()}
    with tab.slowed(factor):
        return {name: least(tab, work) / plain[name] for name, work in works.items()}


def least(tab: Tab, work: str) -> float:
    """The quickest of three runs."""
    return min(float(tab.page.evaluate(work)) for _ in range(3))
