"""A session as its members see it: the step, what is asked, what is at hand; coming and going."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from collectives.forms.response import answer_form
from collectives.queries.response import Answerer, own_answers
from collectives.requests import ProgramRequest
from collectives.views.response import give_secret, kept_secret, signed_in_secret
from facilitation.forms.attendance import HereForm
from facilitation.forms.prompt import Typed
from facilitation.operations.attendance import join_session, leave_session
from facilitation.permissions.session_run import Visit
from facilitation.queries.session_run import find_run
from facilitation.views.session_mine import mine_context
from facilitation.views.session_run import live_context, shown_context, visit_of
from ilc.errors import Refused
from ilc.pages import named_key, named_number, page, require


@require_GET
def session_here(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The member's face. `?item=…&step=…` looks at another step than the group's; then it does not follow."""
    visit = visit_of(request, pk)
    require(visit.takes_part)
    return here_answer(request, visit)


@require_POST
def session_join(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say that one is here, or goes; the same again changes nothing."""
    visit = visit_of(request, pk)
    require(visit.member)
    form = HereForm(request.POST)
    if not form.is_valid() or find_run(visit.session) is None:
        return here_answer(request, visit, status=422)
    try:
        if form.cleaned_data["here"] == "left":
            leave_session(visit.session, by=request.participant, now=now())
        else:
            join_session(visit.session, came=form.cleaned_data["here"], by=request.participant, now=now())
    except Refused as reason:
        return here_answer(request, visit, refusal=str(reason), status=422)
    return redirect("facilitation:session-here", program_slug, pk)


def here_answer(
    request: ProgramRequest, visit: Visit, *, refusal: str = "", typed: Typed | None = None, status: int = 200
) -> HttpResponse:
    """The member's face. `typed`: an answer that could not be taken, given back in its form, else to be copied."""
    context = live_context(request, visit)
    context |= shown_context(request, visit, context)
    sheet = context["sheet"]
    item, step = named_key(request.GET.get("item", "")), named_number(request.GET.get("step", "1"))
    looked_at = sheet.look_at(item, step or 1) if sheet and item else None
    if visit.belongs:
        context |= mine_context(request, visit)
    context |= {
        "refusal": refusal,
        "here": looked_at or (sheet.here if sheet else None),
        "follows": looked_at is None,
    }
    kept = ""
    if context["prompt"] is not None and context["gathering"].takes_answers(now()) and visit.member:
        kept = kept_secret(request)
        context |= _asking(request, context, kept, typed=typed)
    if typed is not None and context.get("form") is not typed.form:
        context["typed"] = typed.form
    response = page(request, "facilitation/session_run/here.html", "here", context, status=status)
    if kept and context["gathering"].anonymous:
        give_secret(response, request, kept, path=_path(request, visit))
    return response


def answerer_of(request: ProgramRequest, kept: str) -> Answerer:
    """Who answers: this participant, and, where it is anonymous, only as whoever has this browser's secret."""
    return Answerer(request.participant, signed_in_secret(kept, request.participant))


def _asking(request: ProgramRequest, context: dict[str, Any], kept: str, *, typed: Typed | None) -> dict[str, Any]:
    answered = context["prompt"].mine
    own = own_answers(context["gathering"], context["asked"], answerer_of(request, kept)) if answered else {}
    same = typed is not None and typed.prompt_pk == context["prompt"].pk
    form = typed.form if typed is not None and same else answer_form(context["asked"], own=own)
    return {"form": form, "answered": answered, "elsewhere": answered and not own, "lang": request.LANGUAGE_CODE}


def _path(request: ProgramRequest, visit: Visit) -> str:
    return reverse("facilitation:session", args=[request.program.slug, visit.session.pk])
