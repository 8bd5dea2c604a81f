"""Addresses as people pass them on, and what they ask for: for Python's reader and the page's."""

from __future__ import annotations

from app.runtime.registry import REGISTERED_LABS
from core.trial.lab import parameters_by_lab
from core.trial.scenario import names

LABS = parameters_by_lab(registration.lab for registration in REGISTERED_LABS.values())
NAMES = names(LABS)
CASE = {"lab": "strokes", "m": "4"}

EXAMPLES: list[tuple[str, dict[str, str]]] = [
    ("", {}),
    ("?", {}),
    ("?&&;&", {}),
    ("?lab=strokes&m=4", CASE),
    ("lab=strokes&m=4", CASE),
    ("??lab=strokes&m=4", CASE),
    # names that nobody here knows
    ("?fbclid=IwAR0x_y-Z", {}),
    ("?utm_source=mail&utm_medium=a%26b&utm_campaign=m", {}),
    ("?gclid=1&ref=x&igshid=2&msclkid=3&mc_cid=4&_ga=2.1&embed=1&share=x", {}),
    ("?1696170000", {}),
    ("?answer", {}),
    ("?=4", {}),
    ("?%=%", {}),
    ("?fbclid=x&lab=strokes&utm_source=mail&m=4&_gl=1*a*b", CASE),
    ("?lab=strokes&m=4?utm_source=mail", CASE),
    ("?ref=https%3A%2F%2Felsewhere%2F%3Flab%3Dpca%26m%3D7", {}),
    ("?lab=strokes&ref=https%3A%2F%2Felsewhere%2F%3Fm%3D7&m=4", CASE),
    # capitals
    ("?lab=PCA", {"lab": "PCA"}),
    ("?Lab=pca", {"lab": "pca"}),
    ("?LAB=strokes&M=4", CASE),
    ("?lab=stro\u212aes&\u212a=4", {"lab": "stro\u212aes", "k": "4"}),
    # an ampersand written out
    ("?lab=strokes&amp;m=4", CASE),
    ("?lab=strokes&amp;amp;m=4", CASE),
    ("?lab=strokes&AMP;m=4", CASE),
    ("?lab=strokes&#38;m=4", CASE),
    ("?lab=strokes&#038;m=4", CASE),
    ("?lab=strokes&#x26;m=4", CASE),
    ("?lab=strokes%26amp%3Bm=4", CASE),
    ("?lab=strokes%26amp%3Bm%3D4", CASE),
    ("?lab=strokes&amp%3Bm=4", CASE),
    ("?lab=strokes;m=4", CASE),
    ("?lab=strokes%3Bm=4", CASE),
    # encoded once more
    ("?lab%3Dstrokes%26m%3D4", CASE),
    ("?lab%253Dstrokes%2526m%253D4", CASE),
    ("?lab=strokes%2526m%253D4", CASE),
    ("?%6c%61%62=strokes&m=%34", CASE),
    ("?lab=3Dstrokes&m=3d4", CASE),
    ("?lab=strokes&m=%252525252534", {"lab": "strokes", "m": "%34"}),  # there is an end to it
    # what a mail puts around a link and into it
    ("?lab=strokes&m=4.", CASE),
    ("?lab=strokes&m=4)", CASE),
    ("?lab=strokes&m=4).", CASE),
    ("?lab=strokes&m=4%3E", CASE),
    ("?lab=strokes&m=4>,", CASE),
    ("?lab=%22strokes%22&m='4'", CASE),
    ("?lab=strokes&m=4**", CASE),
    ("?lab=strokes&m=4%E2%80%9D", CASE),
    ("?lab=strokes%23lab&m=4", CASE),
    ("? lab = strokes & m = 4 ", CASE),
    ("?+lab=strokes&+m=+4", CASE),
    ("?lab=stro%0D%0A%20kes&m=4%0A", CASE),
    ("?lab=stro\nkes&\tm=4", CASE),
    ("?l\u200bab=str\u00adokes&m=\u2060%34\ufeff", CASE),
    ("?lab=strokes%E2%80%8B&m=4%C2%A0", CASE),
    # what is no plain value stays as it came
    ("?m=%C2%BD", {"m": "½"}),
    ("?m=3 or 4!x", {"m": "3 or 4!x"}),
    ("?level=.5&seed=-1", {"level": ".5", "seed": "-1"}),
    ("?level=0,4", {"level": "0,4"}),
    ("?m=%2B3", {"m": "+3"}),
    ("?m=%ff%E2%82", {"m": "\ufffd\ufffd"}),
    ("?family=%3Cimg%20src=x%20onerror=y()%3E", {"family": "<img src=x onerror=y()>"}),
    # no value, and more than one
    ("?m", {"m": ""}),
    ("?m=", {"m": ""}),
    ("?lab=strokes&m=4&m=5&M=6", CASE),
]
