"""The codes of assignments: the page writes, reads and refuses as Python does."""

from __future__ import annotations

import json
import random
import string
from typing import Any

import pytest

from core.classroom.assignment import AssignmentRefused, read_code, write_code
from tests.browser.visit import Visit, Visits
from tests.core.classroom import test_assignment as table

COUNT = 300
READ = """async ([module, codes]) => {
  const { canonical, readCode } = await import(module);
  const read = (code) => readCode(code).then(canonical, (error) => `refused: ${error.reason}`);
  return Promise.all(codes.map(read));
}"""
WRITE = """async ([module, given]) => {
  const { writeCode } = await import(module);
  return Promise.all(given.map((one) => writeCode(JSON.parse(one))));
}"""
CHANGED = """async ([module, code, signs]) => {
  const { readCode } = await import(module);
  const taken = [];
  for (let at = 0; at < code.length; at += 1) {
    for (const sign of signs) {
      const other = code.slice(0, at) + sign + code.slice(at + 1);
      if (other !== code) await readCode(other).then(() => taken.push(other), () => {});
    }
  }
  return taken;
}"""
TEN = table.TEN
ADDRESSES = list(TEN.cases)


class Codec:
    """The page's codec."""

    def __init__(self, visit: Visit) -> None:
        self._page = visit.page
        folder = visit.site.folder
        path = visit.site.file("assets/js-*/classroom/assignment_code.js").relative_to(folder)
        self._module = visit.site.home + path.as_posix()

    def run(self, script: str, *arguments: Any) -> Any:
        return self._page.evaluate(script, [self._module, *arguments])

    def read(self, *codes: str) -> list[str]:
        """The canonical JSON of each code, or why it is refused."""
        said: list[str] = self.run(READ, list(codes))
        return said


@pytest.fixture(scope="module")
def codec(lasting: Visits) -> Codec:
    visit = lasting()
    visit.page.goto(visit.site.home + "teach/index.html")
    return Codec(visit)


def by_python(code: str) -> str:
    """What Python makes of a code, said as `Codec.read` says it."""
    try:
        return read_code(code).canonical
    except AssignmentRefused as error:
        return f"refused: {error.code}"


def changed(**values: Any) -> str:
    """A code whose JSON is that of ten cases with other values."""
    given = {**json.loads(TEN.canonical), **values}
    return table.packed(json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode())


def test_what_python_writes_is_read(codec: Codec) -> None:
    source = random.Random(11)
    made = [table.any_assignment(source) for _ in range(COUNT)]
    assert codec.read(*map(write_code, made)) == [one.canonical for one in made]


def test_what_the_page_writes_is_read(codec: Codec) -> None:
    source = random.Random(12)
    made = [table.any_assignment(source) for _ in range(COUNT)]
    codes = codec.run(WRITE, [one.canonical for one in made])
    assert [read_code(code) for code in codes] == made


def test_every_changed_character_is_refused(codec: Codec) -> None:
    signs = [*string.ascii_letters, *string.digits, *"._-~ "]
    assert codec.run(CHANGED, write_code(TEN), signs) == []


def test_every_cut_is_refused(codec: Codec) -> None:
    code = write_code(TEN)
    cuts = [code[:at] for at in range(len(code))]
    assert codec.read(*cuts) == list(map(by_python, cuts))


REFUSED = [code for code, _ in table.test_what_is_no_assignment.pytestmark[0].args[1]]
MORE = [
    changed(cases=list(table.MORE)),
    changed(cases=list(table.MORE), votes=3),
    changed(cases=[*table.MORE, table.MORE[0]]),
    changed(cases=[*table.MORE, "nonsense"]),
    changed(cases=[]),
    changed(cases="?lab=strokes"),
    changed(votes=2.0),
    changed(votes="2"),
    changed(locked=0),
    changed(bare=None),
    changed(title=""),
    changed(title=" x"),
    changed(title="a\nb"),
    changed(title="a\tb"),
    changed(title="🙂" * 80),
    changed(title="🙂" * 81),
    changed(text="x" * 601),
    changed(text="x\n"),
    changed(extra=1),
    table.packed(b""),
    table.packed(b"null"),
    table.packed(b'"x"'),
    write_code(TEN) + "\n",
    "1.00000000." + "A" * 30_000,
]


def test_what_python_refuses_the_page_refuses_for_the_same_reason(codec: Codec) -> None:
    codes = [*REFUSED, *MORE]
    assert codec.read(*codes) == list(map(by_python, codes))
