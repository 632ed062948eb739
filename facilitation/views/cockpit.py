"""The program at a glance."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from facilitation.permissions.cockpit import can_see_cockpit
from facilitation.queries.cockpit import cockpit_of
from ilc.pages import page, require


@require_GET
def cockpit(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What waits, what is ready, seats, people, districts, mail."""
    require(can_see_cockpit(request.participant))
    found = cockpit_of(request.participant, request.program, today=localdate(), now=now())
    return page(request, "facilitation/cockpit/cockpit.html", "cockpit", {"cockpit": found})
