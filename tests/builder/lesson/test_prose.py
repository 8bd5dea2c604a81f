"""Markdown and formulas: what they become, and everything that is refused, with file and line."""

from __future__ import annotations

import pytest

from builder.errors import BuildError
from builder.lesson.id_registry import Known
from builder.lesson.maths import mathml
from builder.lesson.prose import Prose
from builder.lesson.source_errors import Place

HERE = Place("content/en/lesson/a.md", 1)
WORDS = {
    "anchor": "Link to: {title}", "twin": "As text", "table": "Table: {title}",
    "formula": "Formula",
}  # fmt: skip


def prose(panels: bool = True) -> Prose:
    """Prose that knows one thing of each kind."""
    known = Known()
    for kind, name in (
        ("term", "code"), ("source", "vincent-2008"), ("equation", "loss"), ("heading", "start"),
        ("claim", "low"), ("case", "wide"), ("misconception", "likely"), ("code", "target"),
    ):  # fmt: skip
        known.add(kind, name, f"The {name}", HERE)
    known.addresses["wide"], known.roles["code"] = "?lab=strokes&m=9", "code"
    return Prose(known, WORDS, (lambda name, which, place: f"<x-{name}>") if panels else None)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[z](term:code)", '<a class="term code" href="#term-code">z</a>'),
        ("[@vincent-2008]", '<a class="cite" href="#source-vincent-2008">[The vincent-2008]</a>'),
        ("[@vincent-2008, abstract]", "[The vincent-2008, abstract]</a>"),
        ("[@vincent-2008; @vincent-2008, 2]", 'vincent-2008]</a> <a class="cite" href="#source-'),
        ("[try](case:wide)", '<a class="case" href="?lab=strokes&amp;m=9#lab">try</a>'),
        ("[](eq:loss)", '<a class="eq" href="#eq-loss" title="The loss">(1)</a>'),
        ("[see](claim:low)", 'href="#claim-low"'),
        ("[up](#start)", '<a href="#start">up</a>'),
        (
            "[walk](lab:lab=walk&ask=flag)",
            '<a href="labs/walk/index.html?lab=walk&amp;ask=flag#lab">walk</a>',
        ),
        ("<b>raw</b>", "&lt;b&gt;raw&lt;/b&gt;"),
        ("::figure ring", "<x-figure>"),
        ("$$\nx\n$$ (loss)", '<div class="equation" id="eq-loss" data-key="equation:loss"'),
        ("$$\nx\n$$", '<div class="equation" role="group" tabindex="0" aria-label="Formula"><math'),
        ("`x = 1`", '<code translate="no">x = 1</code>'),
        (
            "## A part {#start}\n\n|a|b|\n|-|-|\n|1|2|",
            '<div class="scroll" role="group" tabindex="0" aria-label="Table: A part"><table>',
        ),
        (":::derivation Why so\n\nBecause.\n\n:::", "<summary>Why so</summary>"),
        ("## A part {#start}", '<h2 id="start" tabindex="-1"><a class="anchor"'),
    ],
)
def test_what_texts_become(text: str, html: str) -> None:
    assert html in prose().block(text, HERE)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a\n\nb [c](term:gone)", 3, "there is no term 'gone'; allowed: code"),
        ("a\nb [@gone]", 2, "there is no source 'gone'"),
        ("a [@vincent-2008 @gone]", 1, "a citation reads '@vincent-2008 @gone'"),
        ("a [@vincent-2008; gone]", 1, "a citation reads 'gone'"),
        ("[c](claim:gone)", 1, "there is no claim 'gone'"),
        ("[c](case:gone)", 1, "there is no case 'gone'"),
        ("[c](#gone)", 1, "there is no heading 'gone'"),
        ("[c](eq:gone)", 1, "there is no equation 'gone'"),
        ("[c](https://example.org)", 1, "a link leads to 'https://example.org'"),
        ("[c](other.html)", 1, "a link leads to 'other.html'; allowed: #heading, lab:query"),
        ("[c](lab:)", 1, "a link leads to 'lab:'"),
        ("[c](lab:lab=gone)", 1, "lab=gone is not taken as it stands: ?lab=strokes"),
        ("[c](lab:lab=walk&beta=2)", 1, "lab=walk&beta=2 is not taken as it stands: ?lab=walk"),
        ("[c](lab:lab=pca&k=999)", 1, "lab=pca&k=999 is not taken as it stands"),
        ("[c](lab:lab=pca&hue=3)", 1, "lab=pca&hue=3 is not taken as it stands"),
        ("[c](lab:lab=strokes)", 1, "lab=strokes is a case of the lab above; allowed: case:id"),
        ("a\n\n\n$\\frac{1}$", 4, "does not parse: '\\\\frac{1}': something is missing"),
        ("$\\nonsense$", 1, "not known: \\nonsense"),
        ("$x}$", 1, "a } without its {"),
        ("${x$", 1, "a { without its }"),
        ("$$\n\\sqrt\n$$ (loss)", 1, "does not parse"),
        ("$$\nx\n$$ (gone)", 1, "there is no equation 'gone'"),
        ("## No id", 1, "the heading 'No id' has no {#id}"),
        ("## A {#start}\n\n#### B {#below}", 3, "'B' skips from level 2 to 4"),
        ("### First {#start}", 1, "skips from level 1 to 3"),
        ("# Top {#start}", 1, "skips from level 1 to 1"),
        (":::derivation\n\nx\n\n:::", 1, "a derivation has no title"),
    ],
)
def test_what_is_refused(text: str, line: int, told: str) -> None:
    with pytest.raises(BuildError) as refused:
        prose().block(text, HERE)
    assert str(refused.value).startswith(f"content/en/lesson/a.md:{line}: ")
    assert told in str(refused.value)


def test_a_panel_stands_only_where_panels_can_stand() -> None:
    with pytest.raises(BuildError, match="no panel can stand here"):
        prose(panels=False).block("::claims", HERE)


@pytest.mark.parametrize(
    ("latex", "painted"),
    [
        ("x", '<mi class="clean">x</mi>'),
        ("x_i", '<mi class="clean">x</mi>'),
        (r"\tilde{x}", 'class="corrupted"'),
        (r"\hat x", 'class="reconstruction"'),
        ("z", '<mi class="code">z</mi>'),
        ("e", '<mi class="error">e</mi>'),
    ],
)
def test_each_symbol_has_its_colour(latex: str, painted: str) -> None:
    made = mathml(latex)
    assert painted in made
    assert made.replace('class="notranslate"', "").count('class="') == 1
    assert f'<annotation encoding="application/x-tex">{latex}</annotation>' in made
