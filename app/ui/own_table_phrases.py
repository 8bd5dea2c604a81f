"""What is said of a table of the learner's own, whichever lab it is in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app.session.isolated_text import isolated
from app.session.own_table import OwnTable
from app.session.text_catalog import words
from core.data.csv_records import LARGEST, Place, TableRefused
from core.data.csv_table import COLUMNS, ROWS

CUT = 40  # characters of a file's name
LIMITS = {
    "fewest_rows": f"{ROWS[0]:,}", "most_rows": f"{ROWS[1]:,}", "fewest_columns": COLUMNS[0],
    "most_columns": COLUMNS[1], "largest": f"{LARGEST / 1e6:g}",
}  # fmt: skip


class OwnTablePhrases:
    """From `content/<language>/own_table.toml`."""

    def __init__(self) -> None:
        self.say = words("own_table")

    def intro(self) -> str:
        """What is allowed, and what becomes of it, as HTML."""
        return f"<p>{self.say('intro', **LIMITS)}</p>"

    def read(self, own: OwnTable, divided: str) -> str:
        """What was read, as HTML; divided: how the rows are used, in the lab's words."""
        made = own.table
        if made is None:
            return ""
        say, table = self.say, made.table
        size = {"rows": f"{len(table.rows):,}", "columns": len(table.names)}
        if own.is_example:
            lines = [say("read.example", **size)]
        else:
            printable = "".join(sign for sign in own.name if sign.isprintable())
            lines = [
                say.html("read.summary", name=isolated(printable[:CUT]), **size),
                say("read.header" if table.header else "read.no_header"),
            ]
        if table.decimal_comma:
            lines.append(say("read.decimal_comma"))
        if made.dropped:
            columns = ", ".join(self.column(each.column, each.name) for each in made.dropped)
            lines.append(say.html("read.dropped", columns=columns))
        return f"<p>{' '.join([*lines, divided])}</p>"

    def column(self, number: int, name: str) -> str:
        """A column by its name, or by its number if it has none."""
        return isolated(name) if name else self.say("column", number=number)

    def problem(self, own: OwnTable) -> str:
        """Why a file was refused, as HTML, or ""."""
        if own.problem is None:
            return ""
        if isinstance(own.problem, TableRefused):
            told = self._refused(own.problem)
        else:
            told = escape(self.say(f"problems.{own.problem}", **LIMITS))
        stays = f" {self.say('problems.stays')}" if own.table is not None else ""
        return f"<p>{told}{stays}</p>"

    def fared(self, titles: Sequence[tuple[str, bool]]) -> str:
        """How predictions fared, (as it was said, whether it was right) each, as HTML."""
        return "".join(
            f'<p class="fared {key}">{self.say.html(f"said.{key}", choice=choice)}</p>'
            for choice, right in titles
            for key in ["right" if right else "wrong"]
        )

    def _refused(self, refused: TableRefused) -> str:
        first = refused.places[0] if refused.places else Place(0, 0)
        others = refused.count - (len(refused.places) if refused.problem == "missing" else 1)
        more = ""
        if others > 0:
            more = self.say(
                "places.one_more" if others == 1 else "places.more", count=f"{others:,}"
            )
        places = f"{self.say('places.between')} ".join(map(self._place, refused.places))
        return self.say.html(
            f"problems.{refused.problem}", **LIMITS, place=self._place(first), row=first.row,
            places=places, more=more,
            value=isolated(first.value), count=f"{refused.count:,}", expected=refused.expected,
        )  # fmt: skip

    def _place(self, place: Place) -> str:
        key = "places.named" if place.name else "places.unnamed"
        return self.say(key, row=place.row, column=place.column, name=isolated(place.name))
