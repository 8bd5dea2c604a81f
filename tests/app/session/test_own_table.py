"""A table of one's own as state: nothing before the commit, a bad file changes nothing, stop."""

from __future__ import annotations

from base64 import b64encode

import numpy as np
import pytest

from app.session.own_table import DEFAULT_WIDTH, EXAMPLE, OwnTable
from builder.models.lab_data import tables
from core.data.csv_records import TableRefused
from core.data.provided_files import register
from core.labs.anomaly.own_table import ANOMALY_TABLE
from core.labs.pca.own_table import PCA_TABLE, TableComparison
from core.stepwise import run_to_end
from tests.app.search import reachable

register(EXAMPLE, tables()[EXAMPLE])


def csv(x: np.ndarray, names: str = "") -> str:  # type: ignore[type-arg]
    lines = [names] * bool(names) + [",".join(map(repr, row.tolist())) for row in x]
    return b64encode("\n".join(lines).encode()).decode()


def small(d: int = 4) -> str:
    return csv(np.random.default_rng(0).standard_normal((40, d)), ",".join("abcdefgh"[:d]))


def posed() -> OwnTable:
    own = OwnTable(PCA_TABLE)
    own.load_example()
    return own


def committed() -> OwnTable:
    own = posed()
    own.predict("kept", "most")
    own.predict("better", "tie")
    own.commit()
    return own


def finish(own: OwnTable) -> OwnTable:
    while own.running:
        own.advance()
    return own


def test_it_begins_empty_and_takes_the_example() -> None:
    own = OwnTable(PCA_TABLE)
    assert (own.phase, own.widths, own.questions) == ("empty", (), {})
    own.commit()
    own.advance()
    assert own.phase == "empty"
    own.load_example()
    assert own.table is not None
    assert (own.phase, own.width, own.table.x.shape) == ("posed", DEFAULT_WIDTH, (178, 13))


def test_before_the_commit_no_outcome_exists_anywhere() -> None:
    own = posed()
    own.predict("kept", "most")
    assert not [each for each in reachable(own) if isinstance(each, TableComparison)]
    own.advance()
    own.resume()
    assert (own.phase, own.running, own.outcome, own.step) == ("posed", False, None, None)
    own.commit()  # without the other answer
    assert (own.missing, own.running) == (True, False)
    own.predict("better", "tie")
    assert not own.missing
    own.commit()
    assert (own.phase, own.running) == ("committed", True)
    assert not [each for each in reachable(own) if isinstance(each, TableComparison)]
    assert [each for each in reachable(finish(own)) if isinstance(each, TableComparison)]


def test_what_is_committed_stays() -> None:
    own = committed()
    own.set_width(4)
    own.predict("better", "pca")
    own.predict("kept", "nonsense")
    assert (own.width, own.choices) == (DEFAULT_WIDTH, {"kept": "most", "better": "tie"})


def test_answers_and_widths_that_are_not_asked_are_ignored() -> None:
    own = posed()
    own.predict("better", "far")
    own.predict("stands_out", "first")
    own.set_width(99)
    assert (own.width, own.choices) == (DEFAULT_WIDTH, {})
    own.set_width(4)
    assert own.width == 4


def test_a_stopped_run_goes_on_to_the_same_end() -> None:
    own = committed()
    for _ in range(20):
        own.advance()
    own.pause()
    at = own.step
    assert own.phase == "committed"
    own.resume()
    own.advance()
    assert own.step is not None
    assert at is not None
    assert own.step.done > at.done
    happened = finish(own).outcome
    assert own.table is not None
    expected = run_to_end(PCA_TABLE.run(own.table, DEFAULT_WIDTH))
    assert happened.autoencoder_error == expected.autoencoder_error
    assert (own.phase, own.step) == ("revealed", None)


@pytest.mark.parametrize("when", [posed, committed, lambda: finish(committed())])
def test_a_bad_file_changes_nothing_but_what_is_said(when) -> None:  # type: ignore[no-untyped-def]
    own: OwnTable = when()
    before = (own.table, own.phase, own.width, own.choices, own.running, own.outcome, own.name)
    own.load("bad.csv", b64encode(b"a,b\n1,x\n").decode())
    assert isinstance(own.problem, TableRefused)
    own.refuse("too_large")
    assert own.problem == "too_large"
    after = (own.table, own.phase, own.width, own.choices, own.running, own.outcome, own.name)
    assert after == before
    own.load("good.csv", small())
    assert (own.problem, own.name, own.phase, own.choices) == (None, "good.csv", "posed", {})
    assert (own.running, own.seen) == (False, {})


def test_another_width_asks_only_what_was_not_seen() -> None:
    own = finish(committed())
    assert set(own.questions) == {"kept", "better"}
    own.ask_again()
    assert own.phase == "posed"
    assert DEFAULT_WIDTH not in own.widths
    assert set(own.questions) == {"better"}
    own.predict("better", "pca")
    own.commit()
    assert set(finish(own).seen) == {DEFAULT_WIDTH, own.width}


def test_when_all_widths_were_seen_there_is_no_other() -> None:
    own = OwnTable(PCA_TABLE)
    own.load("two.csv", small(2))
    assert own.widths == (1,)
    own.predict("kept", "most")
    own.predict("better", "pca")
    own.commit()
    finish(own).ask_again()
    assert (own.phase, own.width) == ("revealed", 1)


def test_the_anomaly_lab_asks_the_same_of_each_width() -> None:
    own = OwnTable(ANOMALY_TABLE)
    own.load("four.csv", small())
    own.predict("stands_out", "first")
    own.commit()
    finish(own).ask_again()
    assert set(own.questions) == {"stands_out"}
    assert own.choices == {}
