"""The lesson's static figures, drawn from what `core` computes; each comes with its table.

The words in them are content: a figure is given its labels, in the order in which it uses them.
"""

from __future__ import annotations

from collections.abc import Callable

from builder.lesson.drawings.agreement_map import agreement_denoising, agreement_plain
from builder.lesson.drawings.bars import risks, strangers
from builder.lesson.drawings.convolution import convolution
from builder.lesson.drawings.curves import losses, penalties, slope
from builder.lesson.drawings.drawing import Drawing, Labels
from builder.lesson.drawings.outcomes import outcomes
from builder.lesson.drawings.pca import pca
from builder.lesson.drawings.plane import turning, uphill
from builder.lesson.drawings.strips import average, averages, copying, keyhole, pairs, repair
from builder.lesson.drawings.variational import clouds, drawn_code, samples

PICTURES: dict[str, Callable[[Labels], Drawing]] = {
    draw.__name__: draw
    for draw in (pairs, repair, copying, averages, strangers, risks, uphill, turning,
                 keyhole, pca, losses, average, slope, penalties, convolution, outcomes,
                 drawn_code, clouds, samples, agreement_denoising, agreement_plain)
}  # fmt: skip
