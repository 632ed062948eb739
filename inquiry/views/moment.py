"""Moments of a placemat get names."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.news import tell
from inquiry.coediting.writing import ensure_fresh
from inquiry.forms.moment import MomentForm
from inquiry.models import Moment, Placemat
from inquiry.operations.moment import bring_back_moment, name_moment, remove_moment, rename_moment
from inquiry.permissions.moment import can_name_moment, visible_moments
from inquiry.queries.moment import NOW, Point, point_of
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def moment_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Name what stands there now, or what stood there at the moment in `?at=`."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_name_moment(request.participant, placemat))
    point = point_of(placemat, request.GET.get("at", NOW), since=None)
    if point is None:
        raise Http404
    form = MomentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ensure_fresh(placemat)
        at = now()
        try:
            name_moment(placemat, name=form.cleaned_data["name"], at=point.at or at, by=request.participant, now=at)
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            tell(placemat, "history")
            messages.success(request, _("This moment has a name. You can compare with it whenever you like."))
            return redirect("inquiry:placemat-history", program_slug, pk)
    return _form_page(request, placemat, form, point=point)


@require_http_methods(["GET", "POST"])
def moment(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Give it another name."""
    named, placemat = _find(request, pk)
    form = MomentForm(request.POST or None, initial={"name": named.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_moment(named, name=form.cleaned_data["name"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            tell(placemat, "history")
            return redirect("inquiry:placemat-history", program_slug, placemat.pk)
    return _form_page(request, placemat, form, named=named)


@require_POST
def moment_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take the name away; the answer offers to bring it back."""
    named, placemat = _find(request, pk)
    remove_moment(named, by=request.participant, now=now())
    tell(placemat, "history")
    url = reverse("inquiry:placemat-history", args=[program_slug, placemat.pk])
    return redirect(f"{url}?removed-moment={pk}")


@require_POST
def moment_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    named, placemat = _find(request, pk)
    try:
        bring_back_moment(named, by=request.participant, now=now())
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        tell(placemat, "history")
    return redirect("inquiry:placemat-history", program_slug, placemat.pk)


def _find(request: ProgramRequest, pk: UUID) -> tuple[Moment, Placemat]:
    """A moment that this person may name anew. Raises Http404, PermissionDenied."""
    named = get_object_or_404(visible_moments(request.participant), pk=pk)
    placemat = get_object_or_404(readable_placemats(request.participant), pk=named.placemat_id)
    require(can_name_moment(request.participant, placemat))
    return named, placemat


def _form_page(
    request: ProgramRequest,
    placemat: Placemat,
    form: MomentForm,
    *,
    point: Point | None = None,
    named: Moment | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "point": point, "named": named}
    status = 422 if form.errors else 200
    return page(request, "inquiry/moment/form.html", "form", head_context(request, placemat) | context, status=status)
