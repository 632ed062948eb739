"""Two moments of a placemat beside each other."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from collectives.requests import ProgramRequest
from ilc.pages import page
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Phase, Placemat
from inquiry.permissions.placemat import can_write_placemat, history_begins
from inquiry.queries.adjustment import theory_changes
from inquiry.queries.comparison import WHOLE, placemat_difference, standing_of
from inquiry.queries.moment import Point, point_groups, point_of, usual_points
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_GET
def placemat_compare(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """`?from=…&to=…` name two moments; without them, the last agreed one and now. The earlier stands first."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    since = history_begins(request.participant, placemat)
    groups = point_groups(placemat, since=since)
    was, then = _asked(request, placemat, usual_points(groups))
    difference = placemat_difference(standing_of(placemat, was), standing_of(placemat, then))
    writes = can_write_placemat(request.participant, placemat)
    adjusted = theory_changes(difference.comparison)
    context = head_context(request, placemat) | {
        "was": was,
        "then": then,
        "groups": groups,
        "listed": {point.key for group in groups for point in group.points},
        "difference": difference,
        "writes": writes,
        "can_restore": writes and then.at is None,
        "can_adjust": writes and adjusted and placemat.cycle.phase >= Phase.ACTING,
        "whole": WHOLE,
    }
    return page(request, "inquiry/comparison/comparison.html", "comparison", context)


def _asked(request: ProgramRequest, placemat: Placemat, usual: tuple[Point, Point]) -> tuple[Point, Point]:
    """The two moments the address names, the earlier first; the usual ones where it names none."""
    since = history_begins(request.participant, placemat)
    was = point_of(placemat, request.GET.get("from", ""), since=since) or usual[0]
    then = point_of(placemat, request.GET.get("to", ""), since=since) or usual[1]
    latest = now()
    return (then, was) if (was.at or latest) > (then.at or latest) else (was, then)
