"""A session as whoever runs it sees it: the run sheet, the step, what the screens show; beginning and ending it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from facilitation.forms.session_run import ShortenForm, ShowForm, StepForm
from facilitation.models import Prompt, SessionRun
from facilitation.operations.session_end import end_session, resume_session
from facilitation.operations.session_news import TOPIC
from facilitation.operations.session_run import show_on_screens, start_session, take_over
from facilitation.operations.session_step import add_time, go_on, go_to_step, move_step, pause_step, shorten_item
from facilitation.permissions.prompt import visible_prompts
from facilitation.permissions.session_run import Visit, find_visit
from facilitation.queries.attendance import PeopleHere
from facilitation.queries.closing import closing_of
from facilitation.queries.commitment import CommitmentRow, list_commitments
from facilitation.queries.prompt import (
    answers_of,
    count_answers,
    prepared_prompts,
    prompt_row,
    prompts_of,
    shown_key,
)
from facilitation.queries.session import last_change, when_of
from facilitation.queries.session_run import cut_words, find_run, run_sheet
from facilitation.queries.session_show import shown_words, what_to_show
from facilitation.queries.stage import Stage, find_stage
from facilitation.tasks.answer_group import ring_groups
from facilitation.tasks.rehearsal import ring_people
from ilc.errors import Refused
from ilc.live.presence import people_here
from ilc.live.ticket import write_ticket
from ilc.pages import page, require

MORE_SECONDS = 120


@require_GET
def session_run(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The facilitator's face. Before it is begun: the way to begin."""
    visit = visit_of(request, pk)
    require(visit.runs)
    return run_answer(request, visit)


