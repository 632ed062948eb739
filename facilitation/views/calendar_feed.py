"""One's own sessions in one's calendar: the page with the private address, and what calendars find under it."""

import hashlib
from typing import cast

from allauth.core.internal.httpkit import get_client_ip
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from collectives.models import Participant
from collectives.operations.door import HOUR, knock, open_door
from collectives.requests import ProgramRequest
from collectives.views.door import does_not_open, without_traces
from facilitation.operations.calendar_feed import FEED, end_feed, feed_address, make_feed
from facilitation.queries.calendar_feed import feed_file, find_feed, is_shown
from ilc.pages import page
from ilc.tenancy.scope import program_scope


@require_http_methods(["GET", "POST"])
def my_calendar(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The private address of one's own sessions: make it, make it anew, end it."""
    if request.method == "POST":
        match request.POST.get("act"):
            case "make":
                make_feed(request.participant, now=now())
                messages.success(request, _("Your calendar address is ready."))
            case "end":
                end_feed(request.participant, now=now())
                messages.success(request, _("The address does not work any more."))
            case _:
                return _answer(request, status=422)
        return redirect("facilitation:my-calendar", program_slug)
    return _answer(request)


def _answer(request: ProgramRequest, *, status: int = 200) -> HttpResponse:
    feed = find_feed(request.participant, purpose=FEED)
    address = feed_address(feed) if feed and is_shown(feed, now=now()) else ""
    subscribe = address.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1)
    context = {"feed": feed, "address": address, "subscribe": subscribe}
    return page(request, "facilitation/calendar/my_calendar.html", "calendar", context, status=status)


@without_traces
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar that subscribed gets: the file, or 304 when nothing has changed since it asked last."""
    found = knock(secret, address=get_client_ip(request) or "", now=now())
    if found is None or found.purpose != FEED:
        return does_not_open(request)
    if not open_door(found, now=now()):
        return HttpResponse(status=429, headers={"Retry-After": str(int(HOUR.total_seconds()))})
    with program_scope(found.program_id):
        participant = Participant.objects.select_related("user").filter(pk=found.object_key, left_at=None).first()
        if participant is None:
            return does_not_open(request)
        file = feed_file(participant, found.program, now=now())
    etag = f'"{hashlib.sha256(file).hexdigest()[:32]}"'
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="sessions.ics"'
    return cast("HttpResponse", get_conditional_response(request, etag=etag, response=answer))
