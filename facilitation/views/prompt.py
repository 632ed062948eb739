"""Prompts of a session: writing them, putting them to the group, answering, showing what was answered."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.response import answer_form
from collectives.operations.response import give_answers
from collectives.queries.response import question_in
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from collectives.views.response import MOST_ANSWERS, WITHIN_SECONDS, kept_secret
from facilitation.forms.prompt import PromptForm, Typed
from facilitation.models import AgendaItem, Prompt, PromptUse, Session
from facilitation.operations.prework import send_prework
from facilitation.operations.prompt import (
    close_prompt,
    hide_answers,
    open_prompt,
    prepare_exit_ticket,
    prepare_prompt,
    remove_prompt,
    show_answers,
)
from facilitation.operations.session_news import tell_session
from facilitation.permissions.prompt import asked_prompts, visible_prompts
from facilitation.permissions.session_run import Visit, find_visit
from facilitation.queries.prework import planned_times
from facilitation.queries.prompt import prompt_row, prompts_of, questions_of
from facilitation.queries.session import when_of
from facilitation.queries.session_run import find_run
from facilitation.tasks.answer_group import ring_groups
from facilitation.tasks.rehearsal import ring_people
from facilitation.views.answer_group import hidden_words
from facilitation.views.session_here import answerer_of, here_answer
from facilitation.views.session_run import run_answer, run_prompt, visit_of
from ilc.errors import Refused
from ilc.pages import page, require
from ilc.throttle import is_too_often

log = logging.getLogger(__name__)


@require_http_methods(["GET", "POST"])
def session_prompts(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The prompts of a session, and one more."""
    visit = visit_of(request, pk)
    require(visit.runs)
    form = PromptForm(request.POST or None)
    if request.method == "POST" and write_prompt(request, form, visit.session):
        return redirect("facilitation:session-prompts", program_slug, pk)
    return _prompts(request, visit, form)


