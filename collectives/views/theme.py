"""Themes: their list, making, editing, setting aside, beginning from those on offer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.theme import OfferedThemesForm, ThemeForm
from collectives.operations.theme import (
    bring_theme_back,
    edit_theme,
    make_theme,
    set_theme_aside,
    take_offered_themes,
)
from collectives.permissions.theme import can_manage_theme, can_see_themes, visible_themes
from collectives.queries.theme import list_themes, offered_themes
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def themes(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every theme of the program; making one."""
    require(can_see_themes(request.participant))
    manages = can_manage_theme(request.participant)
    if request.method == "POST":
        require(manages)
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            make_theme(**form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            return redirect("collectives:themes", program_slug)
    rows = list_themes(request.participant)
    context = {
        "form": form,
        "rows": [row for row in rows if not row.set_aside_at],
        "aside": [row for row in rows if row.set_aside_at],
        "just_aside": next((row for row in rows if row.set_aside_at and str(row.pk) == request.GET.get("aside")), None),
        "offers": len(offered_themes(request.program.language, taken=[row.name for row in rows])),
        "can_manage": manages,
    }
    return page(request, "collectives/theme/list.html", "themes", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def themes_offered(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Begin from themes on offer; the program rewords them as it likes."""
    require(can_manage_theme(request.participant))
    taken = [row.name for row in list_themes(request.participant)]
    offered = offered_themes(request.program.language, taken=taken)
    form = OfferedThemesForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            take_offered_themes(form.chosen(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:themes", program_slug)
    ticked = request.POST.getlist("keys") if form.is_bound else [one.key for one in offered]
    context = {"form": form, "offered": offered, "ticked": ticked}
    return page(request, "collectives/theme/offered.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def theme(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Change a theme's name and what it is about."""
    found = get_object_or_404(visible_themes(request.participant), pk=pk)
    require(can_manage_theme(request.participant))
    first = {"name": found.name, "description": found.description}
    form = ThemeForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            edit_theme(found, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            return redirect("collectives:themes", program_slug)
    context = {"form": form, "theme": found}
    return page(request, "collectives/theme/edit.html", "form", context, status=422 if form.errors else 200)


@require_POST
def theme_set_aside(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Set a theme aside; the page that follows offers to undo it."""
    found = get_object_or_404(visible_themes(request.participant), pk=pk)
    require(can_manage_theme(request.participant))
    set_theme_aside(found, by=request.participant, now=now())
    return redirect(reverse("collectives:themes", args=[program_slug], query={"aside": found.pk}))


@require_POST
def theme_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring a theme back that was set aside."""
    found = get_object_or_404(visible_themes(request.participant), pk=pk)
    require(can_manage_theme(request.participant))
    bring_theme_back(found, by=request.participant, now=now())
    return redirect("collectives:themes", program_slug)
