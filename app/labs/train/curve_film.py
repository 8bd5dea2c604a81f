"""The film of the train lab: points and marks before; then each frame, and which mark is missed."""

from __future__ import annotations

import math
from typing import Any

from app.session.session import Session
from app.ui.components import lab_input
from app.ui.film import UNIT, Film, frame, thousandths
from app.ui.lab_phrases import LabPhrases
from core.data import added_points
from core.labs.train.decoded_curve import (
    ANSWERS,
    FRAMES,
    LINEAR,
    CurveObservation,
    CurveOutcome,
    Frame,
)
from core.labs.train.decoded_curve import Film as Frames

EVERY_ROW = 10  # frames from one row of the table to the next
PARTS = (
    "scrubber", "play", "pause", "weights", "error", "axis", "sketch", "sketched", "by_keys", "add",
    "remove",
)  # fmt: skip


class CurveFilm:
    """One component, which is evidence before and holds the frames once there are some."""

    def __init__(self, session: Session, say: LabPhrases) -> None:
        self.session, self.say = session, say.words
        self.film = Film(
            name="film", words=[[part, self.say(f"film.{part}")] for part in PARTS],
            says=lab_input("point"), says_remove=lab_input("remove"), total=FRAMES + 1,
            edge=round(added_points.EDGE * UNIT),
        )  # fmt: skip
        self._sent: Frames | None = None  # the frames that the page has

    def pose(self, shown: CurveObservation) -> str:
        """Draw the points and their marks; return the brief."""
        session = self.session
        posed = session.phase == "posed"
        letters = [answer.upper() for answer in ANSWERS]
        marked = [thousandths(shown.x[at]) for at in shown.marks]
        self.film.param.update(
            label=self.say(
                "film.label", points=len(shown.x), shape=self.say(f"film.shapes.{shown.data}")
            ),
            points=thousandths(shown.x), damaged=thousandths(shown.damaged),
            marks=[[letter, *place] for letter, place in zip(letters, marked, strict=True)],
            widths=list(shown.widths), sketching=posed, adding=session.playing,
            removable=session.playing and shown.added > 0,
        )  # fmt: skip
        if self._sent is None:
            self._describe_points(shown)
        self.film.key = self._key(shown)
        noise = self.say(f"brief.damaged_{'some' if shown.noise else 'none'}")
        return self.say(
            f"brief.{shown.model}", points=len(shown.x), noise=noise,
            shape=self.say(f"film.shapes.{shown.data}"),
            widths=", ".join(map(str, shown.widths)),
        )  # fmt: skip

    def leave(self) -> None:
        """Empty all of it: the question is another one."""
        self.clear()
        self.film.param.update(label="", points=[], damaged=[], marks=[], tags=[])

    def clear(self) -> None:
        """Take frames and axis away."""
        self._sent = None
        self.film.param.update(frames=[], axis=[], worst="")
        if isinstance(self.session.observation, CurveObservation):
            self._describe_points(self.session.observation)
            self.film.key = self._key(self.session.observation)

    def follow(self, film: Frames) -> None:
        """Send the frames that came since the last time."""
        before = self._sent.frames if self._sent else ()
        if film is self._sent or film.frames == before:
            return
        if film.frames[: len(before)] != before:  # another run's
            before = ()
        new = [self._frame(each, film.frames[-1].step) for each in film.frames[len(before) :]]
        self._sent = film
        shown = self.session.observation
        axis = thousandths(film.axis) if shown.model == LINEAR else []
        self.film.param.update(axis=axis, frames=[len(before), *new], key=self._key(shown))

    def show(self, happened: CurveOutcome) -> tuple[str, str]:
        """Show the end of it; return the headline, and why."""
        self.follow(happened.film)
        self.film.worst = happened.answer.upper()
        self._describe_frames(happened.film)
        letter, away = happened.answer.upper(), max(happened.miss)
        angle = "" if happened.angle is None else in_degrees(happened.angle)
        miss = ", ".join(
            f"{answer.upper()} {each:.2f}"
            for answer, each in zip(ANSWERS, happened.miss, strict=True)
        )
        why = [
            self.say("why.miss", miss=miss, wide=f"{2 * added_points.EDGE:.1f}"),
            self.say(f"why.{happened.reason}", letter=letter, angle=angle),
        ]
        if happened.sparse and happened.reason != "line":
            why.append(self.say("why.few", letter=letter))
        return self.say("verdict.missed", letter=letter, away=f"{away:.2f}"), " ".join(why)

    def with_point(self, place: list[float]) -> str:
        """The points that were added, and one more, spelled out."""
        return added_points.with_point(self.session.scenario.text("added"), place)

    def _frame(self, now: Frame, steps: int) -> dict[str, Any]:
        text = self.say("film.frame", step=f"{now.step:,}", error=f"{now.error:.4f}")
        if now.angle is not None:
            text = self.say("film.frame_angle", frame=text, angle=in_degrees(now.angle))
        return frame(text, now.error, now.curve, now.x_hat, now.weights)

    def _key(self, shown: CurveObservation) -> list[list[str]]:
        """What each kind of line means that is there."""
        lines = ["damaged"] if shown.noise else []
        if self._sent is not None:
            lines += ["decoded", "misses"]
            lines += ["arrows"] if shown.noise else []
            lines += ["pca_axis"] if shown.model == LINEAR else []
        return [[name, self.say(f"film.key.{name}")] for name in lines]

    def _describe_points(self, shown: CurveObservation) -> None:
        """The marks in numbers, for those who do not see them."""
        rows = [
            [answer.upper(), *map(_signed, shown.x[at]), str(near)]
            for answer, at, near in zip(ANSWERS, shown.marks, shown.near, strict=True)
        ]
        self._describe(self.say.at("film.marks_head"), rows)

    def _describe_frames(self, film: Frames) -> None:
        """Every so many frames in numbers."""
        rows = [
            [f"{now.step:,}", f"{now.error:.4f}", *(f"{away:.2f}" for away in now.miss)]
            for now in film.frames[::EVERY_ROW]
        ]
        self._describe(self.say.at("film.frames_head"), rows)

    def _describe(self, head: list[str], rows: list[list[str]]) -> None:
        twin = {"label": self.film.label, "head": head, "rows": rows}
        self.film.tags = [{"twin": twin}]


def in_degrees(angle: float) -> str:
    """Radians as degrees."""
    return f"{math.degrees(angle):.1f}°"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")