@require_POST
def session_begin(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Begin; whoever presses second finds it begun."""
    visit = visit_of(request, pk)
    require(visit.runs)
    try:
        run = start_session(visit.session, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    ring_groups(request.program.pk, prepared_prompts(visit.session))
    ring_people(request.program, visit.session.pk)
    if run.led_by_id != request.participant.pk:
        messages.info(request, _("%(name)s has begun the session, and leads it.") % {"name": run.led_by.name})
    return redirect("facilitation:session-run", program_slug, pk)


@require_POST
def session_step(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """On, back, to a step, pause, go on, more time."""
    visit, run = led_session(request, pk)
    form = StepForm(request.POST)
    if not form.is_valid():
        return run_answer(request, visit, refusal=_("That step is not on the run sheet any more."))
    given = form.cleaned_data
    about: dict[str, Any] = {"seen": given["seen"], "by": request.participant, "now": now()}
    try:
        match given["way"]:
            case "on" | "back" as way:
                move_step(run, way, **about)
            case "to":
                go_to_step(run, item=given["item"], number=given["number"], **about)
            case "pause":
                pause_step(run, **about)
            case "go-on":
                go_on(run, **about)
            case _:
                add_time(run, seconds=MORE_SECONDS, **about)
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    return redirect("facilitation:session-run", program_slug, pk)


@require_POST
def session_shorten(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let an item still to come give way."""
    visit, run = led_session(request, pk)
    form = ShortenForm(request.POST)
    if not form.is_valid():
        return run_answer(request, visit, refusal=_("That item is not on the run sheet any more."))
    try:
        shorten_item(run, **form.cleaned_data, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    return redirect("facilitation:session-run", program_slug, pk)


@require_http_methods(["GET", "POST"])
def session_show(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What the screens could show beside the step; and showing it."""
    visit, run = led_session(request, pk)
    if request.method == "GET":
        choices = what_to_show(visit.session.collective)
        context = {"session": visit.session, "collective": visit.session.collective, "choices": choices}
        context |= {"when": when_of(visit.session)}
        return page(request, "facilitation/session_run/show.html", "choices", context)
    form = ShowForm(request.POST)
    shows = form.shows() if form.is_valid() else {}
    try:
        show_on_screens(run, shows, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    return redirect("facilitation:session-run", program_slug, pk)


@require_POST
def session_take_over(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Lead from now on."""
    visit, run = led_session(request, pk)
    try:
        take_over(run, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    return redirect("facilitation:session-run", program_slug, pk)


@require_POST
def session_end(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Say that it is over."""
    _visit, run = led_session(request, pk)
    end_session(run, by=request.participant, now=now())
    ring_people(request.program, pk)
    return redirect("facilitation:session-run", program_slug, pk)


@require_POST
def session_resume(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Go on after all."""
    visit, run = led_session(request, pk)
    try:
        resume_session(run, by=request.participant, now=now())
    except Refused as reason:
        return run_answer(request, visit, refusal=str(reason))
    return redirect("facilitation:session-run", program_slug, pk)


def visit_of(request: ProgramRequest, pk: UUID) -> Visit:
    """The session as this person comes to it; 404 when they do not see it."""
    visit = find_visit(request.participant, pk)
    if visit is None:
        raise Http404
    return visit


def live_context(request: ProgramRequest, visit: Visit) -> dict[str, Any]:
    """What every face needs: where the group is, and the right to hear its news. One to four SQL queries."""
    session = visit.session
    stage = find_stage(session, version=visit.version)
    return {
        "session": session,
        "collective": session.collective,
        "when": when_of(session),
        "stage": stage,
        "run": stage.run if stage else None,
        "sheet": run_sheet(session, stage, now=now()) if stage else None,
        "changed": last_change(session, since=stage.run.started_at if stage else None),
        "visit": visit,
        "runs": visit.runs,
        "ticket": news_ticket(request, visit),
    }


def news_ticket(request: ProgramRequest, visit: Visit) -> str:
    """The right to hear the news of a session. No SQL."""
    person = str(request.participant.pk) if visit.takes_part else ""
    return write_ticket(request, program_id=request.program.pk, topic=_topic(visit), person=person)


def shown_context(request: ProgramRequest, visit: Visit, context: dict[str, Any]) -> dict[str, Any]:
    """What the screens show, after live_context(): a prompt with the answers that may be seen, or another thing.

    One SQL query for a prompt, two more once its answers are shown, two the first time.
    """
    stage: Stage | None = context["stage"]
    key = shown_key(stage.run) if stage else None
    found = stage.prompt(key) if stage and key else None
    if found is None:
        item = context["sheet"].here.item.kind if stage and context["sheet"].here else ""
        shows = shown_words(stage.run, visit.session.collective, item) if stage else None
        promises = _promises(request, visit) if shows and shows.kind == "commitments" else []
        return {"prompt": None, "gathering": None, "asked": [], "answers": None, "shows": shows, "promises": promises}
    language, otherwise = request.LANGUAGE_CODE, request.program.language
    answers = answers_of(found.prompt, found.questions, language, otherwise=otherwise, runs=visit.runs)
    return {
        "prompt": count_answers(found.prompt, request.participant),
        "gathering": found.prompt.gathering,
        "asked": [result.question for result in answers.results],
        "answers": answers,
        "shows": None,
    }


def _promises(request: ProgramRequest, visit: Visit) -> list[CommitmentRow]:
    """What the group comes with and makes, for the screens. One SQL query."""
    rows = list_commitments(visit.session, request.participant, runs=False, today=localdate())
    return [row for row in rows if not row.let_go]


def led_session(request: ProgramRequest, pk: UUID) -> tuple[Visit, SessionRun]:
    """A session that was begun, for somebody who may run it. 404 before it was begun."""
    visit = visit_of(request, pk)
    require(visit.runs)
    run = find_run(visit.session)
    if run is None:
        raise Http404
    return visit, run


def run_prompt(request: ProgramRequest, pk: UUID) -> tuple[Prompt, Visit]:
    """A prompt, and its session as somebody who may run it comes to it. 404 when they do not see it."""
    prompts = visible_prompts(request.participant).select_related("gathering", "session__collective")
    prompt = get_object_or_404(prompts, pk=pk)
    visit = visit_of(request, prompt.session_id)
    require(visit.runs)
    return prompt, visit


def asked_context(request: ProgramRequest, visit: Visit, prompts: Sequence[Prompt]) -> dict[str, Any]:
    """live_context() with what the session is asked, given its prompts with_numbers(). One to five SQL queries."""
    context = live_context(request, visit)
    run = context["run"]
    context |= shown_context(request, visit, context)
    leads = run is not None and run.led_by_id == request.participant.pk
    here = context["sheet"].here if context["sheet"] else None
    rows = [prompt_row(prompt) for prompt in prompts]
    offered = [row for row in rows if here and row.item == here.item.pk]
    return context | {"leads": leads, "offered": offered, "prompts": [row for row in rows if row not in offered]}


def run_answer(request: ProgramRequest, visit: Visit, *, refusal: str = "") -> HttpResponse:
    """The facilitator's face; `refusal`: why what was pressed could not be done."""
    prompts = prompts_of(visit.session, request.participant)
    context = asked_context(request, visit, prompts) | people_context(request, visit)
    run = context["run"]
    context |= {
        "refusal": refusal,
        "leader_here": run is not None and str(run.led_by_id) in context["open_pages"],
        "cut": cut_words(context["sheet"]) if run else None,
    }
    if run is not None and run.ended_at is not None:
        context |= closing_of(visit.session, request.participant, prompts, now=now())
    return page(request, "facilitation/session_run/run.html", "run", context, status=422 if refusal else 200)


def people_context(request: ProgramRequest, visit: Visit) -> dict[str, Any]:
    """Who is here: a look into Redis, and one SQL query once a template names the people."""
    return {
        "people": PeopleHere(visit.session, now=now()),
        "open_pages": people_here(request.program.pk, _topic(visit)),
    }


def _topic(visit: Visit) -> str:
    return TOPIC.format(visit.session.pk)
