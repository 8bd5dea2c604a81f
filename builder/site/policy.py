"""The site's policy, and the one script that stands in a page itself, which it names by hash."""

from __future__ import annotations

from pathlib import Path

from builder.site.offline import integrity

ADDRESS = "shell/repair_redirected_url.js"
POLICY = {  # the page asks no other host for anything
    "default-src": "'none'",
    "script-src": "'self' blob: 'wasm-unsafe-eval' {own}",  # blob: Panel makes one module so
    "worker-src": "'self' blob:",  # blob: see new_worker.js; such a worker has this policy, too
    "connect-src": "'self' data:",  # data: zstddec.js carries its WebAssembly so
    "style-src": "'self' 'unsafe-inline'",  # Bokeh writes style attributes
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def address_script(source: Path) -> str:
    """The script that stands in the page itself, without the comment at its top."""
    lines = (source / ADDRESS).read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))


def policy(own: str) -> str:
    """The policy as a page, or a header, has it; own: the script that stands in the page itself."""
    text = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    return text.format(own=f"'{integrity(own.encode())}'")
