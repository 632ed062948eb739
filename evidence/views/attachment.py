"""What was brought beside an indicator or a data point, and bringing more."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from evidence.forms.attachment import AttachmentForm
from evidence.forms.data_point import mark_personal
from evidence.operations.attachment import bring_files, bring_link
from evidence.operations.data_point import PersonalData
from evidence.permissions.attachment import can_bring_attachment
from evidence.permissions.data_point import visible_data_points
from evidence.queries.attachment import Place, attachment_list, readable_attachments
from evidence.tasks.attachment import check_attachment
from evidence.views.indicator import find_indicator
from ilc.errors import Refused
from ilc.pages import named_key, page, require

_PLACEMAT = ("placemat__cycle__collective__theme", "placemat__leader")


@require_http_methods(["GET", "POST"])
def indicator_attachments(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Beside an indicator; what stands beside its data points is listed too."""
    return _attachments(request, Place(find_indicator(request, pk)))


@require_http_methods(["GET", "POST"])
def data_point_attachments(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Beside one data point, for the people of its district."""
    related = [f"indicator__{one}" for one in _PLACEMAT]
    points = visible_data_points(request.participant).select_related(*related, "school", "group")
    point = get_object_or_404(points, pk=pk)
    return _attachments(request, Place(point.indicator, point))


def place_url(slug: str, place: Place) -> str:
    """The page of a place."""
    if place.data_point:
        return reverse("evidence:data-point-attachments", args=[slug, place.data_point.pk])
    return reverse("evidence:indicator-attachments", args=[slug, place.indicator.pk])


def _attachments(request: ProgramRequest, place: Place) -> HttpResponse:
    form = AttachmentForm()
    if request.method == "POST":
        require(can_bring_attachment(request.participant, place.indicator.placemat))
        form = AttachmentForm(request.POST, request.FILES)
        if form.is_valid() and _brought(request, place, form):
            return redirect(place_url(request.program.slug, place))
    context = {
        "place": place,
        "place_url": place_url(request.program.slug, place),
        "placemat": place.indicator.placemat,
        "collective": place.indicator.placemat.cycle.collective,
        "listed": attachment_list(place, request.participant, now=now()),
        "form": form,
        "removed": _just_removed(request),
    }
    template = "evidence/attachment/attachments.html"
    return page(request, template, "attachments", context, status=422 if form.errors else 200)


def _brought(request: ProgramRequest, place: Place, form: AttachmentForm) -> bool:
    """Whether it could be kept; else the form says why not."""
    said = {name: form.cleaned_data[name] for name in ("caption", "shared")}
    try:
        if form.cleaned_data["address"]:
            bring_link(place, form.cleaned_data["address"], **said, by=request.participant, now=now())
            return True
        made = bring_files(place, form.brought(), **said, by=request.participant, now=now())
    except PersonalData as refused:
        mark_personal(form, refused)
        return False
    except Refused as reason:
        form.add_error("address" if form.cleaned_data["address"] else "chosen", str(reason))
        return False
    for one in made:
        check_attachment.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=request.program.pk, attachment_pk=str(one.pk)
        )
    return True


def _just_removed(request: ProgramRequest) -> UUID | None:
    """What was just taken away, so that it can be brought back."""
    pk = named_key(request.GET.get("removed", ""))
    if pk is None:
        return None
    return pk if readable_attachments(request.participant).filter(pk=pk, removed_at__isnull=False).exists() else None
