"""Formations: their list, setting one up, what stands in it, its themes, and its end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.formation import FormationForm, month_choices
from collectives.forms.formation_weights import WeightsForm
from collectives.models import Ballot, Formation, FormationState, Offer, Theme
from collectives.operations.formation import change_formation, make_formation, open_theme, set_weights, withdraw_theme
from collectives.operations.formation_asking import end_formation, take_formation_up_again
from collectives.permissions.formation import can_manage_formation, can_see_formations, visible_formations
from collectives.permissions.theme import visible_themes
from collectives.queries.formation import list_formations, usual_district_most
from collectives.queries.formation_answers import count_asked
from collectives.queries.formation_demand import heat_of, theme_demand, tight_words
from collectives.queries.region import has_rural_and_large
from collectives.queries.theme import themes_to_choose
from collectives.requests import ProgramRequest
from collectives.tasks.formation_mail import write_formation_mails
from ilc.errors import Refused
from ilc.pages import page, require

BEFORE_FORMING = {FormationState.DRAFT, FormationState.ASKING}


@require_GET
def formations(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every formation of the program."""
    require(can_see_formations(request.participant))
    context = {
        "rows": list_formations(request.participant),
        "can_manage": can_manage_formation(request.participant),
        "themes": themes_to_choose().count(),
    }
    return page(request, "collectives/formation/list.html", "formations", context)


