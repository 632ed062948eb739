"""Answering by door or signed in: what a member wants and when they can meet, what a facilitator can guide.

Everything is one address: POST says by `act` whether it saves, says no, takes that back, or only shows another zone;
`fill` ticks many half-hours and saves nothing.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.forms.ballot import BallotForm, OfferForm
from collectives.models import Ballot, Door, FormationState, Offer, Participant
from collectives.operations.ballot import save_ballot, save_offer, say_not_this_time, take_part_after_all
from collectives.permissions.ballot import can_answer, visible_ballots, visible_offers
from collectives.queries.ballot_page import former_answer, other_writer, say_answer
from collectives.queries.formation import open_themes
from collectives.queries.weekly_grid import filled, weekly_grid
from collectives.requests import ProgramRequest
from collectives.views.door import does_not_open
from ilc.errors import Refused
from ilc.pages import page, require
from ilc.tenancy.scope import program_scope

WITH = ("formation", "participant__user", "participant__school__district", "participant__district")
LISTS = ("half", "languages", "themes")


@require_http_methods(["GET", "POST"])
def ballot(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One's own ballot; for an admin anybody's, for a coordinator to read."""
    found = get_object_or_404(visible_ballots(request.participant).select_related(*WITH), pk=pk)
    return _answer(request, found, by=request.participant)


@require_http_methods(["GET", "POST"])
def offer(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """As ballot."""
    found = get_object_or_404(visible_offers(request.participant).select_related(*WITH), pk=pk)
    return _answer(request, found, by=request.participant)


def ballot_by_door(request: HttpRequest, door: Door) -> HttpResponse:
    """A member answers by the link of a mail, in the language of their mail."""
    return _by_door(request, door, Ballot)


def offer_by_door(request: HttpRequest, door: Door) -> HttpResponse:
    """A facilitator answers by the link of a mail."""
    return _by_door(request, door, Offer)


def _by_door(request: HttpRequest, door: Door, model: type[Ballot] | type[Offer]) -> HttpResponse:
    with program_scope(door.program_id):
        rows = model.objects.filter(participant__left_at=None).exclude(
            formation__state__in=[FormationState.DRAFT, FormationState.ENDED]
        )
        found: Any = rows.select_related(*WITH).filter(pk=door.object_key).first()
        if found is None:
            return does_not_open(request)
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated:
            return _answer(request, found, by=found.participant, door=door)
        with translation.override(found.participant.language):
            return _answer(request, found, by=found.participant, door=door)


def _answer(request: HttpRequest, answer: Ballot | Offer, *, by: Participant, door: Door | None = None) -> HttpResponse:
    may = can_answer(by, answer)
    require(may or request.method == "GET")
    zone = _zone(answer, door)
    context = {"answer": answer, "by": by, "door": door, "zone": zone, "may": may}
    if request.method == "GET":
        return _page(request, context, _form(answer, zone))
    if request.POST.get("act") == "show" or "fill" in request.POST:
        return _page(request, context, _refilled(request.POST, answer, zone))
    form = _form(answer, zone, request.POST)
    try:
        said = _act(request.POST, answer, form, by=by)
    except Refused as reason:
        form.add_error(None, str(reason))
        said = None
    if said is None:
        return _page(request, context, form, status=422)
    return redirect(f"{request.path}?said={said}")


def _act(sent: QueryDict, answer: Ballot | Offer, form: BallotForm | OfferForm, *, by: Participant) -> str | None:
    """What was done, as the address of the next page says it; None when the form asks for something."""
    match sent.get("act"):
        case "no":
            say_not_this_time(answer, by=by, now=now())
            return "no"
        case "yes":
            take_part_after_all(answer, by=by, now=now())
            return "yes"
    if not form.is_valid():
        return None
    other_tab = sent.get("seen", "") != _seen(answer)
    if isinstance(answer, Ballot) and isinstance(form, BallotForm):
        save_ballot(answer, form.said(), choices=form.choices(), by=by, now=now())
    elif isinstance(answer, Offer):
        given = form.cleaned_data
        save_offer(answer, form.said(), themes=given["themes"], capacity=given["capacity"], by=by, now=now())
    return "later" if other_tab else "saved"


def _page(
    request: HttpRequest, context: dict[str, Any], form: BallotForm | OfferForm, *, status: int = 200
) -> HttpResponse:
    answer, by, door = context["answer"], context["by"], context["door"]
    formation, zone = answer.formation, form.zone_shown(context["zone"])
    themes = list(open_themes(formation))
    by_other = by.pk != answer.participant_id
    is_open = formation.state == FormationState.ASKING or (by_other and formation.state == FormationState.FORMING)
    saying = say_answer(answer, open_ones=themes) if answer.answered_at else None
    context |= {
        "formation": formation,
        "program": door.program if door else request.program,  # type: ignore[attr-defined]  # inside a program
        "is_offer": isinstance(answer, Offer),
        "by_other": by_other,
        "is_open": is_open and context["may"],
        "form": form,
        "grid": weekly_grid(formation, zone=zone, ticked=form.ticked()),
        "themes": themes,
        "saying": saying,
        "withdrawn": [name for name, still in saying.themes if not still] if saying else [],
        "former": None if answer.answered_at else former_answer(answer),
        "other_writer": other_writer(answer) if answer.answered_at else None,
        "said": request.GET.get("said", ""),
        "seen": _seen(answer),
        "ticked_themes": {str(pk) for pk in form["themes"].value() or []} if isinstance(form, OfferForm) else set(),
    }
    return page(request, "collectives/ballot/ballot.html", "ballot", context, status=status)


def _form(answer: Ballot | Offer, zone: str, sent: QueryDict | None = None) -> BallotForm | OfferForm:
    themes = open_themes(answer.formation)
    shown = answer if answer.answered_at else former_answer(answer)
    first: dict[str, Any] = {"zone": zone, "meeting": answer.meeting, "languages": [answer.participant.language]}
    if isinstance(answer, Ballot):
        if isinstance(shown, Ballot):
            first |= BallotForm.values_of(shown, open_ones=themes)
        return BallotForm(sent, themes=themes, initial=first)
    if isinstance(shown, Offer):
        first |= OfferForm.values_of(shown, open_ones=themes)
    return OfferForm(sent, themes=themes, initial=first)


def _refilled(sent: QueryDict, answer: Ballot | Offer, zone: str) -> BallotForm | OfferForm:
    """The form with what was typed, and more ticked; it was not sent yet, so that nothing is asked for."""
    typed = _form(answer, zone, sent)
    shown_in = typed.zone_shown(zone)
    ticked = typed.ticked()
    if "fill" in sent:
        ticked = filled(weekly_grid(answer.formation, zone=shown_in, ticked=ticked), sent.get("fill", ""))
    kept = {name: sent.getlist(name) if name in LISTS else sent.get(name, "") for name in typed.fields}
    first = kept | {"half": sorted(ticked), "zone": shown_in}
    themes = open_themes(answer.formation)
    return type(typed)(themes=themes, initial=first)


def _zone(answer: Ballot | Offer, door: Door | None) -> str:
    user = answer.participant.user
    return answer.zone or (user.time_zone if user else answer.formation.zone)


def _seen(answer: Ballot | Offer) -> str:
    """Which answer stood when the page was made: an answer from another tab is told from a change."""
    return answer.answered_at.isoformat() if answer.answered_at else ""
