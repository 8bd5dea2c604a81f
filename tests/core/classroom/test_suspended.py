"""What was entered comes back from 4,096 characters, or it is said what did not fit."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.runtime.registry import REGISTERED_LABS
from core.classroom.assignment import Assignment
from core.classroom.hand_in import of_cases
from core.classroom.packed_text import pack_text, unpack_text
from core.classroom.shortening import LeftOut
from core.classroom.suspended import LIMIT, SuspendedRefused, pack, unpack
from core.trial.lab import parts_of
from core.trial.ledger import Chain, Ledger
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, VoteEntry, WhyEntry
from core.trial.scenario import Scenario, address
from core.trial.scoring import confidences
from core.trial.trial import trial_id
from tests.supplied import provide

N_CASES = 20
SAID = """the code is too narrow for all strokes so it mixes two patterns because noise hides which
one I think PCA wins on flat data and the autoencoder only follows it half of what was erased comes
back since the others share that stroke ½ 漢字 🙂 „quoted“ "x" =1+1"""
WORDS = [*SAID.split(), "a\nb"]
Question = tuple[tuple[str, ...], int]  # outcomes, parts


def questions() -> dict[str, Question]:
    """Of each case of the decks: what is asked."""
    provide()
    found: dict[str, Question] = {}
    for each in REGISTERED_LABS.values():
        for case in each.deck.cases(each.deck.first):
            assert isinstance(case, Scenario)
            found[address(case)] = each.lab.outcomes(case), parts_of(each.lab, case)
    return found


@pytest.fixture(scope="module")
def asked() -> dict[str, Question]:
    return questions()


def assigned(cases: list[str], title: str = "Week 3") -> Assignment:
    return Assignment(title, tuple(cases), votes=2)


class Entering:
    """A learner who enters something into a ledger: at most `why` characters, all `done` or not."""

    def __init__(self, source: random.Random, why: int = 90, done: bool = False) -> None:
        self.source, self.why, self.done = source, why, done
        self.chain = Chain()
        self.posed: dict[str, str] = {}  # by the trial's name, if it is known
        self.at = datetime(2026, 11, 30, 9, tzinfo=UTC) + timedelta(
            milliseconds=source.randrange(10**10)
        )

    def ledger(self, asked: dict[str, Question], cases: list[str]) -> Ledger:
        """Two cases are open at a time, so that their records mix."""
        waiting = [self.steps(case, *asked[case]) for case in cases]
        running = [waiting.pop(0)]
        while running:
            if waiting and len(running) < 2:
                running.append(waiting.pop(0))
            if not next(one := self.source.choice(running), None):
                running.remove(one)
        return self.chain.ledger

    def steps(self, case: str, outcomes: tuple[str, ...], parts: int) -> Iterator[bool]:
        source = self.source
        trial = f"{source.getrandbits(64):016x}"
        if source.random() < 0.8:
            posed = self.at.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
            trial = trial_id(case, outcomes, posed)
            self.posed[trial] = posed
        sure = confidences(len(outcomes))

        def say() -> str:
            return "".join(source.choices(outcomes, k=parts))

        def tell(entry: VoteEntry | CommitmentEntry | OutcomeEntry | WhyEntry) -> bool:
            self.at += timedelta(milliseconds=source.randrange(1, 300_000))
            at = self.at.replace(tzinfo=None).isoformat(timespec="milliseconds")
            self.chain.append(entry, case, f"{at}Z")
            return True

        def goes_on() -> bool:
            return self.done or source.random() < 0.9

        if self.done or source.random() < 0.7:
            yield tell(VoteEntry(trial, outcomes, say(), source.choice(sure), parts))
        if not goes_on():
            return
        seen, choice = source.random() < 0.1, say()
        yield tell(CommitmentEntry(trial, outcomes, choice, source.choice(sure), seen, parts))
        if not goes_on():
            return
        yield tell(OutcomeEntry(trial, choice, say()))
        while self.why and goes_on():
            yield tell(WhyEntry(trial, self.words()))
            if self.done or source.random() < 0.8:
                return

    def words(self) -> str:
        count = self.why if self.done else self.source.randrange(1, self.why)
        text = ""
        while len(text) < count:
            text += self.source.choice(WORDS) + " "
        return text[:count].strip() or "x"


def rows(ledger: Ledger, assignment: Assignment) -> tuple[tuple[object, str, str], ...]:
    """What is to come back."""
    records = of_cases(ledger, assignment.cases).records
    return tuple((record.entry, record.address, record.at) for record in records)


def test_hundreds_of_ledgers_of_twenty_cases_come_back(asked: dict[str, Question]) -> None:
    source, sizes = random.Random(3), []
    for _ in range(300):
        cases = source.sample(list(asked), N_CASES)
        learner = Entering(source, why=60)
        ledger = learner.ledger(asked, cases)
        suspended = pack(ledger, assigned(cases), learner.posed)
        assert suspended.left_out == ()
        resumed = unpack(suspended.text, assigned(cases))
        assert resumed.rows == rows(ledger, assigned(cases))
        named = {entry.trial for entry, *_ in resumed.rows}
        assert resumed.posed == {k: at for k, at in learner.posed.items() if k in named}
        sizes.append(len(suspended.text))
    print(f"suspended, whys of up to 60 characters: {min(sizes)} to {max(sizes)} characters")
    assert max(sizes) <= LIMIT


def test_twenty_painted_cases_with_two_votes_fit_whole(asked: dict[str, Question]) -> None:
    outcomes = ("0", "1", "2")
    painted = {case: question for case, question in asked.items() if question[1] > 1}
    assert set(painted.values()) == {(outcomes, 45)}
    first = next(iter(painted)).rpartition("=")[0]
    more = {f"{first}={seed}": (outcomes, 45) for seed in range(N_CASES)}
    sizes = []
    for seed in range(50):
        ledger = Entering(random.Random(seed), why=25, done=True).ledger(more, list(more))
        suspended = pack(ledger, assigned(list(more)), {})
        assert suspended.left_out == ()
        back = unpack(suspended.text, assigned(list(more)))
        assert back.rows == rows(ledger, assigned(list(more)))
        sizes.append(len(suspended.text))
    print(f"suspended, 20 painted cases, whys of 25: {min(sizes)} to {max(sizes)} characters")


def test_two_votes_of_twenty_cases_without_words_take_half(asked: dict[str, Question]) -> None:
    source = random.Random(5)
    for _ in range(50):
        cases = source.sample(list(asked), N_CASES)
        ledger = Entering(source, why=0, done=True).ledger(asked, cases)
        assert len(pack(ledger, assigned(cases), {}).text) < LIMIT / 2


def kept(ledger: Ledger, assignment: Assignment) -> tuple[Ledger, tuple[LeftOut, ...]]:
    """What comes back, appended to an empty ledger, and what is said to be left out."""
    suspended, chain = pack(ledger, assignment, {}), Chain()
    assert len(suspended.text) <= LIMIT
    for row in unpack(suspended.text, assignment).rows:
        chain.append(*row)
    return chain.ledger, suspended.left_out


def test_long_words_are_cut_and_said_and_all_else_stays(asked: dict[str, Question]) -> None:
    source = random.Random(6)
    for _ in range(20):
        cases = source.sample(list(asked), N_CASES)
        ledger = Entering(source, why=500, done=True).ledger(asked, cases)
        whole = of_cases(ledger, cases).records
        back, left_out = kept(ledger, assigned(cases))
        said = {each.case for each in left_out}
        assert {each.what for each in left_out} == {"why"}
        for was, now in zip(whole, back.records, strict=True):
            assert (was.kind, was.address, was.at) == (now.kind, now.address, now.at)
            if isinstance(was.entry, WhyEntry) and isinstance(now.entry, WhyEntry):
                assert (was.entry != now.entry) == (was.address in said)
                cut = now.entry.text.removesuffix("…")
                assert was.entry.text.startswith(cut)
                assert len(cut) > 40
            else:
                assert was.entry == now.entry


def test_words_that_others_replaced_go_first(asked: dict[str, Question]) -> None:
    case = next(iter(asked))
    outcomes, parts = asked[case]
    chain, source = Chain(), random.Random(7)
    trial, at, choice = "0" * 16, "2026-11-30T09:00:00.000Z", outcomes[0] * parts
    chain.append(CommitmentEntry(trial, outcomes, choice, 100, parts=parts), case, at)
    chain.append(OutcomeEntry(trial, choice, choice), case, at)
    texts = ["".join(source.choices(string.ascii_letters, k=500)) for _ in range(9)]
    for text in texts:
        chain.append(WhyEntry(trial, text), case, at)
    back, left_out = kept(chain.ledger, assigned([case]))
    assert left_out == (LeftOut("earlier_why", case),)
    assert [r.entry.text for r in back.records if isinstance(r.entry, WhyEntry)] == texts[-1:]


def test_large_paintings_lose_outcomes_and_then_cases_from_the_end() -> None:
    large = {f"?lab=strokes&seed={seed}": (tuple("0123456789"), 1024) for seed in range(9)}
    ledger = Entering(random.Random(8), why=0, done=True).ledger(large, list(large))
    assignment = assigned(list(large))
    back, left_out = kept(ledger, assignment)
    gone = [each.case for each in left_out if each.what == "case"]
    assert gone == list(reversed(list(large)[-len(gone) :]))
    assert 0 < len(gone) < len(large)
    left = [case for case in large if case not in gone]
    assert {each.case for each in left_out if each.what == "outcome"} == set(left)
    assert {record.address for record in back.records} == set(left)
    assert {record.kind for record in back.records} == {"vote", "commitment"}


def test_instants_come_back_as_they_were_written() -> None:
    case, chain = "?lab=strokes&seed=1", Chain()
    for number, at in enumerate(
        (
            "2026-11-30T09:00:00Z", "2026-11-30T09:00:00.5Z", "2026-11-30T09:00:00.123456Z",
            "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
        )
    ):  # fmt: skip
        where = f"{case}{number}"
        chain.append(CommitmentEntry(f"{number:016x}", ("yes", "no"), "no", 70), where, at)
    assignment = assigned([record.address for record in chain.records])
    back = unpack(pack(chain.ledger, assignment, {}).text, assignment)
    assert back.rows == rows(chain.ledger, assignment)


def test_nothing_is_entered_yet(asked: dict[str, Question]) -> None:
    assignment = assigned(list(asked)[:3])
    assert unpack(pack(Ledger(), assignment, {}).text, assignment).rows == ()


CASES = [f"?lab=strokes&seed={seed}" for seed in range(3)]
SMALL = assigned(CASES)
TEXT = pack(
    Entering(random.Random(9), done=True).ledger(
        dict.fromkeys(CASES, (("yes", "no"), 1)), CASES
    ), SMALL, {},
).text  # fmt: skip
KINDS = json.loads(unpack_text(TEXT, LIMIT))["kinds"]


def refused(text: str, assignment: Assignment = SMALL) -> str:
    with pytest.raises(SuspendedRefused) as caught:
        unpack(text, assignment)
    return caught.value.code


def test_damaged_text_is_refused() -> None:
    for at, sign in enumerate(TEXT):
        for other in {*"aZ0_-. \n"} - {sign}:
            assert refused(TEXT[:at] + other + TEXT[at + 1 :])
        assert refused(TEXT[:at])
    assert refused("") == "foreign"
    assert refused(pack_text("x" * 100)) == "bad_value"
    assert refused(pack_text("[" * 50_000)) == "bad_value"
    assert refused(pack_text(" " * 300_000)) == "damaged"
    assert refused("2" + TEXT[1:]) == "newer"
    assert refused(TEXT + "A" * LIMIT) == "damaged"
    assert refused(TEXT, assigned(CASES, "Week 4")) == "other_assignment"


def set_to(name: str, value: object) -> Callable[[dict[str, list[object]]], object]:
    return lambda columns: columns.__setitem__(name, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        lambda columns: columns.pop("kinds"),
        set_to("more", 1),
        set_to("kinds", []),
        set_to("kinds", "vvvv"),
        set_to("trials", "0123"),
        set_to("trials", []),
        set_to("trials", [True, 1, 2]),
        set_to("trials", [10**30, 1, 2]),
        set_to("trials", ["0123", 1, 2]),
        set_to("asked", []),
        set_to("asked", [["yes no", 0]]),
        set_to("asked", [["yes", 1]]),
        set_to("asked", [[["yes", "no"], 1]]),
        set_to("asked", [7]),
        set_to("kinds", "x" * len(KINDS)),
        lambda columns: columns["cases"].__setitem__(0, 3),
        lambda columns: columns["cases"].__setitem__(0, -1),
        lambda columns: columns["cases"].__setitem__(0, True),
        lambda columns: columns["cases"].__setitem__(0, 0.0),
        lambda columns: columns["cases"].pop(),
        lambda columns: columns["after"].__setitem__(0, 10**40),
        lambda columns: columns["after"].__setitem__(0, -(10**14)),
        lambda columns: columns["after"].__setitem__(0, 1.5),
        lambda columns: columns["after"].__setitem__(0, "yesterday"),
        lambda columns: columns["said"].__setitem__(0, [0, 9, 70]),
        lambda columns: columns["said"].__setitem__(0, [0, 0, 170]),
        lambda columns: columns["said"].__setitem__(0, [0, 0, 70, 1]),
        lambda columns: columns["said"].__setitem__(0, [0, 0]),
        lambda columns: columns["said"].__setitem__(0, None),
        lambda columns: columns["said"].__setitem__(-1, ""),
        lambda columns: columns["said"].__setitem__(-1, 7),
    ],
)
def test_what_cannot_have_been_entered_is_refused(
    change: Callable[[dict[str, list[object]]], object],
) -> None:
    columns = json.loads(unpack_text(TEXT, LIMIT))
    change(columns)
    assert refused(pack_text(json.dumps(columns))) in ("bad_value", "records")
