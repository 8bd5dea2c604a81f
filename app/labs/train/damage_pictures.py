"""The pictures of the train lab: test examples; then losses, strokes, reconstructions."""

from __future__ import annotations

from typing import Any

from app.session.session import Session
from app.ui.components import Prose
from app.ui.figures.curves import Curves
from app.ui.figures.image_rows import Images
from app.ui.lab_phrases import LabPhrases, in_percent
from core.labs.train.damage_left import (
    BANDS,
    TEST_LEVEL,
    UNITS,
    DamageObservation,
    DamageOutcome,
    DamageSnapshot,
)

EACH = 5  # of how many images a row is
EVERY_ROW = 8  # rows that the twin of a curve has, at most


class DamagePictures:
    """Evidence: test examples, clean and damaged. Sealed: loss, weights, reconstructions."""

    def __init__(self, session: Session, say: LabPhrases) -> None:
        self.session, self.say = session, say
        words = say.words
        self.samples = Images("samples", EACH, 56)
        self.damaged = Images("damaged", EACH, 56, high="corrupted")
        self.loss = Curves(
            "loss", {"left": ("reconstruction", "solid"), "limit": ("corrupted", "dashed")},
            words("figures.loss_across"), words("figures.loss_up"),
        )  # fmt: skip
        self.reconstructed = Images("reconstructed", EACH, 56, high="reconstruction")
        self.strokes = Images("strokes", EACH, 56, low="card", high="code")
        self.strokes_note = Prose(name="strokes_note", kind="figure")

    def evidence(self) -> list[Any]:
        """The examples, clean and damaged."""
        return [self.samples.plot, self.damaged.plot]

    def sealed(self) -> list[Any]:
        """Reconstructions, loss and weights."""
        return [
            self.reconstructed.plot, self.loss.plot, self.strokes.plot, self.strokes_note
        ]  # fmt: skip

    def pose(self, shown: DamageObservation) -> str:
        """Draw the examples as they are, and as the network will get them; return the brief."""
        say = self.say.words
        for figure, name, images in (
            (self.samples, "samples", shown.clean), (self.damaged, "damaged", shown.damaged)
        ):  # fmt: skip
            self._show(figure, name, images)
        noise = say(
            f"brief.noise_{'some' if shown.noise else 'none'}", percent=in_percent(shown.noise)
        )
        return say(
            f"brief.{shown.data}", examples=f"{shown.examples:,}", m=shown.m,
            noise=noise, penalty=say(f"brief.penalty_{shown.penalty}"),
            loss=say(f"brief.loss_{shown.loss}"), tied=say(f"brief.tied_{shown.tied}"),
            tests=f"{shown.tests:,}", level=in_percent(TEST_LEVEL),
        )  # fmt: skip

    def leave(self) -> None:
        """Empty all of it: the question is another one."""
        self.samples.clear()
        self.damaged.clear()
        self.clear()

    def clear(self) -> None:
        """Empty what is sealed."""
        for figure in (self.loss, self.reconstructed, self.strokes):
            figure.clear()
        self.strokes_note.html = ""

    def show(self, happened: DamageOutcome) -> tuple[str, str]:
        """Draw the end of it; return the headline, and why."""
        say = self.say.words
        self.follow(happened.seen)
        self.strokes_note.html = f"<p>{say('figures.strokes_note')}</p>"
        left = in_percent(happened.left, (below for _, below in BANDS))
        headline = say(f"verdict.headline.{happened.answer}", left=left)
        numbers = say(
            "why.numbers", noisy=f"{happened.noisy:.4f}", error=f"{happened.error:.4f}",
            left=left, clean=f"{happened.clean:.4f}",
        )  # fmt: skip
        m = self.session.scenario.integer("m")
        numbers_of = say("numbers.one") if m == 1 else say("numbers.many", m=m)
        reason = say(f"why.{happened.reason}", numbers=numbers_of)
        return headline, f"{numbers} {reason}"

    def follow(self, seen: DamageSnapshot) -> None:
        """Draw the curve so far, and what comes out now."""
        say, shape = self.say.words, self.session.observation.shape
        last = seen.left[-1][0]
        every = -(-len(seen.left) // EVERY_ROW)
        points = sorted({*range(len(seen.left) - 1, -1, -every)})
        rows = [
            [f"{step:.0f}", in_percent(left), f"{loss:.4f}"]
            for (step, left), (_, loss) in ((seen.left[at], seen.losses[at]) for at in points)
        ]
        self.loss.show(
            {"left": seen.left, "limit": [(0.0, 1.0), (last, 1.0)]},
            {"left": say("figures.left"), "limit": say("figures.limit")},
            say("figures.loss", step=f"{last:.0f}", left=in_percent(seen.left[-1][1])),
            say.at("figures.loss_head"), rows,
            x_range=(0.0, last), y_range=(0.0, max(1.2, *(left for _, left in seen.left))),
        )  # fmt: skip
        self._show(self.reconstructed, "reconstructed", seen.x_hat)
        units = [str(at + 1) for at in range(len(seen.strokes))]
        strongest = [[unit, *_strongest(stroke, shape)] for unit, stroke in zip(
            units, seen.strokes.tolist(), strict=True
        )]  # fmt: skip
        self.strokes.show(
            list(seen.strokes), units, say("figures.strokes", units=min(UNITS, len(units))),
            say.at("figures.strokes_head"), strongest, shape,
        )  # fmt: skip

    def _show(self, figure: Images, name: str, images: Any) -> None:
        """Examples in a row, numbered, and how much ink each has."""
        say = self.say.words
        numbers = [str(at + 1) for at in range(len(images))]
        rows = [[number, in_percent(float(x.mean()))] for number, x in zip(
            numbers, images, strict=True
        )]  # fmt: skip
        figure.show(
            list(images), numbers, say(f"figures.{name}"), say.at("figures.examples_head"), rows,
            self.session.observation.shape,
        )  # fmt: skip


def _strongest(stroke: list[float], shape: tuple[int, int]) -> list[str]:
    """Row and column of the pixel that counts most for it, and that counts most against it."""
    places = [stroke.index(extreme) for extreme in (max(stroke), min(stroke))]
    return [f"{place // shape[1] + 1}·{place % shape[1] + 1}" for place in places]
