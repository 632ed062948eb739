"""Places: regions, districts and schools on one page, and one of them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.region import DistrictForm, PlacesForm, RegionForm, SchoolForm
from collectives.models import District, Participant, Region, School
from collectives.operations.region import (
    add_districts,
    add_regions,
    add_schools,
    edit_district,
    edit_region,
    edit_school,
    remove_place,
)
from collectives.permissions.region import (
    can_manage_places,
    can_see_places,
    visible_districts,
    visible_regions,
    visible_schools,
)
from collectives.queries.region import Place, list_places, who_stands_in
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require

ADD: dict[str, str | Promise] = {
    "region": _("Add regions"),
    "district": _("Add districts"),
    "school": _("Add schools"),
}
type PlaceForm = RegionForm | DistrictForm | SchoolForm


@require_GET
def places(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The outline of regions, districts and schools; a coordinator sees their own regions."""
    require(can_see_places(request.participant))
    rows = list_places(request.participant)
    districts = [district for region in rows for district in region.inside]
    context = {
        "rows": rows,
        "districts": len(districts),
        "schools": sum(len(district.inside) for district in districts),
        "can_manage": can_manage_places(request.participant),
    }
    return page(request, "collectives/region/list.html", "places", context)


@require_http_methods(["GET", "POST"])
def places_new(request: ProgramRequest, program_slug: str, kind: str, pk: UUID | None = None) -> HttpResponse:
    """Add regions, districts to the region `pk`, or schools to the district `pk`; several at once."""
    around = _around(request.participant, kind, pk)
    require(can_manage_places(request.participant))
    form = PlacesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _add(form.cleaned_data["names"], around)
        except Refused as reason:
            form.add_error("names", str(reason))
        else:
            return redirect("collectives:places", program_slug)
    context = {"form": form, "kind": kind, "around": around, "title": ADD[kind]}
    return page(request, "collectives/region/new.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def place(request: ProgramRequest, program_slug: str, kind: str, pk: UUID) -> HttpResponse:
    """Rename a place, move it, or say what it is like."""
    found = _place(request.participant, kind, pk)
    require(can_manage_places(request.participant))
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            _edit(_place(request.participant, kind, pk), form, request.participant)
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            return redirect("collectives:places", program_slug)
    return _place_page(request, kind, found, form, status=422 if form.errors else 200)


@require_POST
def place_remove(request: ProgramRequest, program_slug: str, kind: str, pk: UUID) -> HttpResponse:
    """Remove a place nothing refers to."""
    found = _place(request.participant, kind, pk)
    require(can_manage_places(request.participant))
    try:
        remove_place(found, by=request.participant, now=now())
    except Refused as reason:
        form = _form(request, found, bound=False)
        return _place_page(request, kind, found, form, status=422, refusal=str(reason))
    return redirect("collectives:places", program_slug)


def _place(participant: Participant, kind: str, pk: UUID) -> Place:
    if kind == "region":
        return get_object_or_404(visible_regions(participant), pk=pk)
    if kind == "district":
        return get_object_or_404(visible_districts(participant).select_related("region"), pk=pk)
    if kind == "school":
        return get_object_or_404(visible_schools(participant).select_related("district"), pk=pk)
    raise Http404


def _around(participant: Participant, kind: str, pk: UUID | None) -> Region | District | None:
    """What the new places will stand in: nothing for regions."""
    if kind == "region" and pk is None:
        return None
    if kind == "district" and pk:
        return get_object_or_404(visible_regions(participant), pk=pk)
    if kind == "school" and pk:
        return get_object_or_404(visible_districts(participant), pk=pk)
    raise Http404


def _add(names: list[str], around: Region | District | None) -> None:
    if around is None:
        add_regions(names)
    elif isinstance(around, Region):
        add_districts(names, region=around)
    else:
        add_schools(names, district=around)


def _form(request: ProgramRequest, found: Place, *, bound: bool = True) -> PlaceForm:
    data = request.POST if bound and request.method == "POST" else None
    if isinstance(found, School):
        first = {"name": found.name, "district": found.district_id, "surroundings": found.surroundings}
        return SchoolForm(data, initial=first, places=visible_districts(request.participant))
    if isinstance(found, District):
        first = {"name": found.name, "region": found.region_id, "surroundings": found.surroundings}
        return DistrictForm(data, initial=first, places=visible_regions(request.participant))
    return RegionForm(data, initial={"name": found.name})


def _edit(found: Place, form: PlaceForm, by: Participant) -> None:
    if isinstance(found, School):
        edit_school(found, **form.cleaned_data, by=by, now=now())
    elif isinstance(found, District):
        edit_district(found, **form.cleaned_data, by=by, now=now())
    else:
        edit_region(found, **form.cleaned_data, by=by, now=now())


def _place_page(
    request: ProgramRequest, kind: str, found: Place, form: PlaceForm, *, status: int, refusal: str = ""
) -> HttpResponse:
    standing = who_stands_in(found)
    context = {"form": form, "kind": kind, "place": found, "standing": standing, "refusal": refusal}
    return page(request, "collectives/region/place.html", "place", context, status=status)
