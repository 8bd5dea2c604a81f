"""What an address asks for, as it comes out of a chat, a mail or a redirect.

A link that is passed on gets names that nobody here knows (`utm_source`, `fbclid`), `&amp;` for
`&`, a bracket or a full stop at its end, an invisible character in its middle, or is encoded once
more. Names and values of scenarios are plain (letters, digits, `_`, `.`, `-`), so all of that can
be told from them. `tolerant_query.js` of the page reads in the same way; a test holds both to one
table.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

LAB_WITHIN = 200  # characters in which an address that was written here has named its lab
ROUNDS = 5  # of encoding that are taken off
# blanks, controls, and what is not seen: soft hyphens, marks of direction, joiners
UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
OPENING = "\"'`´“”„‘’‚«»‹›<>()[]{}"
CLOSING = OPENING + "*_.,:!…。，"
PLAIN = re.compile("[A-Za-z0-9_.+-]*")
QUOTED = re.compile("^3[Dd]")  # what "=" becomes in the source of a mail, without its "="
# Of these nothing is said beside a case: they count clicks, or are for the page around the lab.
TRACKERS = frozenset({
    "_", "amp", "app", "cb", "cid", "cmpid", "embed", "epik", "feature", "from", "gclsrc",
    "gad_source", "hl", "igsh", "igshid", "lang", "mc_cid", "mc_eid", "mkt_tok",
    "msclkid", "preview", "ref", "ref_src", "ref_url", "referrer", "s_kwcid", "share", "share_id",
    "si", "source", "spm", "src", "srsltid", "t", "trk", "ts", "v", "vero_id", "via",
})  # fmt: skip
FAMILIES = (
    "__", "_branch_", "_ga", "_gl", "_hs", "_ke", "at_", "fb_", "hsa_", "lti_", "matomo_", "mtm_",
    "oly_", "pk_", "piwik_", "utm_", "wt_",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What was read: (name, value) of the names that are known, in order, repeated ones too.

    foreign: other names that came with a value and are no tracker's, each once.
    """

    fields: tuple[tuple[str, str], ...]
    foreign: tuple[str, ...]


def read(query: str, names: Collection[str]) -> Asked:
    """Read any string at all; `names` are the known ones, in small letters."""
    fields: list[tuple[str, str]] = []
    foreign: dict[str, None] = {}
    for name, value in _pairs(query, names):
        if name in names:
            fields.append((name, value or ""))
        elif name and value is not None and not _tracks(name):
            foreign[name] = None
    return Asked(tuple(fields), tuple(foreign))


def lab_of(address: str) -> str:
    """The lab that an address written here names, "" where it names none."""
    return dict(reversed(parse_qsl(address.removeprefix("?")[:LAB_WITHIN]))).get("lab", "")


def _pairs(query: str, names: Collection[str]) -> Iterator[tuple[str, str | None]]:
    """Name and value of each piece, None for one that has no "="."""
    for piece in re.split("[&;]", query.replace("+", " ")):
        text = _decoded(piece).partition("#")[0]
        # what is in a foreign value is not ours: it may be another page's whole address
        ours = _name(re.split("[&;?]", text.partition("=")[0])[-1]) in names
        for part in re.split("[&;?]", text) if ours else [text]:
            name, equals, value = part.partition("=")
            yield _name(name), _value(value) if equals else None


def _decoded(piece: str) -> str:
    for _ in range(ROUNDS):
        before, piece = piece, unquote(piece)
        if piece == before:
            break
    return piece


def _name(text: str) -> str:
    return UNSEEN.sub("", text).lstrip("?").lstrip(OPENING).rstrip(CLOSING).lower()


def _value(text: str) -> str:
    """Without what was put around or into it, if a plain value is left; else as it came."""
    bare = QUOTED.sub("", UNSEEN.sub("", text).lstrip(OPENING).rstrip(CLOSING))
    return bare if PLAIN.fullmatch(bare) else text


def _tracks(name: str) -> bool:
    return name in TRACKERS or name.startswith(FAMILIES) or name.endswith(("clid", "clickid"))
