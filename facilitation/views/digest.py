"""One's own mail: what comes, and stopping the one that comes each week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.models import Door, Participant
from collectives.operations.door import open_door
from collectives.requests import ProgramRequest
from collectives.views.door import does_not_open, without_cookies
from facilitation.engine.mail_clock import WEEK
from facilitation.operations.digest import choose_digest
from facilitation.queries.digest import wants_digest, zone_of
from ilc.pages import page
from ilc.tenancy.scope import program_scope


@require_http_methods(["GET", "POST"])
def own_mail(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What mail one gets in this program, and whether the weekly one comes."""
    me = request.participant
    if request.method == "POST":
        choose_digest(me, wanted=request.POST.get("digest") == "on", now=now())
        return redirect("facilitation:own-mail", program_slug)
    zone = zone_of(me, request.program)
    context = {"wanted": wants_digest(me), "next_at": WEEK.next_mail(zone, now=now()), "zone": zone}
    return page(request, "facilitation/digest/own_mail.html", "mail", context)


@without_cookies
def digest_by_door(request: HttpRequest, found: Door) -> HttpResponse:
    """Stop the weekly mail by the link in it, also with the bare press of a mail reader. GET changes nothing."""
    with program_scope(found.program_id):
        person = Participant.objects.select_related("user").filter(pk=found.object_key, left_at=None).first()
        if person is None:
            return does_not_open(request)
        with translation.override(person.reads):
            if request.method == "POST":
                if not open_door(found, now=now()):
                    return render(request, "429.html", status=429)
                choose_digest(person, wanted=request.POST.get("digest") == "on", by_link=True, now=now())
            context = {
                "participant": person,
                "program": found.program,
                "wanted": wants_digest(person),
                "pressed": request.method == "POST",
                "own_mail_url": reverse("facilitation:own-mail", args=[found.program.slug]),
            }
            return render(request, "facilitation/digest/by_door.html", context)
