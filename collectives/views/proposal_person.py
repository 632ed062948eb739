"""One person of a proposal: moving, pinning."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.models import Participant
from collectives.operations.proposal_move import move_person, pin_person
from collectives.permissions.participant import visible_participants
from collectives.permissions.proposal import can_form, can_see_rules
from collectives.queries.proposal import find_proposed, seating_of
from collectives.queries.proposal_choices import people_to_seat
from collectives.queries.proposal_effect import effects, targets
from collectives.queries.proposal_person import person_sheet
from collectives.requests import ProgramRequest
from collectives.views.proposal import find_proposal, proposal_url
from ilc.errors import Refused
from ilc.pages import named_key, page, require, searched_words

NOWHERE = "nowhere"


class CollectiveGone(Refused):
    """The collective somebody chose is not in the proposal."""


@require_GET
def proposal_people(request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID) -> HttpResponse:
    """Find somebody who has no seat in it, whether they answered or not."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    words = searched_words(request)
    people, more = people_to_seat(request.participant, found, words=words)
    context = {"formation": found.formation, "proposal": found, "people": people, "more": more, "words": words}
    return page(request, "collectives/proposal/people.html", "people", context)


@require_http_methods(["GET", "POST"])
def proposal_move(
    request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID, participant_pk: UUID
) -> HttpResponse:
    """Choose where somebody sits, with what each place would do to every rule."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    person = _find_person(request, participant_pk)
    refusal = ""
    if request.method == "POST":
        wanted = named_key(request.POST.get("to", ""))
        to = find_proposed(found, wanted)
        try:
            if to is None and request.POST.get("to") != NOWHERE:
                raise CollectiveGone(_("Choose a collective that is in this proposal now."))
            move_person(found, person, to=to, by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            return redirect(proposal_url(found, program_slug, person=str(participant_pk), did="1"))
    seating = seating_of(found, also=person)
    shown, key, words = can_see_rules(request.participant), str(person.pk), searched_words(request)
    among, more = targets(seating, key, words=words)
    context = {
        "formation": found.formation,
        "proposal": found,
        "person": person_sheet(seating, key, rules_shown=shown),
        "effects": effects(seating, key, among=among, rules_shown=shown),
        "more": more,
        "words": words,
        "refusal": refusal,
    }
    return page(request, "collectives/proposal/move.html", "move", context, status=422 if refusal else 200)


@require_POST
def proposal_pin(
    request: ProgramRequest, program_slug: str, formation_pk: UUID, pk: UUID, participant_pk: UUID
) -> HttpResponse:
    """Pin somebody where they sit, or let them go."""
    found = find_proposal(request.participant, formation_pk, pk)
    require(can_form(request.participant))
    person, pinned = _find_person(request, participant_pk), request.POST.get("pinned") == "yes"
    try:
        pin_person(found, person, pinned=pinned, by=request.participant, now=now())
    except Refused as reason:
        messages.warning(request, str(reason))
    return redirect(proposal_url(found, program_slug, person=str(participant_pk), did="1"))


def _find_person(request: ProgramRequest, pk: UUID) -> Participant:
    people = visible_participants(request.participant)
    return get_object_or_404(people.select_related("school__district__region", "district__region"), pk=pk)
