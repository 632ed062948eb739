"""The answers to a prompt, and grouping them: by whoever runs the session, before it, in it and afterwards."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.permissions.board import gatherings_for_boards, visible_boards
from collectives.requests import ProgramRequest
from facilitation.forms.answer_group import GroupForm, PlaceForm
from facilitation.models import AnswerGroup, Prompt
from facilitation.operations.answer_group import (
    add_group,
    bring_back_group,
    dissolve_group,
    put_answer,
    rename_group,
)
from facilitation.operations.answer_grouping import ask_for_groups
from facilitation.operations.prompt import hide_answers, put_on_screens
from facilitation.permissions.prompt import visible_groups
from facilitation.permissions.session_run import Visit
from facilitation.queries.answer_group import dissolved_group, groupable, grouping_of
from facilitation.queries.prompt import answers_of, count_answers, given_answers, questions_of, shown_key
from facilitation.queries.session import when_of
from facilitation.queries.session_run import find_run
from facilitation.tasks.answer_group import ring_groups
from facilitation.views.session_run import news_ticket, run_prompt
from ilc.errors import Refused
from ilc.pages import named_key, page


@require_http_methods(["GET", "POST"])
def prompt_answers(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The answers in their groups, and one more group."""
    prompt, visit = run_prompt(request, pk)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_group(prompt, name=form.cleaned_data["name"], by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("facilitation:prompt-answers", program_slug, pk)
    return _answer(request, prompt, visit, form=form, status=422 if form.errors else 200)


@require_POST
def answers_group(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Have the product propose groups."""
    prompt, _visit = run_prompt(request, pk)
    ask_for_groups([prompt.pk], now=now())
    ring_groups(request.program.pk, [prompt.pk])
    return redirect("facilitation:prompt-answers", program_slug, pk)


@require_POST
def answers_put(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Put an answer into a group, or let it stand alone."""
    prompt, visit = run_prompt(request, pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        refusal = _("That answer or that group is not there any more. This is how they stand now.")
        return _answer(request, prompt, visit, refusal=refusal, status=422)
    try:
        put_answer(prompt, **form.cleaned_data, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, prompt, visit, refusal=str(reason), status=422)
    return redirect("facilitation:prompt-answers", program_slug, pk)


@require_POST
def answers_show(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Show the answers on every screen, or take them from there."""
    prompt, visit = run_prompt(request, pk)
    run = find_run(visit.session)
    about: dict[str, Any] = {"by": request.participant, "now": now()}
    try:
        if request.POST.get("what") == "hide":
            hide_answers(prompt, **about)
        elif run is not None:
            if not put_on_screens(prompt, run, **about):
                return _answer(request, prompt, visit, refusal=hidden_words(), status=422)
        else:
            return _answer(request, prompt, visit, refusal=_("Begin the session first, then show them."), status=422)
    except Refused as reason:
        return _answer(request, prompt, visit, refusal=str(reason), status=422)
    return redirect("facilitation:prompt-answers", program_slug, pk)


@require_POST
def group_rename(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Give a group another name."""
    group, prompt, visit = _find_group(request, pk)
    form = GroupForm(request.POST)
    if not form.is_valid():
        return _answer(request, prompt, visit, renamed=(group.pk, form), status=422)
    rename_group(group, name=form.cleaned_data["name"], by=request.participant, now=now())
    return redirect("facilitation:prompt-answers", program_slug, prompt.pk)


@require_POST
def group_dissolve(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let the answers of a group stand alone; the page offers to bring it back."""
    group, prompt, _visit = _find_group(request, pk)
    dissolve_group(group, by=request.participant, now=now())
    answer = redirect("facilitation:prompt-answers", program_slug, prompt.pk)
    answer["Location"] += f"?dissolved={group.pk}"
    return answer


@require_POST
def group_bring_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo that."""
    group, prompt, visit = _find_group(request, pk)
    try:
        bring_back_group(group, by=request.participant, now=now())
    except Refused as reason:
        return _answer(request, prompt, visit, refusal=str(reason), status=422)
    return redirect("facilitation:prompt-answers", program_slug, prompt.pk)


def hidden_words() -> str:
    """Why answers without names stay hidden beside the same question's earlier ones."""
    return _(
        "These answers stay hidden. You asked this before, and only a few people more or fewer have answered now: "
        "side by side, the two results would tell who said what. Ask about it in another way, or with names."
    )


def _find_group(request: ProgramRequest, pk: UUID) -> tuple[AnswerGroup, Prompt, Visit]:
    group = get_object_or_404(visible_groups(request.participant), pk=pk)
    return group, *run_prompt(request, group.prompt_id)


def _answer(
    request: ProgramRequest,
    prompt: Prompt,
    visit: Visit,
    *,
    form: GroupForm | None = None,
    renamed: tuple[UUID, GroupForm] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page. `renamed`: a group whose new name could not be taken, with what was typed."""
    session, run = visit.session, find_run(visit.session)
    questions, language, otherwise = questions_of(prompt), request.LANGUAGE_CODE, request.program.language
    words = groupable(questions)
    to_themes = gatherings_for_boards(request.participant).filter(pk=prompt.gathering_id).exists()
    context: dict[str, Any] = {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "run": run,
        "ticket": news_ticket(request, visit),
        "prompt": count_answers(prompt, request.participant),
        "gathering": prompt.gathering,
        "on_screens": run is not None and run.ended_at is None and shown_key(run) == prompt.pk,
        "grouping": grouping_of(prompt, given_answers(prompt, runs=True)) if words else None,
        "answers": None if words else answers_of(prompt, questions, language, otherwise=otherwise, runs=True),
        "form": form or GroupForm(),
        "renamed": renamed[0] if renamed else None,
        "name_form": renamed[1] if renamed else None,
        "refusal": refusal,
        "hidden_words": hidden_words(),
        "to_themes": to_themes,
        "board": visible_boards(request.participant).order_by("-made_at").first() if to_themes else None,
        "dissolved": dissolved_group(prompt, named_key(request.GET.get("dissolved", ""))),
    }
    return page(request, "facilitation/prompt/answers.html", "answers", context, status=status)
