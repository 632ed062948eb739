"""The guide: its questions beside the placemat, on a page of their own, and put aside."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from collectives.requests import ProgramRequest
from ilc.pages import page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.engine.guide.draft import Finding
from inquiry.operations.hint import put_aside, show_again
from inquiry.permissions.guide import can_use_guide
from inquiry.queries.guide import ANCHORS, placemat_guide, spoken_digest, theory_aloud
from inquiry.queries.placemat import placemat_content, readable_placemats
from inquiry.views.adjustment import theory_context
from inquiry.views.history import head_context


@require_GET
def placemat_guide_view(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Every question by part, to read or to print for a session. The piece is the margins of an open placemat."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_use_guide(request.participant, placemat))
    ensure_fresh(placemat)
    content = placemat_content(placemat)
    context = {
        **head_context(request, placemat),
        **theory_context(request, content, writes=True),
        "chain": theory_aloud(content),
        "guide": placemat_guide(content, request.participant),
    }
    return page(request, "inquiry/guide/guide.html", "margins", context)


@require_POST
def hint_aside(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Not now, for one question; or all of them again (`again`). What is asked no longer needs no putting aside."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_use_guide(request.participant, placemat))
    finding = None
    if "again" in request.POST:
        show_again(placemat, by=request.participant)
    else:
        ensure_fresh(placemat)
        guide = placemat_guide(placemat_content(placemat), request.participant)
        finding = guide.find(request.POST.get("key", ""))
    if finding:
        put_aside(placemat, key=finding.key, spoken=spoken_digest(finding), by=request.participant, now=now())
    return _back(request, pk, finding)


def _back(request: ProgramRequest, pk: UUID, finding: Finding | None) -> HttpResponse:
    """To where the question stood: the guide's page and its piece, or a part of the placemat."""
    slug = request.program.slug
    if "HX-Request" in request.headers or "page" in request.POST:
        return redirect("inquiry:placemat-guide", slug, pk)
    anchor = ANCHORS[finding.place] if finding else request.POST.get("part", "")
    url = reverse("inquiry:placemat", args=[slug, pk])
    return redirect(f"{url}#{anchor}" if anchor in ANCHORS.values() else url)
