"""A JSON text with one long list, read in pieces: a file of any size without a long pause.

What `json.loads` refuses is refused, and doubled keys, NaN, infinities and deep nesting besides.
"""

import json
import re
from collections.abc import Generator
from typing import NoReturn

from core.trial.ledger_errors import LedgerRefused

DEPTH_LIMIT = 20  # brackets within brackets; an export has 5
BITE = 10_000  # tokens between two pauses, some milliseconds
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},]', re.DOTALL)
STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
BRACKET = re.compile(r"[\[\]{}]")
LISTED = re.compile(r"[ \t\n\r]*:[ \t\n\r]*\[")

Span = tuple[int, int]  # from and up to which character


def parted(text: str, name: str) -> Generator[None, None, tuple[str, list[Span]]]:
    """`text` with the list called `name`, on its upper level, emptied; where its elements stand.

    Both are JSON if, and only if, `text` is: that is for `loads` to say. Without such a list the
    text comes back as it is. LedgerRefused if it is nested too deep.
    """
    depth, start, begin, spans = 0, -1, 0, list[Span]()  # start: of the list, begin: of an element
    for count, token in enumerate(TOKEN.finditer(text)):
        sign = token.group()
        if sign in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:  # deep recursion ends a browser's worker, not just the call
                raise LedgerRefused("not_json", detail=f"nested deeper than {DEPTH_LIMIT}")
        elif sign in "]}":
            depth -= 1
            if start >= 0 and depth == 1:
                if sign != "]":
                    break
                spans.append((begin, token.start()))
                return text[:start] + text[token.start() :], _unless_empty(text, spans)
        elif sign == ",":
            if start >= 0 and depth == 2:
                spans.append((begin, token.start()))
                begin = token.end()
        elif depth == 1 and start < 0 and sign == f'"{name}"':
            found = LISTED.match(text, token.end())
            start = begin = found.end() if found else -1
        if not count % BITE:
            yield
    return text, []


def check_depth(text: str) -> None:
    """LedgerRefused if a JSON text is nested too deep; without a pause, so for short ones."""
    depth = 0
    for sign in BRACKET.findall(STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        if depth > DEPTH_LIMIT:
            raise LedgerRefused("not_json", detail=f"nested deeper than {DEPTH_LIMIT}")


def _unless_empty(text: str, spans: list[Span]) -> list[Span]:
    """No elements, where all that stands in the list is one blank."""
    return [] if len(spans) == 1 and not text[slice(*spans[0])].strip(" \t\n\r") else spans


def loads(text: str) -> object:
    """What a strict and shallow JSON text says; ValueError for any other."""
    return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise LedgerRefused("duplicate_key", detail=f"among {[name for name, _ in pairs]!r:.200}")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise LedgerRefused("not_finite", detail=name)
