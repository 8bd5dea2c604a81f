"""Which modules a page asks for at once."""

from __future__ import annotations

import pytest

from builder.errors import BuildError
from builder.site.preloaded_modules import modules

FILES = {
    "main.js": b'// import { no } from "./comment.js";\nimport { a } from "./a.js";\n'
    b'import {\n  b,\n} from "./part/b.js";\nconst late = () => import("./late.js");\n',
    "a.js": b'import { b } from "./part/b.js";\nexport const a = b;\n',
    "part/b.js": b'export { a } from "../a.js";\nimport { z } from "../zstd.js";\n',
    "zstd.js": b"",
    "late.js": b"",
}


def test_all_that_is_imported_once_and_no_more() -> None:
    assert modules(FILES, "main.js") == ["main.js", "a.js", "part/b.js", "zstd.js"]


def test_a_module_that_is_not_there() -> None:
    with pytest.raises(BuildError, match=r"part/b\.js imports \.\./a\.js: .* no app/page/a\.js"):
        modules({name: text for name, text in FILES.items() if name != "a.js"}, "part/b.js")
