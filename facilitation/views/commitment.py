"""What people take on: in a session, in a collective, one by one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.permissions.collective import can_lead_collective, visible_collectives
from collectives.requests import ProgramRequest
from facilitation.coediting.note import add_note, tell_readers
from facilitation.forms.commitment import ChangeCommitmentForm, LetGoForm, WriteDownForm, Written
from facilitation.models import Commitment, Session
from facilitation.operations.commitment import (
    change_commitment,
    keep_commitment,
    let_go,
    make_commitment,
    reopen_commitment,
)
from facilitation.operations.decision import add_decision
from facilitation.permissions.commitment import can_change_commitment, can_settle_commitment, visible_commitments
from facilitation.permissions.note import can_write_notes
from facilitation.permissions.session import can_run_session, can_take_part, listed_sessions
from facilitation.queries.commitment import (
    commitment_row,
    list_commitments,
    list_former_steps,
    open_commitments,
    people_to_choose,
    settled_commitments,
    usual_day,
)
from facilitation.queries.session import find_neighbours, when_of
from facilitation.views.decision import decisions_context
from facilitation.views.pieces import back, back_here
from ilc.errors import Refused
from ilc.pages import named_key, page, require

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def session_commitments(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Read what was taken on and decided; members and facilitators write it down, in one line."""
    session = get_object_or_404(listed_sessions(request.participant).select_related("collective"), pk=pk)
    runs = can_run_session(request.participant, session)
    takes_part = runs or can_take_part(request.participant, session)
    after = find_neighbours(session).after
    form = write_down_form(request, session, after) if takes_part else None
    if request.method == "POST":
        require(takes_part)
        if form and form.is_valid():
            try:
                _write_down(session, form, request)
            except Refused as reason:
                form.add_error("who" if form.cleaned_data["kind"] == Written.COMMITMENT else "text", str(reason))
            else:
                tell_readers(pk, "decisions" if form.cleaned_data["kind"] == Written.DECISION else "commitments")
                return back(request, "commitments", pk)
    context = {"session": session, "collective": session.collective, "when": when_of(session), "stay": True}
    context["writes_notes"] = takes_part and can_write_notes(request.participant, session)
    context |= commitments_context(request, session, after=after, runs=runs, takes_part=takes_part, form=form)
    status = 422 if form and form.errors else 200
    return page(request, "facilitation/commitment/commitments.html", "commitments", context, status=status)


@require_GET
def commitments_of_collective(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What a collective's people have taken on; or what is done, and what was let go."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    settled = request.GET.get("show") == "settled"
    found = settled_commitments(collective) if settled else open_commitments(collective)
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    runs, today = can_lead_collective(request.participant, collective), localdate()
    context = {
        "collective": collective,
        "settled": settled,
        "listed": listed,
        "rows": [commitment_row(row, request.participant, runs=runs, today=today) for row in listed],
    }
    return page(request, "facilitation/commitment/collective.html", "commitments", context)


@require_http_methods(["GET", "POST"])
def commitment(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One commitment and what it was before; whoever may writes it anew."""
    found, runs = _find(request, pk)
    may_change = can_change_commitment(request.participant, found, runs=runs)
    people = list(people_to_choose(found.collective, also=found.who_id))
    form = ChangeCommitmentForm(request.POST or None, people=people, initial=ChangeCommitmentForm.values_of(found))
    if request.method == "POST":
        require(may_change)
        if form.is_valid():
            try:
                change_commitment(found, form.step(), was=form.was(), by=request.participant, now=now())
            except Refused as reason:
                form.add_error(None, str(reason))
            else:
                return _back(request, found)
    context = {
        "collective": found.collective,
        "row": commitment_row(found, request.participant, runs=runs, today=localdate()),
        "form": form if may_change else None,
        "let_go_form": LetGoForm(),
        "former": list_former_steps(found),
        "to": request.POST.get("to") or request.GET.get("to", ""),
    }
    return page(
        request, "facilitation/commitment/commitment.html", "commitment", context, status=422 if form.errors else 200
    )


@require_POST
def commitment_keep(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """It is done."""
    return _settle(request, pk, keep_commitment)


@require_POST
def commitment_let_go(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Not after all."""
    form = LetGoForm(request.POST)
    return _settle(request, pk, let_go, **(form.cleaned_data if form.is_valid() else {}))


@require_POST
def commitment_reopen(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """It is still to be done."""
    return _settle(request, pk, reopen_commitment)


def write_down_form(request: ProgramRequest, session: Session, after: Session | None) -> WriteDownForm:
    """The line in which a session is written down: by me, until the session `after` it, unless it says otherwise."""
    people = list(people_to_choose(session.collective))
    day = usual_day(after.date if after else None, today=localdate())
    return WriteDownForm(request.POST or None, people=people, me=request.participant, day=day)


def commitments_context(
    request: ProgramRequest,
    session: Session,
    *,
    after: Session | None,
    runs: bool,
    takes_part: bool,
    form: WriteDownForm | None = None,
) -> dict[str, Any]:
    """What the piece needs. Five SQL queries at most."""
    return {
        "commitments": list_commitments(session, request.participant, runs=runs, today=localdate()),
        "write_form": form or (write_down_form(request, session, after) if takes_part else None),
        **decisions_context(request, session, runs=runs, takes_part=takes_part),
    }


def _write_down(session: Session, form: WriteDownForm, request: ProgramRequest) -> None:
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    if kind == Written.DECISION:
        add_decision(session, text=text, by=request.participant, now=now())
    elif kind == Written.NOTE:
        require(can_write_notes(request.participant, session))
        add_note(session, text=text, by=request.participant, now=now())
    else:
        make_commitment(session.collective, form.step(), session=session, by=request.participant, now=now())


def _settle(request: ProgramRequest, pk: UUID, operation: Callable[..., None], **given: str) -> HttpResponse:
    found, runs = _find(request, pk)
    require(can_settle_commitment(request.participant, found, runs=runs))
    operation(found, by=request.participant, now=now(), **given)
    return _back(request, found, settled=str(pk))


def _find(request: ProgramRequest, pk: UUID) -> tuple[Commitment, bool]:
    """A commitment the person sees, and whether they run its collective's sessions. Raises Http404."""
    rows = visible_commitments(request.participant).select_related("collective__theme", "session", "who")
    found = get_object_or_404(rows, pk=pk)
    return found, can_lead_collective(request.participant, found.collective)


def _back(request: ProgramRequest, found: Commitment, **asked: str) -> HttpResponse:
    """To where the person came from: the first page, a session's page or its member's face, or the collective's list.

    Pages that have that session open look again, and those of the session where it was made.
    """
    to, slug = request.POST.get("to", ""), request.program.slug
    face, _colon, key = to.rpartition(":")
    session_pk = named_key(key)
    for pk in {pk for pk in (found.session_id, session_pk) if pk}:
        tell_readers(pk, "commitments")
    if to == "home":
        return redirect(reverse("facilitation:home", args=[slug], query=asked))
    if session_pk and face == "mine":
        return back_here(request, session_pk)
    if session_pk:
        return back(request, "commitments", session_pk)
    return redirect("facilitation:collective-commitments", slug, found.collective_id)
