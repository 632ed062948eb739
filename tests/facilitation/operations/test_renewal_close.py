"""One press closes the cycle and begins the next with what the group keeps."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from collectives.models import Program, Seat
from collectives.operations.collective import close_collective
from collectives.operations.seat import CollectiveClosed, end_seat, seat_participant
from evidence.models import Measure, PlanLine
from facilitation.models import Commitment, RenewalPart, SessionRun
from facilitation.operations.renewal import say_staying
from facilitation.operations.renewal_close import Following, RenewalChanged
from facilitation.operations.session import SessionIsOn
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Indicator, Phase, Placemat, PlacematText
from inquiry.operations.cycle import CycleDatesTurned
from inquiry.operations.phase import CycleClosed, move_phase
from inquiry.permissions.placemat import can_write_placemat
from tests.at_once import at_once
from tests.make import make_participant, make_program, make_session
from tests.make_renewal import FIRST, LAST, NEXT, Ending, choose, make_ending, next_placemat, renew


@pytest.fixture
def ending(program: Program) -> Iterator[Ending]:
    with program_scope(program.pk):
        yield make_ending()


def texts(placemat: Placemat) -> dict[str, str]:
    rows = PlacematText.objects.filter(placemat=placemat).exclude(text="")
    return dict(rows.values_list("field", "text"))


def if_actions(placemat: Placemat) -> list[str]:
    return list(placemat.if_actions.filter(removed_at=None).order_by("position").values_list("text", flat=True))


def test_what_is_kept_and_sharpened_stands_on_the_next_placemat_and_what_is_dropped_does_not(ending: Ending) -> None:
    choose(ending, "problem_of_practice", "keep")
    choose(ending, "priority", "drop")
    choose(ending, "then", "sharpen", "Teachers ask for reasons each week")
    choose(ending, f"if:{ending.actions[1]}", "sharpen", "read aloud twice a week")

    renewal = renew(ending, why="The talk moved readers.")

    placemat = next_placemat()
    assert texts(placemat) == {
        "problem_of_practice": "Few readers find the main idea.",
        "then": "Teachers ask for reasons each week",
        "so_that": "Students read with meaning",
    }
    assert if_actions(placemat) == ["visit in pairs", "read aloud twice a week"]
    cycles = Cycle.objects.order_by("number").values_list("name", "phase", "starts_on", "ends_on")
    assert list(cycles) == [
        ("2025–26", Phase.SHARING, FIRST, LAST),
        ("2026–27", Phase.DESIGNING, NEXT.starts_on, NEXT.ends_on),
    ]
    assert (renewal.why, renewal.next_cycle, renewal.closed_by) == (
        "The talk moved readers.", placemat.cycle, ending.facilitator,
    )  # fmt: skip


def test_each_part_says_what_became_of_it(ending: Ending) -> None:
    choose(ending, "priority", "drop")

    renew(ending)

    new = next_placemat()
    action = new.if_actions.order_by("position").first()
    assert action is not None
    rows = {row.part: (row.choice, row.was, row.became) for row in RenewalPart.objects.all()}
    assert rows["priority"] == ("drop", "Talk about texts", "")
    assert rows[f"if:{ending.actions[0]}"] == ("keep", "visit in pairs", f"if:{action.pk}")
    leading = new.indicators.get(kind="leading")
    assert rows[f"indicator:{ending.leading.pk}"] == ("keep", "Visits a month", f"indicator:{leading.pk}")


def test_a_kept_indicator_goes_on_with_its_measure_and_who_brings_it_a_year_later(ending: Ending) -> None:
    renew(ending)

    made = Indicator.objects.get(placemat=next_placemat(), kind="lagging")
    measure = Measure.objects.get(indicator=made)
    [line] = PlanLine.objects.filter(indicator=made)
    assert (made.text, measure.kind, measure.target) == ("Share who find the main idea", "share", 60.0)
    assert (line.participant, line.school, line.source) == (ending.member, ending.line.school, "Unit tests")
    assert (line.first_due, line.until) == (date(2026, 10, 1), date(2027, 6, 30))


def test_an_indicator_of_a_dropped_if_action_is_dropped_with_it(ending: Ending) -> None:
    choose(ending, f"if:{ending.actions[0]}", "drop")

    renew(ending)

    new = next_placemat()
    assert if_actions(new) == ["read aloud"]
    assert list(new.indicators.values_list("text", flat=True)) == ["Share who find the main idea"]


def test_who_leaves_and_who_moves_has_no_seat_and_brings_nothing_any_more(ending: Ending) -> None:
    for person, staying in ((ending.member, "leaves"), (ending.colleague, "moves")):
        say_staying(ending.cycle, participant=person, staying=staying, by=person, now=timezone.now())

    renew(ending)

    reasons = dict(Seat.objects.filter(left_at__isnull=False).values_list("participant", "left_reason"))
    assert reasons == {
        ending.member.pk: "left at the end of 2025–26",
        ending.colleague.pk: "moves to another collective after 2025–26",
    }
    assert not PlanLine.objects.filter(indicator__placemat=next_placemat()).exists()


def test_open_commitments_stay_with_the_collective(ending: Ending) -> None:
    renew(ending)

    assert Commitment.objects.get().open


def test_without_a_next_cycle_the_cycle_closes_all_the_same(ending: Ending) -> None:
    renewal = renew(ending, None)

    assert (Cycle.objects.get().closed_at, renewal.next_cycle) == (renewal.closed_at, None)


def test_nobody_writes_in_a_closed_cycle_and_its_phase_stays(ending: Ending) -> None:
    renew(ending)

    closed = Placemat.objects.select_related("cycle__collective").get(pk=ending.placemat.pk)
    assert [can_write_placemat(ending.member, mat) for mat in (closed, next_placemat())] == [False, True]
    with pytest.raises(CycleClosed):
        move_phase(ending.cycle, to_phase=3, reason="Back.", by=ending.facilitator, now=timezone.now())


def test_a_cycle_is_closed_once(ending: Ending) -> None:
    seen = ending.seen()
    renew(ending)

    with pytest.raises(CycleClosed):
        renew(ending, seen=seen)


def test_nothing_happens_when_something_changed_since_the_person_looked(ending: Ending) -> None:
    seen = ending.seen()
    choose(ending, "priority", "drop")

    with pytest.raises(RenewalChanged):
        renew(ending, seen=seen)

    assert Cycle.objects.get().closed_at is None


def test_nothing_happens_when_somebody_lost_their_seat_since_the_person_looked(ending: Ending) -> None:
    seen = ending.seen()
    seat = ending.collective.seats.get(participant=ending.member)
    end_seat(seat, reason="", by=ending.facilitator, now=timezone.now())

    with pytest.raises(RenewalChanged):
        renew(ending, seen=seen)


def test_turned_dates_are_refused_and_the_cycle_stays_open(ending: Ending) -> None:
    with pytest.raises(CycleDatesTurned):
        renew(ending, Following("2026–27", date(2027, 6, 30), date(2026, 9, 1)))

    assert Cycle.objects.get().closed_at is None


def test_a_session_that_is_on_ends_first(ending: Ending) -> None:
    about = {"started_by": ending.facilitator, "led_by": ending.facilitator, "code": "reading"}
    SessionRun.objects.create(
        session=make_session(ending.collective), started_at=timezone.now(), led_since=timezone.now(), **about
    )

    with pytest.raises(SessionIsOn):
        renew(ending)


def test_a_closed_collective_has_no_cycle_to_close(ending: Ending) -> None:
    seen = ending.seen()
    close_collective(ending.collective, reason="", by=ending.facilitator, now=timezone.now())

    with pytest.raises(CollectiveClosed):
        renew(ending, seen=seen)


def test_of_two_who_press_at_once_one_closes_and_the_other_is_told(committed: None) -> None:
    program = make_program("at-once")
    with program_scope(program.pk):
        ending = make_ending()
        seen = ending.seen()

    def press() -> str:
        with program_scope(program.pk):
            return renew(ending, seen=seen).cycle.name

    assert sorted(map(str, at_once(press, press))) == sorted(["2025–26", str(CycleClosed)])
    with program_scope(program.pk):
        assert Cycle.objects.count() == 2


def test_who_comes_later_finds_no_seat_taken_by_who_left(ending: Ending) -> None:
    say_staying(ending.cycle, participant=ending.member, staying="leaves", by=ending.member, now=timezone.now())
    renew(ending)

    seat = seat_participant(
        ending.collective, participant=make_participant(), by=ending.facilitator, now=timezone.now()
    )

    assert seat.number == 1
