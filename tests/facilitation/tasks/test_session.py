"""The monthly tick as the tasks run it."""

from django.utils import timezone

from collectives.models import Program
from collectives.operations.rhythm import DUE_KIND
from facilitation.models import Session
from facilitation.operations.session import BATCH, HORIZON
from facilitation.tasks.session import make_program_sessions
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_program, make_rhythm


def make_due_rhythm() -> None:
    now = timezone.now()
    rhythm = make_rhythm(make_collective(), starts_on=now.date(), kind="every_n_weeks", weeks=1)
    schedule(DUE_KIND, str(rhythm.pk), due_at=now)


def test_the_task_may_run_twice(program: Program) -> None:
    with program_scope(program.pk):
        make_due_rhythm()

    make_program_sessions(program_id=program.pk)
    with program_scope(program.pk):
        once = Session.objects.count()
    make_program_sessions(program_id=program.pk)

    with program_scope(program.pk):
        assert once == Session.objects.count() >= HORIZON.days // 7


def test_more_rhythms_than_fit_into_one_transaction_are_all_served(committed: None) -> None:
    program = make_program("many-rhythms")
    now = timezone.now()
    with program_scope(program.pk):
        collective = make_collective()
        for _ in range(3):
            make_due_rhythm()
        Due.objects.bulk_create(  # ended long ago: their rows only stand in front of the others
            Due(program=program, kind=DUE_KIND, key=str(collective.pk)[:-4] + f"{number:04d}", due_at=now - HORIZON)
            for number in range(BATCH)
        )

    make_program_sessions(program_id=program.pk)

    with program_scope(program.pk):
        assert Session.objects.values("rhythm").distinct().count() == 3
        assert not Due.objects.filter(due_at__lte=now, done_at=None).exists()
