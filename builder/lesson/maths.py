"""LaTeX to MathML, each symbol in its one colour.

latex2mathml forgives much: an unknown command becomes a name, a missing argument is left out. Here
both are refused. Colours go by what a symbol is, not by what an author remembers to mark: x, x
with a tilde, z, x with a hat, and the error e each get their class wherever they stand.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

from latex2mathml.converter import convert

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ARGUMENTS = {"mfrac": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "msubsup": 3,
             "munderover": 3, "msqrt": 1}  # fmt: skip
SYMBOLS = {"x": "clean", "X": "clean", "z": "code", "e": "error"}
ACCENTS = {"~": "corrupted", "^": "reconstruction"}
PRIVATE = re.compile(r"[\\{}&]")


@cache
def mathml(latex: str, display: bool = False) -> str:
    """The formula as a `<math>` element. Raises ValueError with the reason it cannot be read."""
    _balanced(latex)
    try:
        made = convert(latex, display="block" if display else "inline")
        tree = ElementTree.fromstring(made)
    except Exception as error:  # its own exceptions have no common ancestor
        raise ValueError(f"{type(error).__name__} {error}".strip()) from error
    for element in tree.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        _checked(element)
    _painted(tree)
    _spaced(tree)
    tree.set("display", "block" if display else "inline")
    tree.set("class", "notranslate")  # HTML's translate="no" is none of MathML's
    annotation = ElementTree.Element("annotation", {"encoding": "application/x-tex"})
    annotation.text = latex
    semantics = ElementTree.Element("semantics")
    semantics.extend([*tree, annotation])
    tree[:] = [semantics]
    return ElementTree.tostring(tree, encoding="unicode")


def _balanced(latex: str) -> None:
    depth = 0
    for sign in re.sub(r"\\[{}]", "", latex):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            raise ValueError("a } without its {")
    if depth:
        raise ValueError("a { without its }")
    if not latex.strip():
        raise ValueError("it is empty")


def _spaced(tree: ElementTree.Element) -> None:
    """Keep what stands above a large sign off it: without a font for formulas it would touch."""
    for element in tree.iter("munderover"):
        above = ElementTree.Element("mrow")
        above.extend([element[2], ElementTree.Element("mspace", {"depth": "0.35em"})])
        element[2] = above


def _checked(element: ElementTree.Element) -> None:
    wanted = ARGUMENTS.get(element.tag)
    if wanted and len(element) < wanted:
        raise ValueError(f"something is missing: {element.tag} has {len(element)} of {wanted}")
    if element.text and PRIVATE.search(element.text):
        raise ValueError(f"not known: {element.text}")


def _painted(tree: ElementTree.Element) -> None:
    for element in tree.iter():
        if element.tag == "mover":
            accent = (element[1].text or "").strip()
            if accent in ACCENTS and _letter(element[0]) in {"x", "X"}:
                element.set("class", ACCENTS[accent])
                element.set("accent", "true")
                for inner in element.iter("mi"):
                    inner.set("data-done", "")
        elif element.tag == "mi" and element.text in SYMBOLS and "data-done" not in element.attrib:
            element.set("class", SYMBOLS[element.text])
    for inner in tree.iter("mi"):
        inner.attrib.pop("data-done", None)


def _letter(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).strip()
