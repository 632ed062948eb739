"""Rosters at each step, for the pages that show them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from collectives.models import RosterImport
from collectives.operations.roster import choose_columns, start_bringing_in, upload_roster
from collectives.tasks.roster import bring_in_roster, check_roster
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore

CONTENT = (
    "Name,Email,Position,School,Notes\n"
    "Zoë Côté,zoe@example.org,principal,Pictou Road School,hello\n"
    "Léo Roy,not an address,astronaut,Nowhere School,\n"
    "=cmd|x,eve@example.org,,,\n"
)


def post_file(client: Client, shore: Shore, content: bytes, name: str = "people.csv") -> HttpResponse:
    return client.post(shore.url("setup/roster/"), {"file": SimpleUploadedFile(name, content)})


def uploaded(shore: Shore, content: str = CONTENT) -> RosterImport:
    with program_scope(shore.program_pk):
        return upload_roster(io.BytesIO(content.encode()), file_name="p.csv", by=shore.admin, now=timezone.now())


def checked(shore: Shore, content: str = CONTENT, *, add_places: bool = False) -> RosterImport:
    roster = uploaded(shore, content)
    with program_scope(shore.program_pk):
        choose_columns(roster, mapping=roster.mapping, add_places=add_places, make_leaders=True, now=timezone.now())
    check_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))
    return roster


def brought_in(shore: Shore, content: str = CONTENT) -> RosterImport:
    roster = checked(shore, content)
    with program_scope(shore.program_pk):
        start_bringing_in(roster, leave_out_problems=True, by=shore.admin, now=timezone.now())
    bring_in_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))
    return roster


def state(shore: Shore, roster: RosterImport) -> str:
    with program_scope(shore.program_pk):
        return RosterImport.objects.get(pk=roster.pk).state
