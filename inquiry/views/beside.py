"""Two levels side by side: a leader's own placemat and the collective's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from collectives.permissions.collective import visible_collectives
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import named_key, page, require
from inquiry.coediting.writing import add_if_action, ensure_fresh, remove_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.engine.taking import below, without
from inquiry.models import Placemat, PlacematField
from inquiry.operations.origin import find_to_carry, remember_origin, renew_origin
from inquiry.operations.placemat import start_own_placemat
from inquiry.permissions.beside import can_carry_over, can_see_shown, can_take_over
from inquiry.queries.landing import landing
from inquiry.queries.origin import carried_over, standing_text, taken_text
from inquiry.queries.placemat import collective_placemat, readable_placemats

TAKEN = "taken_over"  # what this session took over last, so that it can be taken back


@require_POST
def clause_take_over(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put the collective's words into one's own clause, below what stands there. `seen` only says: I have read them."""
    mine = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_take_over(request.participant, mine))
    part = request.POST.get("part", "")
    words = taken_text(mine, part=part)
    if words is None:
        return redirect("inquiry:placemat", program_slug, pk)
    if "seen" not in request.POST and words.strip():
        ensure_fresh(mine)
        standing = standing_text(mine, part=part)
        edit = Edit(part, base=standing, text=below(standing, words))
        write_placemat(mine, edits=[edit], by=request.participant, now=now())
        request.session[TAKEN] = {"placemat": str(mine.pk), "part": part, "words": words}
    if part not in PlacematField.values:
        renew_origin(UUID(part.removeprefix("if:")), now=now())
    return _to_part(request, mine, part)


@require_POST
def if_action_carry(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Carry one of the collective's if-actions into one's own placemat, which begins with it when there is none yet."""
    theirs = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_carry_over(request.participant, theirs))
    ensure_fresh(theirs)
    key = named_key(request.POST.get("if_action", ""))
    try:
        action = find_to_carry(theirs, pk=key or theirs.pk)
        mine = start_own_placemat(theirs.cycle, leader=request.participant, now=now())
        there = carried_over(request.participant, theirs).get(action.pk)
        if there is None:
            there = add_if_action(mine, text=action.text, by=request.participant, now=now())
            remember_origin(there, origin=action, by=request.participant, now=now())
            request.session[TAKEN] = {"placemat": str(mine.pk), "part": f"if:{there}", "words": ""}
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("inquiry:placemat", program_slug, pk)
    return _to_part(request, mine, f"if:{there}")


@require_POST
def clause_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the last taking over or carrying over of this session, as long as nobody has written in those words."""
    mine = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_take_over(request.participant, mine))
    taken = request.session.get(TAKEN)
    if not taken or taken["placemat"] != str(mine.pk):
        return redirect("inquiry:placemat", program_slug, pk)
    del request.session[TAKEN]
    part, words = taken["part"], taken["words"]
    if not words:
        remove_if_action(mine, pk=UUID(part.removeprefix("if:")), by=request.participant, now=now())
        return redirect(f"{reverse('inquiry:placemat', args=[program_slug, pk])}#part2")
    ensure_fresh(mine)
    standing = standing_text(mine, part=part)
    before = without(standing, words)
    if before is None:
        messages.warning(request, _("You have written in those words since, so they stay as they are."))
    else:
        write_placemat(mine, edits=[Edit(part, base=standing, text=before)], by=request.participant, now=now())
    return _to_part(request, mine, part)


@require_GET
def placemats_shown(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """How the collective's theory lands in its members' schools: the placemats they show, clause by clause."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_see_shown(request.participant, collective))
    placemat = collective_placemat(collective)
    if placemat is None:
        return redirect("inquiry:collective-placemat", program_slug, pk)
    context = {
        "collective": collective,
        "placemat": placemat,
        "landing": landing(request.participant, placemat),
        "can_carry": can_carry_over(request.participant, placemat),
    }
    return page(request, "inquiry/beside/shown.html", "shown", context)


def _to_part(request: ProgramRequest, placemat: Placemat, part: str) -> HttpResponse:
    url = reverse("inquiry:placemat", args=[request.program.slug, placemat.pk])
    return redirect(f"{url}?taken={part.replace(':', '-')}#box-{part.replace(':', '-')}")
