"""Giving and taking the roles of one participant."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.role import RoleForm
from collectives.models import Participant, RoleGrant
from collectives.operations.role import give_role, take_role
from collectives.permissions.participant import visible_participants
from collectives.permissions.region import visible_regions
from collectives.permissions.role import can_give_role
from collectives.queries.role import find_taken_grant, list_grants
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_http_methods(["GET", "POST"])
def roles(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The roles a participant holds and held, and giving one more."""
    person = get_object_or_404(visible_participants(request.participant), pk=pk)
    require(can_give_role(request.participant))
    form = RoleForm(request.POST if request.method == "POST" else None, regions=visible_regions(request.participant))
    if request.method == "POST" and form.is_valid():
        try:
            give_role(person, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:roles", program_slug, pk)
    return _roles_page(request, person, form, status=422 if form.errors else 200)


@require_POST
def role_take(request: ProgramRequest, program_slug: str, pk: UUID, grant_pk: UUID) -> HttpResponse:
    """Take a role; the page that follows offers to undo it."""
    person, grant = _grant(request, pk, grant_pk)
    require(can_give_role(request.participant))
    try:
        take_role(grant, by=request.participant, now=now())
    except Refused as reason:
        return _refused(request, person, str(reason))
    if grant.participant == request.participant:
        return redirect("collectives:participant", program_slug, pk)  # one may have taken one's own right to be here
    return redirect(reverse("collectives:roles", args=[program_slug, pk], query={"taken": grant_pk}))


@require_POST
def role_restore(request: ProgramRequest, program_slug: str, pk: UUID, grant_pk: UUID) -> HttpResponse:
    """Undo the taking of a role: it is given again."""
    person, grant = _grant(request, pk, grant_pk)
    require(can_give_role(request.participant))
    try:
        give_role(person, role=grant.role, region=grant.region, by=request.participant, now=now())
    except Refused as reason:
        return _refused(request, person, str(reason))
    return redirect("collectives:roles", program_slug, pk)


def _grant(request: ProgramRequest, pk: UUID, grant_pk: UUID) -> tuple[Participant, RoleGrant]:
    person = get_object_or_404(visible_participants(request.participant), pk=pk)
    return person, get_object_or_404(person.grants.select_related("participant", "region"), pk=grant_pk)


def _refused(request: ProgramRequest, person: Participant, refusal: str) -> HttpResponse:
    form = RoleForm(regions=visible_regions(request.participant))
    return _roles_page(request, person, form, status=422, refusal=refusal)


def _roles_page(
    request: ProgramRequest, person: Participant, form: RoleForm, *, status: int, refusal: str = ""
) -> HttpResponse:
    context = {
        "person": person,
        "grants": list_grants(person),
        "form": form,
        "refusal": refusal,
        "taken": find_taken_grant(person, named_key(request.GET.get("taken", ""))),
    }
    return page(request, "collectives/participant/roles.html", "roles", context, status=status)
