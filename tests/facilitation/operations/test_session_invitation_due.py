"""What makes it due that calendars learn of a collective's sessions."""

from datetime import timedelta

import pytest

from collectives.models import Program
from collectives.operations.collective import CALENDARS_DUE
from collectives.operations.rhythm import DUE_KIND
from facilitation.operations.rhythm import stop_rhythm
from facilitation.operations.session import add_session, extend_rhythms, slot_of
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_rhythm, make_session
from tests.make_session_invitation import NOW, Group, make_group


@pytest.fixture
def group(program: Program) -> Group:
    with program_scope(program.pk):
        return make_group()


def test_a_new_rhythm_makes_the_collective_due_at_once(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        rhythm = make_rhythm(group.collective)

        stop_rhythm(group.collective, seen=rhythm.pk, by=group.facilitator, now=NOW)

        assert Due.objects.get(kind=CALENDARS_DUE).due_at == NOW


def test_the_monthly_tick_leaves_alone_what_is_due_at_some_time(program: Program, group: Group) -> None:
    later = NOW + timedelta(hours=20)
    with program_scope(program.pk):
        new = make_collective()
        for collective in (group.collective, new):
            schedule(DUE_KIND, str(make_rhythm(collective).pk), due_at=NOW)
        schedule(CALENDARS_DUE, str(group.collective.pk), due_at=later)

        extend_rhythms(now=NOW)

        due = dict(Due.objects.filter(kind=CALENDARS_DUE).values_list("key", "due_at"))
    assert due == {str(group.collective.pk): later, str(new.pk): NOW}


def test_an_extra_session_makes_the_collective_due_at_once(program: Program) -> None:
    with program_scope(program.pk):
        collective, by = make_collective(), make_participant()
        like = make_session(make_collective())

        add_session(collective, slot=slot_of(like), by=by, now=NOW)

        assert Due.objects.get(kind=CALENDARS_DUE, key=str(collective.pk)).due_at == NOW
