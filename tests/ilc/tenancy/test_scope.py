"""The bound program: what is seen, what is refused."""

import pytest
from django.db import connection, transaction

from collectives.models import Program, Region
from ilc.tenancy.scope import NoProgramBound, OtherProgramBound, program_scope
from tests.make import make_program


def test_rows_are_seen_in_their_own_program_only(program: Program, other_program: Program) -> None:
    with program_scope(program.pk):
        Region.objects.create(name="Shore")
    with program_scope(other_program.pk):
        Region.objects.create(name="Rive")

    with program_scope(program.pk):
        seen = [region.name for region in Region.objects.all()]

    assert seen == ["Shore"]


def test_the_manager_raises_when_no_program_is_bound(program: Program) -> None:
    with pytest.raises(NoProgramBound):
        Region.objects.count()


def test_a_scope_of_another_program_cannot_be_entered_inside_one(program: Program, other_program: Program) -> None:
    with program_scope(program.pk), pytest.raises(OtherProgramBound), program_scope(other_program.pk):
        pass


def test_the_setting_is_sent_with_begin_and_gone_afterwards(committed: None) -> None:
    program = make_program("with-begin")

    with program_scope(program.pk), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.program_id', true)")
        inside = cursor.fetchone()[0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.program_id', true)")
        outside = cursor.fetchone()[0]

    assert (inside, outside or "") == (str(program.pk), "")


def test_a_rolled_back_savepoint_does_not_unbind(committed: None) -> None:
    program = make_program("savepoints")

    with program_scope(program.pk):
        Region.objects.create(name="Kept")
        with transaction.atomic():
            Region.objects.create(name="Undone")
            transaction.set_rollback(True)
        seen = [region.name for region in Region.objects.all()]

    assert seen == ["Kept"]