@require_POST
def prompt_exit_ticket(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The ready-made exit ticket of a session; pressing twice makes one."""
    visit = visit_of(request, pk)
    require(visit.runs)
    try:
        prepare_exit_ticket(visit.session, by=request.participant, now=now())
    except Refused as reason:
        form = PromptForm()
        return _prompts(request, visit, form, refusal=str(reason))
    return redirect("facilitation:session-prompts", program_slug, pk)


@require_POST
def prompt_send(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Send what is asked before the session now, rather than a week ahead."""
    prompt, visit = run_prompt(request, pk)
    try:
        notices = send_prework(prompt, by=request.participant, now=now())
    except Refused as reason:
        return _prompts(request, visit, PromptForm(), refusal=str(reason))
    ring_notices(request.program.pk, notices)
    told = ngettext("It goes to one person by mail.", "It goes to %(count)d people by mail.", len(notices))
    if notices:
        messages.success(request, told % {"count": len(notices)})
    return redirect("facilitation:session-prompts", program_slug, visit.session.pk)


@require_POST
def prompt_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Throw away one that nobody was asked yet."""
    prompt, visit = run_prompt(request, pk)
    try:
        remove_prompt(prompt, by=request.participant, now=now())
    except Refused as reason:
        return _prompts(request, visit, PromptForm(), refusal=str(reason))
    return redirect("facilitation:session-prompts", program_slug, visit.session.pk)


@require_POST
def prompt_open(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put it to the group, on every screen; with what was answered before, when that is asked for."""
    prompt, visit = run_prompt(request, pk)
    run = find_run(visit.session)
    refusal = _("Begin the session first, then ask.")
    if run is not None:
        try:
            open_prompt(prompt, run, by=request.participant, now=now())
            if "answers" in request.POST:
                show_answers(prompt, by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            ring_people(request.program, visit.session.pk)
            return redirect("facilitation:session-run", program_slug, visit.session.pk)
    return _prompts(request, visit, PromptForm(), refusal=refusal)


@require_POST
def prompt_show(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Show the answers, hide them again, or take no more."""
    prompt, visit = run_prompt(request, pk)
    acts: dict[str, Callable[..., bool | None]] = {"show": show_answers, "hide": hide_answers, "close": close_prompt}
    act = acts.get(request.POST.get("what", ""))
    if act is not None and act(prompt, by=request.participant, now=now()) is False:
        log.info("The answers to prompt %s stay hidden: beside others they would tell who said what.", prompt.pk)
        return run_answer(request, visit, refusal=hidden_words())
    if prompt.use == PromptUse.BEFORE:
        ring_groups(request.program.pk, [prompt.pk])
    return redirect("facilitation:session-run", program_slug, visit.session.pk)


@require_POST
def prompt_answer(request: ProgramRequest, program_slug: str, pk: UUID, prompt_pk: UUID) -> HttpResponse:
    """Answer, as a member; again as often as one likes until it is closed."""
    visit = find_visit(request.participant, pk)
    found = _prompts_of(request) if visit else asked_prompts(request.participant).select_related("gathering")
    prompt = get_object_or_404(found, session=pk, pk=prompt_pk)
    require(visit is None or visit.member)
    otherwise = request.program.language
    questions = [question_in(one, request.LANGUAGE_CODE, otherwise=otherwise) for one in questions_of(prompt)]
    form = answer_form(questions, data=request.POST)
    if visit is None:
        log.info("An answer to prompt %s came from somebody whose place had ended.", prompt_pk)
        return page(request, "facilitation/session_run/away.html", "here", {"form": form}, status=403)
    typed = Typed(prompt.pk, form)
    if form.errors:
        log.info("An answer to prompt %s could not be taken as it was.", prompt_pk)
        return here_answer(request, visit, typed=typed, status=422)
    if is_too_often(f"prompt:{request.participant.pk}", most=MOST_ANSWERS, seconds=WITHIN_SECONDS):
        log.warning("Participant %s answers prompt %s too often.", request.participant.pk, prompt_pk)
        words = _("That was often. Your answer is still here: wait a moment, then send it once.")
        return here_answer(request, visit, typed=typed, refusal=words, status=429)
    try:
        give_answers(
            prompt.gathering,
            form.answers,
            asked=[question.pk for question in questions],
            answerer=answerer_of(request, kept_secret(request)),
            language=request.LANGUAGE_CODE,
            now=now(),
        )
    except Refused as reason:
        return here_answer(request, visit, typed=typed, refusal=str(reason), status=422)
    tell_session(visit.session.pk, "answers")
    return redirect("facilitation:session-here", program_slug, visit.session.pk)


def write_prompt(
    request: ProgramRequest, form: PromptForm, session: Session, *, item: AgendaItem | None = None
) -> bool:
    """Prepare what was written, for an agenda item or for none. False: the form says why not."""
    if not form.is_valid():
        return False
    try:
        prepare_prompt(
            session,
            form.ask(),
            use=PromptUse(form.cleaned_data["use"]),
            anonymous=form.anonymous,
            language=request.LANGUAGE_CODE,
            by=request.participant,
            now=now(),
            item=item,
        )
    except Refused as reason:
        form.add_error(None, str(reason))
        return False
    return True


def _prompts_of(request: ProgramRequest) -> QuerySet[Prompt]:
    return visible_prompts(request.participant).select_related("gathering", "session__collective")


def _prompts(request: ProgramRequest, visit: Visit, form: PromptForm, *, refusal: str = "") -> HttpResponse:
    prompts = prompts_of(visit.session, request.participant)
    times = planned_times(prompts)
    context: dict[str, Any] = {
        "session": visit.session,
        "collective": visit.session.collective,
        "when": when_of(visit.session),
        "prompts": [prompt_row(prompt, goes_out_at=times.get(prompt.pk)) for prompt in prompts],
        "form": form,
        "refusal": refusal,
        "run": find_run(visit.session),
    }
    status = 422 if form.errors or refusal else 200
    return page(request, "facilitation/prompt/prompts.html", "prompts", context, status=status)
