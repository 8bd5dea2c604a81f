"""The one script that stands in a page is allowed by its hash, and no other."""

from __future__ import annotations

from builder.site.offline import integrity
from builder.site.policy import policy


def test_the_policy_names_the_pages_own_script() -> None:
    scripts = next(part for part in policy("a()").split("; ") if part.startswith("script-src"))
    assert scripts.split()[1:] == [
        "'self'", "blob:", "'wasm-unsafe-eval'", f"'{integrity(b'a()')}'",
    ]  # fmt: skip
    assert policy("b()") != policy("a()")
