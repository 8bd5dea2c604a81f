"""Addresses after what can become of them on their way, at random from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

from app.runtime.registry import REGISTERED_LABS
from core.trial.scenario import address
from tests.asked import EXAMPLES, NAMES

FOREIGN = [
    "fbclid=IwAR0x_y-Z", "utm_source=mail", "utm_content=a%26m%3D7", "gclid=Cj0", "_ga=2.1-3",
    "ref=https%3A%2F%2Felsewhere%2F%3Flab%3Dpca", "share=1", "embed=1", "1696170000", "famly=toy",
    "=", "answer", "zoom=2", "%=%ff", "__proto__=1", "constructor=2", "p=" + "x" * 300,
]  # fmt: skip
PIECES = [
    "&", "&amp;", "&amp;amp;", "&#38;", "&#x26;", "%26amp%3B", ";", "?", "#", "%23", "%", "%2",
    "%25",
    "%e2%82", "%C3%A9", "%ed%a0%80", "+", " ", "%20", "%0D%0A", "\t", "\u200b", "\u00ad", "\ufeff",
    "\u202e", "\xa0", "\u2028", "\x00", ")", ").", "'", '"', "“", "<b>", "*", "_", ".", "=", "%3D",
    "3D", "½", "٣", "²", "Ⅷ", "\u212a", "İ", "ſ", "🙂", "e\u0301", "1e999", "nan", "-", "9" * 400,
    "lab=", "LAB=strokes", "m=", "seed=", "k=2", "toString", "=3D4",
]  # fmt: skip
FAULTS = [("m", "2.5"), ("level", "0.41"), ("family", "own-2x2-3-1-2"), ("family", "own-2x2-2-1-2")]


def passed_on(seed: int, count: int) -> Iterator[str]:
    """Texts without lone surrogates, which no address can hold."""
    rng = random.Random(seed)
    cases = [address(registration.deck.first) for registration in REGISTERED_LABS.values()]
    for _ in range(count):
        query = rng.choice((*cases, *cases, rng.choice(EXAMPLES)[0], "?"))
        for _ in range(rng.choice((0, 1, 1, 2, 3, 6))):
            query = _changed(query, rng)
        yield query


def _changed(query: str, rng: random.Random) -> str:
    fields = query.split("&")
    at = rng.randrange(len(query) + 1)
    match rng.randrange(13):
        case 0:
            return query.replace("&", rng.choice(PIECES[:7]))
        case 1:
            return query + "&" + rng.choice(FOREIGN)
        case 2:
            return "?" + "&".join(rng.choices(FOREIGN, k=rng.choice((1, 2, 100))))
        case 3:
            return query + rng.choice(PIECES)
        case 4:
            return query[:at] + rng.choice(PIECES) + query[at:]
        case 5:
            return quote(query, safe=rng.choice(("", "?", "=&?")))
        case 6:
            return "".join(rng.choice((c.upper(), c)) for c in query)
        case 7:
            return "&".join(rng.sample(fields, len(fields)))
        case 8:
            return query + f"&{rng.choice(sorted(NAMES))}={rng.choice(PIECES)}"
        case 9:
            return query[:at]
        case 10:
            return "&".join(fields * rng.choice((2, 30)))
        case 11:
            name, value = rng.choice(FAULTS)
            others = [field for field in fields if not field.lstrip("?").startswith(f"{name}=")]
            return "&".join([f"?{name}={value}", *others])
        case _:
            plane = rng.choice((0x80, 0x800, 0xD800))
            text = "".join(chr(rng.randrange(plane)) for _ in range(rng.randrange(20)))
            return query[:at] + (quote(text) if rng.random() < 0.5 else text) + query[at:]
