"""A placemat begins from what another group learned, and that is taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Program
from evidence.engine.learning_summary import read_frozen
from evidence.models import LearningStart, LearningSummary, Measure
from evidence.operations.learning_start import (
    NothingChosen,
    NotPublished,
    NotTheirs,
    StartChanged,
    StartTooLong,
    start_from,
    undo_start,
)
from evidence.operations.learning_summary import withdraw_summary
from evidence.queries.learning_plan import proposed_lines
from evidence.queries.learning_start import began_from, plan_start, starts_of
from ilc.errors import Refused
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.operations.phase import CycleClosed
from inquiry.queries.placemat import placemat_content
from tests.evidence.setting import Shared
from tests.make import make_collective, make_cycle, make_placemat, seat
from tests.make_evidence import make_measure, make_plan_line
from tests.make_history import day, write
from tests.make_learning import make_found

ALL = ("clause:0", "indicator:0:0", "clause:1", "clause:2")
FOUND = (["visit classrooms"], "teachers plan together", "students read with meaning", ["Visits each week"])


class Starting:
    """Amara's group published; Darnell, who knows it from the library, sits in a collective that has just begun."""

    def __init__(self, shared: Shared) -> None:
        self.theirs, self.by = shared, shared.stranger
        make_measure(shared.indicator, by=shared.member, about="things", baseline=5, target=9)
        line = {"first_due": date(2026, 11, 1), "how_often": "weekly", "source": "walkthrough sheet"}
        make_plan_line(shared.indicator, shared.member, **line)
        self.summary: LearningSummary = make_found(shared.placemat, by=shared.member)
        self.collective = make_collective("Talk in every lesson")
        seat(self.collective, self.by)
        self.cycle = make_cycle(self.collective)
        self.placemat: Placemat = make_placemat(self.cycle)

    def seen(self, *chosen: str, below: tuple[str, ...] = ()) -> str:
        frozen = read_frozen(self.summary.snapshot)
        return plan_start(frozen, self.placemat, chosen=chosen or ALL, below=below).digest

    def begin(self, *chosen: str, below: tuple[str, ...] = (), seen: str = "", **other: Any) -> LearningStart:
        said = {"chosen": chosen or ALL, "below": below, "seen": seen or self.seen(*chosen, below=below)}
        return start_from(self.summary, self.placemat, **{"by": self.by, "now": timezone.now(), **said, **other})

    def stands(self) -> tuple[list[str], str, str, list[str]]:
        content = placemat_content(self.placemat)
        actions = [one.text for one in content.if_actions]
        return actions, content.text("then"), content.text("so_that"), [one.text for one in content.indicators]


@pytest.fixture
def starting(program: Program) -> Iterator[Starting]:
    shared = Shared(program)
    with program_scope(program.pk):
        yield Starting(shared)


def test_what_is_open_is_filled_and_its_origin_kept(starting: Starting) -> None:
    starting.begin()

    indicator = starting.placemat.indicators.get()
    measure = Measure.objects.get(indicator=indicator)
    lines = [(one.how_often, one.source) for one in proposed_lines(starting.placemat)[indicator.pk]]
    assert starting.stands() == FOUND
    assert indicator.if_action == starting.placemat.if_actions.get()
    assert (measure.kind, measure.about, measure.baseline, measure.target) == ("share", "things", None, None)
    assert (indicator.baseline, lines) == ("", [("weekly", "walkthrough sheet")])
    assert [one.title for one in starts_of(starting.placemat)] == ["Found"]
    assert began_from(starting.summary.pk) == (1, 0)


def test_words_that_stand_stay_and_others_go_below_once_somebody_says_so(starting: Starting) -> None:
    write(starting.placemat, "then", "we ask for reasons", by=starting.by, at=day(1))

    starting.begin("clause:1", "clause:2")
    apart = starting.stands()
    starting.begin("clause:1", below=("clause:1",))

    assert apart == ([], "we ask for reasons", "students read with meaning", [])
    assert starting.stands()[1] == "we ask for reasons\n\nteachers plan together"


def test_an_indicator_brings_the_if_action_along_that_it_shows(starting: Starting) -> None:
    starting.begin("indicator:0:0")

    assert starting.stands() == (["visit classrooms"], "", "", ["Visits each week"])


def test_two_presses_are_one(starting: Starting) -> None:
    seen = starting.seen()

    first, second = starting.begin(seen=seen), starting.begin(seen=seen)

    assert (first == second, starting.stands()) == (True, FOUND)


def test_what_stands_there_word_for_word_is_not_written_twice(starting: Starting) -> None:
    starting.begin("clause:0")

    starting.begin()

    assert starting.stands() == FOUND


def withdraw(starting: Starting) -> dict[str, Any]:
    withdraw_summary(starting.summary, why="Not ours", by=starting.theirs.member, now=timezone.now())
    return {}


def close(starting: Starting) -> dict[str, Any]:
    starting.placemat.cycle.closed_at = timezone.now()
    return {}


def write_meanwhile(starting: Starting) -> dict[str, Any]:
    seen = starting.seen()
    write(starting.placemat, "then", "we ask for reasons", by=starting.by, at=day(1))
    return {"seen": seen}


def fill_up(starting: Starting) -> dict[str, Any]:
    write(starting.placemat, "then", "x" * 19_990, by=starting.by, at=day(1))
    return {"below": ("clause:1",)}


@pytest.mark.parametrize(
    ("before", "refusal"),
    [
        (withdraw, NotPublished),
        (close, CycleClosed),
        (lambda starting: {"by": starting.theirs.member}, NotTheirs),
        (lambda _: {"chosen": ["clause:9"], "seen": "x"}, NothingChosen),
        (write_meanwhile, StartChanged),
        (fill_up, StartTooLong),
    ],
)
def test_what_is_refused_writes_nothing(starting: Starting, before: Any, refusal: type[Refused]) -> None:
    said = before(starting)
    stands = starting.stands()

    with pytest.raises(refusal):
        starting.begin(**said)

    assert (starting.stands(), starts_of(starting.placemat)) == (stands, [])


def test_it_is_taken_out_again_but_for_what_somebody_worked_on(starting: Starting) -> None:
    write(starting.placemat, "then", "we ask for reasons", by=starting.by, at=day(1))
    start = starting.begin(below=("clause:1",))
    write(starting.placemat, "so_that", "our students read with joy", by=starting.by, at=day(2))

    kept = [undo_start(start, by=starting.by, now=timezone.now()) for _press in range(2)]

    assert (kept, starting.stands()) == ([1, 0], ([], "we ask for reasons", "our students read with joy", []))
    assert (starts_of(starting.placemat), began_from(starting.summary.pk)) == ([], (0, 0))


def test_an_indicator_that_is_worked_with_stays_and_so_does_its_if_action(starting: Starting) -> None:
    start = starting.begin("indicator:0:0")
    make_plan_line(starting.placemat.indicators.get(), starting.by, first_due=date(2026, 12, 1))

    kept = undo_start(start, by=starting.by, now=timezone.now())

    assert (kept, starting.stands()) == (2, (["visit classrooms"], "", "", ["Visits each week"]))


def test_where_it_began_is_not_told_any_more_once_the_others_withdrew_it(starting: Starting) -> None:
    starting.begin()

    withdraw(starting)

    assert [(one.pk, one.title, one.collective) for one in starts_of(starting.placemat)] == [(None, "", "")]
