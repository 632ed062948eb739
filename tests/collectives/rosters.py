"""A roster from its file to the end, as an admin and the worker take it."""

import io

from django.utils import timezone

from collectives.models import Participant, Program, RosterImport, RosterRow
from collectives.operations.roster import choose_columns, start_bringing_in, start_undoing, upload_roster
from collectives.tasks.roster import bring_in_roster, check_roster, take_back_roster
from ilc.tenancy.scope import program_scope

HEADERS = "Name,Email,Position,School,District,Region,Language,Roles\n"


def upload(admin: Participant, content: str) -> RosterImport:
    with program_scope(admin.program_id):
        return upload_roster(io.BytesIO(content.encode()), file_name="p.csv", by=admin, now=timezone.now())


def check(roster: RosterImport, **options: bool) -> RosterImport:
    options = {"add_places": False, "make_leaders": False} | options
    with program_scope(roster.program_id):
        choose_columns(roster, mapping=roster.mapping, now=timezone.now(), **options)
    check_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    return reload(roster)


def bring(roster: RosterImport, admin: Participant, *, leave_out_problems: bool = False) -> RosterImport:
    with program_scope(roster.program_id):
        start_bringing_in(roster, leave_out_problems=leave_out_problems, by=admin, now=timezone.now())
    bring_in_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    return reload(roster)


def undo(roster: RosterImport, admin: Participant) -> RosterImport:
    with program_scope(roster.program_id):
        start_undoing(roster, by=admin, now=timezone.now())
    take_back_roster(program_id=roster.program_id, roster_pk=str(roster.pk))
    return reload(roster)


def reload(roster: RosterImport) -> RosterImport:
    with program_scope(roster.program_id):
        return RosterImport.objects.get(pk=roster.pk)


def rows(roster: RosterImport) -> list[tuple[int, str, list[str]]]:
    with program_scope(roster.program_id):
        staged = RosterRow.objects.filter(roster_import=roster).order_by("line")
        return [(row.line, row.state, [problem[0] for problem in row.problems]) for row in staged]


def people(program: Program) -> dict[str, tuple[str, str, str | None, str, list[str]]]:
    """Everybody by e-mail: name, position, school, language, roles."""
    with program_scope(program.pk):
        return {
            person.email: (
                person.name,
                person.position,
                person.school and person.school.name,
                person.language,
                sorted(grant.role for grant in person.grants.all() if grant.taken_at is None),
            )
            for person in Participant.objects.select_related("school").prefetch_related("grants")
        }
