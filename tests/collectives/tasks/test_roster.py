import io
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from collectives.models import Participant, Program, Role, RosterImport, RosterRow, RosterState
from collectives.operations.roster import BRING_IN, CHECK, choose_columns, start_bringing_in, upload_roster
from collectives.operations.roster_check import begin_check
from collectives.queries.roster_progress import told_progress
from collectives.tasks import roster as tasks
from collectives.tasks.roster import bring_in_roster, check_roster
from ilc.due import claim, waiting
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

PEOPLE = "Name,Email\n" + "".join(f"Person {n},person-{n}@example.org\n" for n in range(12))


@pytest.fixture
def admin(program: Program) -> Participant:
    with program_scope(program.pk):
        return make_participant("Ana Admin", role=Role.ADMIN)


@pytest.fixture
def roster(program: Program, admin: Participant) -> RosterImport:
    """A roster that is to be checked."""
    with program_scope(program.pk):
        roster = upload_roster(io.BytesIO(PEOPLE.encode()), file_name="p.csv", by=admin, now=timezone.now())
        choose_columns(roster, mapping=roster.mapping, add_places=False, make_leaders=True, now=timezone.now())
    return roster


def state(roster: RosterImport) -> RosterImport:
    with program_scope(roster.program_id):
        return RosterImport.objects.get(pk=roster.pk)


def staged(roster: RosterImport) -> list[int]:
    with program_scope(roster.program_id):
        return list(RosterRow.objects.order_by("line").values_list("line", flat=True))


def test_rows_are_staged_in_batches_and_counted_on_the_way(roster: RosterImport, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tasks, "_BATCH", 5)
    seen = []
    stage_rows = tasks.stage_rows

    def watched(*args, **kwargs) -> bool:
        going_on = stage_rows(*args, **kwargs)
        seen.append(RosterImport.objects.get().rows_read)
        return going_on

    monkeypatch.setattr(tasks, "stage_rows", watched)

    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    assert seen == [5, 10, 12]
    assert (state(roster).rows_read, state(roster).rows_total, state(roster).counts["new"]) == (12, 12, 12)


def test_a_roster_whose_worker_died_is_rung_again_and_read_from_its_start(
    roster: RosterImport, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(tasks, "_BATCH", 5)
    real = tasks.stage_rows

    def dies(*args, **kwargs) -> bool:
        real(*args, **kwargs)
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "stage_rows", dies)
    with pytest.raises(KeyboardInterrupt):
        check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    monkeypatch.setattr(tasks, "stage_rows", real)
    assert list(waiting(CHECK, now=timezone.now())) == []
    later = timezone.now() + timedelta(minutes=2)
    assert list(waiting(CHECK, now=later)) == [(roster.program_id, str(roster.pk))]

    monkeypatch.setattr(tasks, "now", lambda: later)
    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    assert staged(roster) == list(range(2, 14))
    assert state(roster).state == RosterState.CHECKED


def test_a_worker_that_lost_its_lease_stages_nothing_more(roster: RosterImport, monkeypatch: pytest.MonkeyPatch):
    real = tasks.begin_check

    def loses(roster_pk: UUID):
        reading = real(roster_pk)
        claim(
            roster.program_id, CHECK, str(roster.pk), now=timezone.now() + timedelta(hours=1), lease=timedelta(hours=1)
        )
        return reading

    monkeypatch.setattr(tasks, "begin_check", loses)

    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    assert staged(roster) == []
    assert state(roster).state == RosterState.CHECKING


def test_two_workers_do_not_read_one_roster(roster: RosterImport):
    claim(roster.program_id, CHECK, str(roster.pk), now=timezone.now(), lease=timedelta(minutes=1))

    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    assert state(roster).state == RosterState.CHECKING


def test_bringing_in_that_is_interrupted_leaves_nobody_half_in(
    roster: RosterImport, admin: Participant, monkeypatch: pytest.MonkeyPatch
):
    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    with program_scope(roster.program_id):
        start_bringing_in(roster, leave_out_problems=False, by=admin, now=timezone.now())

    def interrupted(*args) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "tell_progress", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bring_in_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    with program_scope(roster.program_id):
        assert Participant.objects.count() == 1
    assert state(roster).state == RosterState.BRINGING_IN
    later = timezone.now() + timedelta(minutes=2)
    assert list(waiting(BRING_IN, now=later)) == [(roster.program_id, str(roster.pk))]


def test_bringing_in_says_how_far_it_is(roster: RosterImport, admin: Participant):
    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    with program_scope(roster.program_id):
        start_bringing_in(roster, leave_out_problems=False, by=admin, now=timezone.now())

    bring_in_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    assert told_progress(roster.program_id, str(roster.pk)) == 13


def test_a_roster_that_is_not_to_be_read_is_left_alone(roster: RosterImport):
    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))

    with program_scope(roster.program_id):
        assert begin_check(roster.pk) is None
