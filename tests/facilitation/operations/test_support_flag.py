"""Flags that go up and down by themselves and by hand; what help was given."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collectives.models import Collective, Participant, Program, Role
from facilitation.models import Came, FlagRule, Help, SessionState, SupportFlag
from facilitation.operations.attendance import mark_attendance
from facilitation.operations.help import FlagOfOthers, Given, NotItsFacilitator, give_help
from facilitation.operations.self_reflection import Reflection, write_reflection
from facilitation.operations.support_flag import (
    DUE_KIND,
    AlreadyLowered,
    lower_flag,
    raise_flag,
    review_flags,
    review_support,
)
from facilitation.queries.support_seen import collectives_seen
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematChange
from tests.make import (
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_session,
    name_facilitator,
    seat,
)

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ZONE = "America/Halifax"


def ago(days: int) -> date:
    return (NOW - timedelta(days=days)).date()


def guided(name: str = "Grading that tells the truth") -> tuple[Collective, Participant]:
    collective, guide = make_collective(name), make_participant("Tomás Echeverría", role=Role.FACILITATOR)
    name_facilitator(collective, guide)
    return collective, guide


def review(days: int = 0) -> None:
    now = NOW + timedelta(days=days)
    review_flags(collectives_seen(now=now, zone=ZONE), zone=ZONE, now=now)


def up() -> list[str]:
    return sorted(SupportFlag.objects.filter(lowered_at=None).values_list("rule", flat=True))


def test_two_sessions_that_did_not_take_place_raise_a_flag_once(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        make_session(collective, on=ago(40), state=SessionState.CANCELLED)
        make_session(collective, on=ago(10))
        make_session(collective, on=ago(25), state=SessionState.REPLACED)
        make_session(collective, on=ago(-5))

        review()
        review()
        review(days=1)

        [flag] = SupportFlag.objects.all()
        assert (flag.rule, flag.facts, flag.raised_at, flag.lowered_at) == (
            FlagRule.NOT_HELD,
            {"days": ["2026-10-17", "2026-11-16"]},
            NOW,
            None,
        )


def test_it_goes_down_by_itself_when_people_meet_again(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide = guided()
        member = make_participant()
        seat(collective, member)
        make_session(collective, on=ago(40))
        late = make_session(collective, on=ago(10))
        review()

        mark_attendance(late, participant=member, came=Came.ROOM, by=guide, now=NOW)
        review(days=1)

        [flag] = SupportFlag.objects.all()
        assert (flag.lowered_at, flag.lowered_by, flag.why) == (NOW + timedelta(days=1), None, "")


def test_what_staff_settled_comes_back_only_with_something_new(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        for days in (40, 10):
            make_session(collective, on=ago(days))
        review()
        lower_flag(SupportFlag.objects.get(), why="The hall was under repair.", by=make_participant(), now=NOW)

        review(days=1)
        assert up() == []

        make_session(collective, on=ago(5))
        review(days=2)
        assert up() == ["not_held"]


def test_few_came_counts_the_seats_there_were_that_day(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide = guided()
        people = [make_participant() for _ in range(5)]
        for person in people:
            given = seat(collective, person)
            given.seated_at = NOW - timedelta(days=100)
            given.save()
        left = seat(collective, make_participant())
        left.seated_at, left.left_at = NOW - timedelta(days=100), NOW - timedelta(days=60)
        left.save()
        for days in (40, 10):
            held = make_session(collective, on=ago(days))
            for person, came in zip(people, (Came.ROOM, Came.ONLINE, Came.REGRETS), strict=False):
                mark_attendance(held, participant=person, came=came, by=guide, now=NOW)

        review()

        [flag] = SupportFlag.objects.all()
        assert flag.rule == FlagRule.FEW_CAME
        assert flag.facts["sessions"][0] == {"day": "2026-10-17", "came": 2, "seats": 5}


def test_a_placemat_that_rests_raises_one_and_a_word_on_it_lowers_it(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide = guided()
        member = make_participant()
        seat(collective, member)
        placemat = make_placemat(make_cycle(collective))
        written = {"placemat": placemat, "part": "priority", "text": "x", "by": member}
        PlacematChange.objects.create(**written, version=1, at=NOW - timedelta(days=61))
        held = make_session(collective, on=ago(10))
        mark_attendance(held, participant=member, came=Came.ROOM, by=guide, now=NOW)

        review()
        assert (up(), SupportFlag.objects.get().facts) == (["unmoved"], {"since": "2026-09-26"})

        PlacematChange.objects.create(**written, version=2, at=NOW)
        review(days=1)
        assert up() == []


def test_a_wish_after_a_session_raises_one_and_the_next_reflection_takes_it_back(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide = guided()
        earlier, later = make_session(collective, on=ago(40)), make_session(collective, on=ago(2))
        for one in (earlier, later):
            mark_attendance(one, participant=_member(collective), came=Came.ROOM, by=guide, now=NOW)
        write_reflection(earlier, Reflection({}, wishes=["visit"]), by=guide, now=NOW)

        review()
        assert up() == ["wished"]

        write_reflection(later, Reflection({"learning_community": "Better now."}), by=guide, now=NOW)
        review(days=1)
        assert up() == []


def test_the_wish_of_somebody_who_guides_it_no_longer_and_no_reflection_raise_nothing(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        held = make_session(collective, on=ago(2))
        mark_attendance(held, participant=_member(collective), came=Came.ROOM, by=make_participant(), now=NOW)
        write_reflection(held, Reflection({}, wishes=["visit"]), by=make_participant(), now=NOW)

        review()

        assert up() == []


def test_a_closed_collective_has_no_flag_up(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        for days in (40, 10):
            make_session(collective, on=ago(days))
        review()
        Collective.objects.filter(pk=collective.pk).update(closed_at=NOW)

        review(days=1)

        assert up() == []


def test_a_hand_is_raised_and_settled_by_people(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        staff = make_participant(role=Role.ADMIN)

        flag = raise_flag(collective, words=" New to the role ", kinds=["visit"], by=staff, now=NOW)
        raise_flag(collective, words="New to the role", kinds=["visit"], by=staff, now=NOW)
        review(days=1)
        assert up() == ["by_hand"]

        lower_flag(flag, why="Renée sat in.", by=staff, now=NOW)
        with pytest.raises(AlreadyLowered):
            lower_flag(flag, why="Again.", by=staff, now=NOW)
        flag.refresh_from_db()
        assert (flag.facts, flag.why, flag.lowered_by_id) == (
            {"words": "New to the role", "kinds": ["visit"]},
            "Renée sat in.",
            staff.pk,
        )


def test_help_is_one_entry_however_often_it_is_sent(program: Program) -> None:
    with program_scope(program.pk):
        collective, guide = guided()
        staff = make_participant(role=Role.ADMIN)
        flag = raise_flag(collective, words="New", kinds=[], by=staff, now=NOW)
        given = Given("visit", "I come on the 3rd.", ago(0), "Call on Monday", guide, flag)

        give_help(collective, given, by=staff, now=NOW)
        give_help(collective, given, by=staff, now=NOW + timedelta(seconds=1))

        [entry] = Help.objects.all()
        assert (entry.text, entry.addressed_to_id, entry.flag_id, entry.at) == (
            "I come on the 3rd.",
            guide.pk,
            flag.pk,
            NOW,
        )


def test_help_is_addressed_to_its_facilitator_and_answers_its_own_flag(program: Program) -> None:
    with program_scope(program.pk):
        collective, _guide = guided()
        other, _other_guide = guided("Mondays matter")
        staff = make_participant(role=Role.ADMIN)
        flag = raise_flag(other, words="New", kinds=[], by=staff, now=NOW)

        with pytest.raises(NotItsFacilitator):
            give_help(collective, Given("visit", "x", ago(0), addressed_to=staff), by=staff, now=NOW)
        with pytest.raises(FlagOfOthers):
            give_help(collective, Given("visit", "x", ago(0), flag=flag), by=staff, now=NOW)

        assert not Help.objects.exists()


def test_the_next_look_is_at_half_past_five_on_the_programs_clocks(program: Program) -> None:
    Program.objects.filter(pk=program.pk).update(time_zone=ZONE)
    Due.objects.create(program=program, kind=DUE_KIND, key="", due_at=NOW)
    with program_scope(program.pk):
        done = [review_support(now=NOW), review_support(now=NOW)]

    assert done == [True, False]
    assert Due.objects.get(kind=DUE_KIND).due_at == datetime(2026, 11, 27, 9, 30, tzinfo=UTC)


def _member(collective: Collective) -> Participant:
    member = make_participant()
    seat(collective, member)
    return member