@require_http_methods(["GET", "POST"])
def formation_new(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Set one up."""
    require(can_manage_formation(request.participant))
    themes = themes_to_choose()
    form = FormationForm(request.POST if request.method == "POST" else None, themes=themes, initial=_first(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = make_formation(
                form.settings(), themes=form.cleaned_data["themes"], by=request.participant, now=now()
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:formation", program_slug, made.pk)
    context = {"form": form, "formation": None, "themes": themes, "ticked": _ticked(form)}
    return page(request, "collectives/formation/settings.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def formation_settings(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Change how it is set up."""
    found = find_to_manage(request, pk)
    if found.state not in BEFORE_FORMING and request.method == "GET":
        return redirect("collectives:formation", program_slug, pk)
    themes = themes_to_choose() if found.state == FormationState.DRAFT else None
    form = FormationForm(
        request.POST if request.method == "POST" else None,
        themes=themes,
        also=found.starts_on,
        initial=FormationForm.values_of(found),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("themes")
        try:
            change_formation(found, form.settings(), themes=chosen, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:formation", program_slug, pk)
    context = {"form": form, "formation": found, "themes": themes, "ticked": _ticked(form)}
    return page(request, "collectives/formation/settings.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def formation_weights(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What matters how much when collectives are proposed."""
    found = find_to_manage(request, pk)
    both = has_rural_and_large()
    form = WeightsForm(request.POST if request.method == "POST" else None, weights=found.weights, rural_and_large=both)
    if request.method == "POST" and form.is_valid():
        try:
            set_weights(found, form.weights(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:formation", program_slug, pk)
    context = {"formation": found, "form": form, "rural_and_large": both}
    return page(request, "collectives/formation/weights.html", "form", context, status=422 if form.errors else 200)


@require_GET
def formation(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What stands, and what is next."""
    return overview(request, find_formation(request, pk))


def overview(request: ProgramRequest, found: Formation, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """The page of one formation."""
    demand = theme_demand(found)
    here = {theme.pk for theme in demand if not theme.withdrawn}
    context: dict[str, Any] = {
        "formation": found,
        "can_manage": can_manage_formation(request.participant),
        "members": count_asked(found, Ballot),
        "facilitators": count_asked(found, Offer),
        "demand": demand,
        "tight": tight_words(demand, fewest=found.fewest),
        "heat": heat_of(found),
        "may_open": themes_to_choose().exclude(pk__in=here) if found.state in BEFORE_FORMING else [],
        "before_forming": found.state in BEFORE_FORMING,
        "late": bool(found.answers_by and found.answers_by < now()),
        "refusal": refusal,
        "ended": "ended" in request.GET and found.state == FormationState.ENDED,
        "closed": "closed" in request.GET and found.state == FormationState.FORMING,
    }
    return page(request, "collectives/formation/formation.html", "formation", context, status=status)


@require_http_methods(["GET", "POST"])
def formation_theme_withdraw(request: ProgramRequest, program_slug: str, pk: UUID, theme_pk: UUID) -> HttpResponse:
    """Say how many chose it, then withdraw it."""
    found, theme = _with_theme(request, pk, theme_pk)
    refusal = ""
    if request.method == "POST":
        try:
            withdraw_theme(found, theme, by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            ring(request, found)
            return redirect(reverse("collectives:formation", args=[program_slug, pk]) + "#themes")
    wanted = next((one.wanted for one in theme_demand(found) if one.pk == theme.pk), 0)
    context = {"formation": found, "theme": theme, "wanted": wanted, "refusal": refusal}
    status = 422 if refusal else 200
    return page(request, "collectives/formation/withdraw.html", "withdraw", context, status=status)


@require_POST
def formation_theme_open(request: ProgramRequest, program_slug: str, pk: UUID, theme_pk: UUID) -> HttpResponse:
    """Open one more theme, or one that was withdrawn."""
    found, theme = _with_theme(request, pk, theme_pk)
    try:
        open_theme(found, theme, by=request.participant, now=now())
    except Refused as reason:
        return overview(request, found, refusal=str(reason), status=422)
    return redirect(reverse("collectives:formation", args=[program_slug, pk]) + "#themes")


@require_http_methods(["GET", "POST"])
def formation_end(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say what it means, then end it; the page that follows offers to undo it."""
    found = find_to_manage(request, pk)
    if request.method == "GET":
        return page(request, "collectives/formation/end.html", "end", {"formation": found})
    try:
        end_formation(found, by=request.participant, now=now())
    except Refused as reason:
        return overview(request, found, refusal=str(reason), status=422)
    return redirect(reverse("collectives:formation", args=[program_slug, pk], query={"ended": "yes"}))


@require_POST
def formation_take_up(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo an end."""
    found = find_to_manage(request, pk)
    take_formation_up_again(found, by=request.participant, now=now())
    return redirect("collectives:formation", program_slug, pk)


def find_formation(request: ProgramRequest, pk: UUID) -> Formation:
    """The formation, for those who may see it."""
    return get_object_or_404(visible_formations(request.participant), pk=pk)


def find_to_manage(request: ProgramRequest, pk: UUID) -> Formation:
    """The formation, for those who run it: 404 for who does not see it, 403 for who only looks."""
    found = find_formation(request, pk)
    require(can_manage_formation(request.participant))
    return found


def ring(request: ProgramRequest, found: Formation) -> None:
    """Let the mails that are due now be written soon."""
    write_formation_mails.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=request.program.pk, formation_pk=str(found.pk)
    )


def _with_theme(request: ProgramRequest, pk: UUID, theme_pk: UUID) -> tuple[Formation, Theme]:
    found = find_to_manage(request, pk)
    return found, get_object_or_404(visible_themes(request.participant), pk=theme_pk)


def _first(request: ProgramRequest) -> dict[str, Any]:
    months = month_choices(localdate())
    return {
        "themes": [theme.pk for theme in themes_to_choose()],
        "fewest": 6,
        "most": 10,
        "district_most": usual_district_most(),
        "weekdays": [0, 1, 2, 3, 4],
        "earliest": "15:00",
        "latest": "17:00",
        "minutes": 90,
        "zone": request.program.time_zone,
        "starts_on": months[min(2, len(months) - 1)][0],
        "nth": 2,
    }


def _ticked(form: FormationForm) -> set[str]:
    return {str(pk) for pk in form["themes"].value() or []} if "themes" in form.fields else set()
