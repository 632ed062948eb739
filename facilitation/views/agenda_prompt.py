"""Prompts of an agenda item: choosing one of the session's, writing one there, letting one go."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.prompt import PromptForm
from facilitation.models import AgendaItem, PromptUse
from facilitation.operations.prompt_item import bind_prompt, unbind_prompt
from facilitation.permissions.agenda import visible_agenda_items
from facilitation.permissions.prompt import visible_prompts
from facilitation.permissions.session import can_run_session
from facilitation.queries.prompt import list_prompts
from facilitation.queries.session import when_of
from facilitation.views.pieces import back
from facilitation.views.prompt import write_prompt
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def agenda_item_prompts(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What an item offers, what else it could, and one more written for it."""
    item = _find(request, pk)
    form = PromptForm(request.POST or None)
    if request.method == "POST" and write_prompt(request, form, item.session, item=item):
        return redirect("facilitation:session-agenda", program_slug, item.session_id)
    return _answer(request, item, form)


@require_POST
def agenda_item_prompt(request: ProgramRequest, program_slug: str, pk: UUID, prompt_pk: UUID) -> HttpResponse:
    """Let the item offer a prompt of its session, or no longer."""
    item = _find(request, pk)
    prompt = get_object_or_404(visible_prompts(request.participant).filter(session=item.session), pk=prompt_pk)
    about: dict[str, Any] = {"by": request.participant, "now": now()}
    try:
        if request.POST.get("what") == "unbind":
            unbind_prompt(prompt, **about)
        else:
            bind_prompt(prompt, item, **about)
    except Refused as reason:
        return _answer(request, item, PromptForm(), refusal=str(reason))
    return back(request, "agenda", item.session_id)


def _find(request: ProgramRequest, pk: UUID) -> AgendaItem:
    rows = visible_agenda_items(request.participant).select_related("session__collective")
    item: AgendaItem = get_object_or_404(rows, pk=pk)
    require(can_run_session(request.participant, item.session))
    return item


def _answer(request: ProgramRequest, item: AgendaItem, form: PromptForm, *, refusal: str = "") -> HttpResponse:
    rows = list_prompts(item.session, request.participant)
    context = {
        "session": item.session,
        "collective": item.session.collective,
        "when": when_of(item.session),
        "item": item,
        "offered": [row for row in rows if row.item == item.pk],
        "others": [row for row in rows if row.item is None and row.use != PromptUse.EXIT],
        "form": form,
        "refusal": refusal,
    }
    status = 422 if form.errors or refusal else 200
    return page(request, "facilitation/agenda/prompts.html", "prompts", context, status=status)
