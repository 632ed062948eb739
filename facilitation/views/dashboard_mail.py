"""Stopping the monthly mail of a view by the link in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.timezone import now

from collectives.models import Door
from collectives.operations.door import open_door
from collectives.views.door import does_not_open, without_cookies
from facilitation.operations.dashboard_view import choose_monthly
from facilitation.queries.dashboard_view import gets_monthly, subscription_by_door
from ilc.tenancy.scope import program_scope


@without_cookies
def dashboard_by_door(request: HttpRequest, found: Door) -> HttpResponse:
    """Stop it, also with the bare press of a mail reader, or let it come again. GET changes nothing."""
    with program_scope(found.program_id):
        one = subscription_by_door(found.object_key)
        if one is None:
            return does_not_open(request)
        person = one.participant
        with translation.override(person.reads):
            if request.method == "POST":
                if not open_door(found, now=now()):
                    return render(request, "429.html", status=429)
                wanted = request.POST.get("monthly") == "on"
                choose_monthly(one.view, participant=person, wanted=wanted, by_link=True, now=now())
            context = {
                "participant": person,
                "program": found.program,
                "view": one.view,
                "wanted": gets_monthly(one.view, person),
                "pressed": request.method == "POST",
            }
            return render(request, "facilitation/dashboard/by_door.html", context)
