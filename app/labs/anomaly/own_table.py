"""A learner's own table in the anomaly lab: which rows come back worst?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from app.session.isolated_text import isolated
from app.session.own_table import OwnTable
from app.ui.figures.bars import Bars
from app.ui.lab_phrases import LabPhrases
from app.ui.own_table import OwnTableDrawing, error_text
from core.data.prepared_table import PreparedTable
from core.labs.anomaly.own_table import METHODS, PairScores, TableScores, rows_asked_about
from core.stepwise import Step

HIGHEST = 20  # rows that the table has


class AnomalyTableDrawing(OwnTableDrawing):
    """The two rows that are asked about beforehand; their scores as bars, and the highest rows."""

    figures = ("own_scores",)

    def __init__(self, wording: LabPhrases) -> None:
        self.say = wording.words
        self.scores = Bars("own_scores", "error")

    def plots(self) -> list[Any]:
        """The scores of the two rows."""
        return [self.scores.plot]

    def divided(self, own: OwnTable) -> str:
        """That no row is scored by what has seen it, and the units."""
        return self.say("own.divided")

    def width_label(self) -> str:
        """How many numbers pass."""
        return self.say("own.width")

    def question(self, own: OwnTable, name: str) -> tuple[str, list[list[Any]]]:
        """Which of the two rows stands out."""
        say, numbers = self.say, own.width
        first, second = self._pair_rows(own)
        answers = [
            [value, say(f"own.outcomes.{value}.title", first=first, second=second),
             say(f"own.outcomes.{value}.hint")]
            for value in own.questions[name]
        ]  # fmt: skip
        return say("own.question.one" if numbers == 1 else "own.question.many", m=numbers), answers

    def evidence(self, table: PreparedTable) -> tuple[str, list[str], list[list[str]]]:
        """The two rows, in standard deviations."""
        pair = rows_asked_about(table)
        first, second = table.standardised[list(pair)]
        rows = [
            [self._column(table, column), _signed(one), _signed(other)]
            for column, (one, other) in enumerate(zip(first, second, strict=True))
        ]
        names = [self.say("own.row", row=int(table.rows[place])) for place in pair]
        return self.say("own.evidence"), [self.say("own.column_head"), *names], rows

    def clear(self) -> None:
        """Empty the figure."""
        self.scores.clear()

    def draw_snapshot(self, own: OwnTable, step: Step) -> None:
        """The scores of the two rows, as far as they are known."""
        so_far: PairScores = step.snapshot
        self._draw(own, so_far.scores, None)

    def draw_outcome(self, own: OwnTable) -> tuple[str, str]:
        """The scores of the two rows, and how they lie among all."""
        happened: TableScores = own.outcome
        say, pair = self.say, happened.pair
        self._draw(own, happened.of_pair, happened.median(0))
        names = self._pair_rows(own)
        lines = [
            say(
                "own.ranks", row=row, n=f"{len(happened.worst):,}",
                autoencoder=f"{happened.rank(0, place):,}", pca=f"{happened.rank(1, place):,}",
            )
            for row, place in zip(names, pair, strict=True)
        ]  # fmt: skip
        answer = happened.answers["stands_out"]
        headline = say(f"own.headline.{answer}", first=names[0], second=names[1])
        told = [" ".join(lines), say("own.why")]
        if happened.cut_off:
            told.append(say("own.cut_off"))
        return headline, "".join(f"<p>{line}</p>" for line in told)

    def results(self, own: OwnTable) -> tuple[str, list[str], list[list[str]]]:
        """The rows that score highest by the autoencoder."""
        happened, table = own.outcome, own.table
        if happened is None or table is None:
            return "", [], []
        rows = [
            [str(table.rows[place]), error_text(happened.scores[0, place], 3),
             error_text(happened.scores[1, place], 3), str(happened.rank(1, place)),
             self._column(table, happened.worst[place])]
            for place in happened.highest(HIGHEST).tolist()
        ]  # fmt: skip
        label = self.say("own.results", shown=len(rows), n=f"{len(table.rows):,}")
        return label, self.say.at("own.results_head"), rows

    def _draw(self, own: OwnTable, scores: Sequence[Sequence[float]], median: float | None) -> None:
        """Bars for each row and method that there is a score of; a line at the median row."""
        say = self.say
        named = [
            (say("own.figures.bar", row=row, method=say(f"own.methods.{method}")), score)
            for row, of_row in zip(self._pair_rows(own), scores, strict=True)
            for method, score in zip(METHODS, of_row, strict=True)
            if math.isfinite(score)
        ]
        if not named:
            self.clear()
            return
        names, values = [name for name, _ in named], [value for _, value in named]
        texts = [error_text(value, 3) for value in values]
        line = None
        if median is not None:
            line = median, say("own.figures.median", score=error_text(median, 3))
        rows = [list(each) for each in zip(names, texts, strict=True)]
        label = say("own.figures.scores")
        self.scores.show(names, values, texts, line, label, say.at("own.figures.head"), rows)

    def _pair_rows(self, own: OwnTable) -> list[int]:
        """The two rows' numbers in the file."""
        table = own.table
        return (
            [] if table is None else [int(table.rows[place]) for place in rows_asked_about(table)]
        )

    def _column(self, table: PreparedTable, column: int) -> str:
        name = table.names[column]
        return isolated(name) if name else self.say("own.column", number=table.columns[column])


def _signed(value: float) -> str:
    """A number of standard deviations, its minus as long as a plus."""
    return f"{value:.1f}".replace("-", "−")
