"""What became of a placemat."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from ilc.pages import named_key, page, seen_digest
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.restoring import seen_token
from inquiry.models import Placemat
from inquiry.permissions.placemat import can_show_placemat, can_write_placemat, history_begins
from inquiry.queries.comparison import WHOLE
from inquiry.queries.history import history_days, history_keys, part_choices, part_named
from inquiry.queries.moment import named_moments, point_of
from inquiry.queries.past import standing_now
from inquiry.queries.placemat import collective_people, collective_placemat, placemat_content, readable_placemats

PER_PAGE = 40


@require_GET
def collective_history(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """To the history of the collective's placemat, or to two of its moments (`?from=…&to=…`) side by side; where there
    is no placemat yet, to where one begins.
    """
    collective = get_object_or_404(visible_collectives(request.participant), pk=pk)
    placemat = collective_placemat(collective)
    if placemat is None:
        return redirect("inquiry:collective-placemat", program_slug, pk)
    if "from" in request.GET:
        moments = urlencode({name: request.GET.get(name, "") for name in ("from", "to")})
        return redirect(f"{reverse('inquiry:placemat-compare', args=[program_slug, placemat.pk])}?{moments}")
    return redirect("inquiry:placemat-history", program_slug, placemat.pk)


@require_GET
def placemat_history(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Every change with who and when, newest first. `?part=` narrows it to one part, `?seen=` asks for news."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    part = request.GET.get("part", "").replace("\0", "")
    since = history_begins(request.participant, placemat)
    listed = Paginator(history_keys(placemat, part=part, since=since), PER_PAGE).get_page(request.GET.get("page"))
    seen = seen_digest(*listed)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    writes = can_write_placemat(request.participant, placemat)
    context = head_context(request, placemat) | {
        "part": part,
        "part_name": part_named(placemat, part),
        "parts": part_choices(),
        "listed": listed,
        "days": history_days(placemat, listed, since=since),
        "moments": named_moments(placemat, since=since),
        "since": since,
        "writes": writes,
        "undo": _undo(request, placemat) if writes else None,
        "removed_moment": _removed(request, placemat, "moment") if writes else None,
        "seen": seen,
        "newer": "seen" in request.GET,
        "removed_adjustment": _removed(request, placemat, "adjustment") if writes else None,
    }
    return page(request, "inquiry/history/history.html", "history", context)


def head_context(request: ProgramRequest, placemat: Placemat) -> dict[str, Any]:
    """What the head of a placemat's pages needs. Two SQL queries."""
    return {
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "people": collective_people(placemat.cycle.collective),
        "can_show": can_show_placemat(request.participant, placemat),
        "history_url": reverse("inquiry:placemat-history", args=[request.program.slug, placemat.pk]),
    }


def _undo(request: ProgramRequest, placemat: Placemat) -> dict[str, str] | None:
    """After something was put back: what "Undo" sends, which is what one sees now and the moment just before."""
    point = point_of(placemat, request.GET.get("before", ""), since=None)
    if point is None:
        return None
    seen = standing_now(placemat_content(placemat))
    return {"to": point.key, "part": request.GET.get("of", WHOLE), "seen": seen_token(placemat.pk, seen)}


def _removed(request: ProgramRequest, placemat: Placemat, kind: str) -> UUID | None:
    """What was just taken away, so that it can be brought back."""
    pk = named_key(request.GET.get(f"removed-{kind}", ""))
    rows = placemat.moments if kind == "moment" else placemat.adjustments
    return pk if pk and rows.filter(pk=pk, removed_at__isnull=False).exists() else None
