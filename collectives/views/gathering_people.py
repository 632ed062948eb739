"""Choosing whom a draft asks."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from collectives.forms.gathering import ChoosePeopleForm
from collectives.forms.participant import ParticipantFilterForm
from collectives.models import GatheringState
from collectives.operations.gathering import choose_people
from collectives.permissions.region import visible_districts, visible_regions, visible_schools
from collectives.queries.gathering import chosen_people, people_to_choose
from collectives.queries.participant import find_participants
from collectives.requests import ProgramRequest
from collectives.views.gathering import find_to_run, words_of
from ilc.errors import Refused
from ilc.pages import page

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def gathering_people(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Find people and tick them, or take all that were found; and who is chosen already."""
    found = find_to_run(request, pk)
    if found.state != GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    narrow = ParticipantFilterForm(
        request.GET,
        regions=visible_regions(request.participant),
        districts=visible_districts(request.participant),
        schools=visible_schools(request.participant),
    )
    people = people_to_choose(find_participants(request.participant, narrow.narrowed()), found)
    if request.method == "POST":
        form = ChoosePeopleForm(request.POST, found=people, chosen=chosen_people(found))
        if form.is_valid():
            people_now = form.people_chosen()
            try:
                choose_people(found, people_now, ask=form.asks, by=request.participant, now=now())
            except Refused as reason:
                messages.warning(request, str(reason))
            else:
                messages.success(request, _said(len(people_now), ask=form.asks))
            return redirect(request.get_full_path())
    listed = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **words_of(request, found),
        "form": narrow,
        "listed": listed,
        "chosen": chosen_people(found),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "collectives/gathering/people.html", "people", context, status=status)


def _said(count: int, *, ask: bool) -> str:
    if ask:
        return ngettext("%(count)d person more is asked.", "%(count)d people more are asked.", count) % {"count": count}
    return ngettext("%(count)d person is no longer asked.", "%(count)d people are no longer asked.", count) % {
        "count": count
    }
