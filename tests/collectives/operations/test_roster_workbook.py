"""A roster that comes as a workbook."""

import io

import openpyxl
import pytest
from django.utils import timezone

from collectives.models import Participant, Program, Role, RosterImport
from collectives.operations.roster import upload_roster
from collectives.queries.roster_sheet import problem_sheet
from ilc.tables.refusals import WorkbookDamaged
from ilc.tenancy.scope import program_scope
from tests.collectives.rosters import check, rows
from tests.make import make_participant


@pytest.fixture
def admin(program: Program) -> Participant:
    with program_scope(program.pk):
        return make_participant("Ana Admin", role=Role.ADMIN)


def test_a_broken_workbook_is_refused_at_the_door(program: Program, admin: Participant):
    with program_scope(program.pk), pytest.raises(WorkbookDamaged):
        upload_roster(io.BytesIO(b"PK\x03\x04"), file_name="p.xlsx", by=admin, now=timezone.now())

    with program_scope(program.pk):
        assert not RosterImport.objects.exists()


def test_the_first_sheet_of_a_workbook_is_read_as_a_csv_file_is(program: Program, admin: Participant):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for cells in (["Name", "Email", "Position"], ["Zoë Côté", "zoe@example.org", "Principal"], ["Léo", "leo@", None]):
        book.active.append(cells)
    book.create_sheet("Other").append(["Nothing", "here"])
    book.save(content)
    with program_scope(program.pk):
        roster = upload_roster(content, file_name="people.xlsx", by=admin, now=timezone.now())

    roster = check(roster)

    assert [(line, state) for line, state, _problems in rows(roster)] == [(2, "new"), (3, "problem")]
    with program_scope(program.pk), problem_sheet(roster) as sheet:
        assert "leo@" in sheet.read().decode("utf-8-sig")
