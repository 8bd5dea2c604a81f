"""The few shapes that the lesson's figures are made of; colours by meaning, from page.css."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from core.numerics.array_types import Floats

LEAN, GAP, BEYOND = 0.4, 6, 5  # of a cut through a bar: its slant, its width, how far it sticks out
STROKES_APART = 6


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{round(float(value), 1):g}"


def shown(value: float) -> str:
    """A value as a reader sees it: two decimals, a real minus sign, no leading zero."""
    text = f"{value:.2f}"
    text = "0.00" if float(text) == 0.0 else text
    return text.replace("-", "−")


def picture(width: int, height: int, shapes: Iterable[str], label: str) -> str:
    """The whole figure; `label` is its text for those who do not see it."""
    return _drawing(width, height, shapes, f'role="img" aria-label="{escape(label)}"')


def mute(width: int, height: int, shapes: Iterable[str]) -> str:
    """A drawing beside another one, whose label tells of both."""
    return _drawing(width, height, shapes, 'aria-hidden="true"')


def _drawing(width: int, height: int, shapes: Iterable[str], told: str) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg class="drawing notranslate" {size} {told}>{"".join(shapes)}</svg>'


def text(x: float, y: float, content: str, anchor: str = "middle", kind: str = "") -> str:
    """Words at a point."""
    name = f' class="{kind}"' if kind else ""
    place = f'x="{number(x)}" y="{number(y)}"'
    return f'<text {place} text-anchor="{anchor}"{name}>{escape(content)}</text>'


def line(a: Sequence[float], b: Sequence[float], kind: str) -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = a, b
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} class="{kind}"/>'


def polyline(points: Iterable[Sequence[float]], kind: str) -> str:
    """A line through points."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polyline points="{path}" class="{kind}"/>'


def dot(x: float, y: float, radius: float, kind: str) -> str:
    """A filled circle."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{kind}"/>'


def ellipse(x: float, y: float, across: float, down: float, kind: str) -> str:
    """An ellipse with these two radii."""
    radii = f'rx="{number(across)}" ry="{number(down)}"'
    return f'<ellipse cx="{number(x)}" cy="{number(y)}" {radii} class="{kind}"/>'


def bar(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A filled box."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} class="{kind}"/>'


def hatched(
    x: float, y: float, width: float, height: float, kind: str, cut: float | None = None
) -> str:
    """An outlined bar with slanted strokes in it. cut: where along it a gap parts it in two."""
    # an edge is where it stands at the bottom, and how far it leans to the right for each unit up
    pieces = [((0.0, 0.0), (width, 0.0))]
    if cut is not None:
        pieces = [((0.0, 0.0), (cut, LEAN)), ((cut + GAP, LEAN), (width, 0.0))]

    def point(start: float, lean: float, up: float) -> str:
        return f"{number(x + start + lean * up)} {number(y + height - up)}"

    path = ""
    for (left, left_lean), (right, right_lean) in pieces:
        path += f"M{point(left, left_lean, 0)}L{point(left, left_lean, height)}"
        path += f"L{point(right, right_lean, height)}L{point(right, right_lean, 0)}z"
        start = -height
        while start < width:
            low = max(0.0, (left - start) / (1 - left_lean))
            high = min(height, (right - start) / (1 - right_lean))
            if high > low:
                path += f"M{point(start, 1, low)}L{point(start, 1, high)}"
            start += STROKES_APART
    return f'<path d="{path}" class="{kind}"/>'


def cut_mark(x: float, y: float, height: float, kind: str) -> str:
    """Two slanted lines across a bar: it is longer than it is drawn. x, y: of the cut's foot."""
    return "".join(
        line(
            (at - LEAN * BEYOND, y + BEYOND),
            (at + LEAN * (height + BEYOND), y - height - BEYOND),
            kind,
        )
        for at in (x, x + GAP)
    )


def boxes(places: Iterable[Sequence[float]], width: float, height: float, kind: str) -> str:
    """Boxes of one size and look, as one shape: a page with hundreds of them stays small."""
    across, down = number(width), number(height)
    path = "".join(f"M{number(x)} {number(y)}h{across}v{down}h-{across}z" for x, y in places)
    return f'<path d="{path}" class="{kind}"/>' if path else ""


def texts(y: float, contents: Iterable[tuple[float, str]], kind: str) -> str:
    """Words in a row, each centred at its x."""
    parts = "".join(f'<tspan x="{number(x)}">{escape(word)}</tspan>' for x, word in contents)
    return f'<text y="{number(y)}" text-anchor="middle" class="{kind}">{parts}</text>'


def cells(x: float, y: float, values: Floats, kind: str, size: float = 34) -> str:
    """Pixels in a row: the fuller, the more ink; the number stands in each."""
    shapes = []
    for place, value in enumerate(values):
        left, ink = x + place * (size + 3), min(1.0, abs(float(value)))
        shapes.append(bar(left, y, size, size, "empty"))
        shapes.append(inked(left, y, size, kind, ink))
        tone = "on" if ink > 0.55 else "off"
        whole = float(value) == round(float(value))
        content = str(round(float(value))) if whole else shown(value)
        shapes.append(text(left + size / 2, y + size / 2 + 4, content, kind=f"in {tone}"))
    return "".join(shapes)


def inked(x: float, y: float, size: float, kind: str, ink: float) -> str:
    """One pixel: the fuller, the more ink, from 0 to 1."""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(size)}" height="{number(size)}"'
    return f'<rect {box} class="fill {kind}" fill-opacity="{ink:.2f}"/>'


def arrow(x: float, y: float, dx: float, dy: float, kind: str) -> str:
    """A line with a head, from (x, y) by (dx, dy)."""
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    ux, uy = dx / length, dy / length
    head = min(7.0, length / 2)
    tip = (x + dx, y + dy)
    left = (tip[0] - head * ux + head * uy / 2, tip[1] - head * uy - head * ux / 2)
    right = (tip[0] - head * ux - head * uy / 2, tip[1] - head * uy + head * ux / 2)
    return line((x, y), tip, kind) + line(tip, left, kind) + line(tip, right, kind)
