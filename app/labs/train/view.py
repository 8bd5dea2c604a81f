"""The train lab on the page: what it will be tested on; then losses, strokes, reconstructions."""

from __future__ import annotations

from typing import Any

from app.ui.figures.curves import Curves
from app.ui.figures.image_rows import Images
from app.ui.lab_phrases import capital, in_percent
from app.ui.lab_view import FigureSlot, LabView
from core.labs.train.lab import (
    BANDS,
    TEST_LEVEL,
    UNITS,
    TrainObservation,
    TrainOutcome,
    TrainSnapshot,
)
from core.stepwise import Step

EACH = 5  # of how many images a row is
EVERY_ROW = 8  # rows that the twin of a curve has, at most


class TrainView(LabView):
    """Evidence: test examples, clean and damaged. Sealed: loss, weights, reconstructions."""

    panels = (
        FigureSlot("samples", "x", "clean", sealed=False),
        FigureSlot("damaged", "x̃", "corrupted", sealed=False),
        FigureSlot("reconstructed", "x̂", "reconstruction"),
        FigureSlot("loss", "e", "error"),
        FigureSlot("strokes", note="strokes_note"),
    )

    def build(self) -> None:
        """Make the figures."""
        say = self.say.words
        self.samples = Images("samples", EACH, 56)
        self.damaged = Images("damaged", EACH, 56, high="corrupted")
        self.loss = Curves(
            "loss", {"left": ("reconstruction", "solid"), "limit": ("corrupted", "dashed")},
            say("figures.loss_across"), say("figures.loss_up"),
        )  # fmt: skip
        self.reconstructed = Images("reconstructed", EACH, 56, high="reconstruction")
        self.strokes = Images("strokes", EACH, 56, low="card", high="code")
        self.strokes_note = self.note("strokes_note")

    def evidence(self) -> list[Any]:
        """The examples, clean and damaged."""
        return [self.samples.plot, self.damaged.plot]

    def sealed(self) -> list[Any]:
        """Reconstructions, loss and weights."""
        return [
            self.reconstructed.plot, self.loss.plot, self.strokes.plot, self.strokes_note
        ]  # fmt: skip

    def draw_evidence(self, shown: TrainObservation) -> str:
        """The examples as they are, and as the network will get them."""
        say = self.say.words
        for figure, name, images in (
            (self.samples, "samples", shown.clean), (self.damaged, "damaged", shown.damaged)
        ):  # fmt: skip
            self._show(figure, name, images)
        noise = say(
            f"brief.noise_{'some' if shown.noise else 'none'}", percent=in_percent(shown.noise)
        )
        brief = say(
            f"brief.{shown.data}", examples=f"{shown.examples:,}", m=shown.m,
            noise=noise, penalty=say(f"brief.penalty_{shown.penalty}"),
            loss=say(f"brief.loss_{shown.loss}"), tied=say(f"brief.tied_{shown.tied}"),
            tests=f"{shown.tests:,}", level=in_percent(TEST_LEVEL),
        )  # fmt: skip
        return f"<p>{brief}</p>"

    def clear(self) -> None:
        """Empty the figures."""
        for figure in (self.loss, self.reconstructed, self.strokes):
            figure.clear()
        self.strokes_note.html = ""

    def draw_snapshot(self, step: Step) -> None:
        """The curve so far, and what comes out now."""
        self._draw(step.snapshot)

    def draw_outcome(self, happened: TrainOutcome) -> str:
        """The end of it, and why."""
        say = self.say.words
        self._draw(happened.seen)
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
        return self.headed(capital(headline), happened.answer, f"{numbers} {reason}")

    def next_hint(self) -> str:
        """What the next case changes."""
        now, coming = self.session.trial_scenario, self.session.next_scenario
        changed = [name for name in now.values if now[name] != coming[name] and name != "seed"]
        if not changed:
            return self.say.words("buttons.next_hint_first")
        listed = ", ".join(self.say.setting(name, coming) for name in changed)
        return self.say.words("buttons.next_hint", changes=listed)

    def _draw(self, seen: TrainSnapshot) -> None:
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
