"""The shelves of themes: what a program wants its facilitators to find."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.models import Theme
from collectives.requests import ProgramRequest
from facilitation.forms.resource import ResourceForm
from facilitation.models import ThemeResource
from facilitation.operations.resource import add_resource, bring_back_resource, move_resource, remove_resource
from facilitation.permissions.library import can_curate_library, can_see_library, visible_resources
from facilitation.queries.shelf import resource_to_bring_back, shelf_of, theme_rows
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_GET
def library_themes(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The themes, each with its shelf."""
    require(can_see_library(request.participant))
    return page(request, "facilitation/resource/themes.html", "themes", {"themes": theme_rows()})


@require_http_methods(["GET", "POST"])
def library_theme(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One shelf; admins put things on it."""
    theme = get_object_or_404(Theme, pk=pk)
    require(can_see_library(request.participant))
    curates = can_curate_library(request.participant)
    form = ResourceForm(request.POST or None)
    if request.method == "POST":
        require(curates)
        if form.is_valid():
            try:
                add_resource(theme, by=request.participant, now=now(), **form.cleaned_data)
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return redirect("facilitation:library-theme", program_slug, pk)
    removed = named_key(request.GET.get("removed", ""))
    context = {
        "shelf": shelf_of(theme, request.participant),
        "form": form,
        "curates": curates,
        "removed": resource_to_bring_back(theme, request.participant, removed) if curates else None,
    }
    return page(request, "facilitation/resource/theme.html", "shelf", context, status=422 if form.errors else 200)


@require_POST
def resource_move(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One place up or down."""
    resource = _find(request, pk)
    move_resource(resource, up=request.POST.get("to") == "up")
    return redirect("facilitation:library-theme", program_slug, resource.theme_id)


@require_POST
def resource_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it off the shelf; the answer offers to bring it back."""
    resource = _find(request, pk)
    remove_resource(resource, now=now())
    url = reverse("facilitation:library-theme", args=[program_slug, resource.theme_id], query={"removed": str(pk)})
    return redirect(url)


@require_POST
def resource_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    resource = _find(request, pk)
    bring_back_resource(resource)
    return redirect("facilitation:library-theme", program_slug, resource.theme_id)


def _find(request: ProgramRequest, pk: UUID) -> ThemeResource:
    resource = get_object_or_404(visible_resources(request.participant).select_related("theme"), pk=pk)
    require(can_curate_library(request.participant))
    return resource
