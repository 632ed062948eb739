"""The nightly look at where a hand would be welcome, as the tasks run it."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Program
from facilitation.models import SupportFlag
from facilitation.operations.support_flag import DUE_KIND
from facilitation.tasks.support_flag import review_program_support
from ilc.due import Due, begin_everywhere
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_collective, make_program, make_session


def test_every_program_begins_once_and_a_new_one_joins(program: Program, other_program: Program) -> None:
    now = timezone.now()

    begin_everywhere(DUE_KIND, due_at=now)
    Due.objects.filter(program=program).update(due_at=now + timedelta(days=1))
    begin_everywhere(DUE_KIND, due_at=now)

    assert {row.program_id: row.due_at for row in Due.objects.filter(kind=DUE_KIND)} == {
        program.pk: now + timedelta(days=1),
        other_program.pk: now,
    }


def test_the_task_looks_once_and_may_run_twice(program: Program) -> None:
    now = timezone.now()
    with program_scope(program.pk):
        collective = make_collective()
        for days in (40, 10):
            make_session(collective, on=(now - timedelta(days=days)).date())
    begin_everywhere(DUE_KIND, due_at=now)

    review_program_support(program_id=program.pk)
    review_program_support(program_id=program.pk)

    with program_scope(program.pk):
        assert [flag.rule for flag in SupportFlag.objects.all()] == ["not_held"]
    assert Due.objects.get(kind=DUE_KIND, program=program).due_at > now


def test_many_workers_at_once_raise_each_flag_once(committed: None) -> None:
    program = make_program("many-hands")
    now = timezone.now()
    with program_scope(program.pk):
        for _ in range(3):
            collective = make_collective()
            for days in (40, 10):
                make_session(collective, on=(now - timedelta(days=days)).date())
    begin_everywhere(DUE_KIND, due_at=now)

    at_once(*[lambda: review_program_support(program_id=program.pk)] * 4)

    with program_scope(program.pk):
        assert SupportFlag.objects.count() == 3
