"""Planning an extra session; moving, cancelling and taking up again, with the mail that tells of it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from collectives.models import Notice
from collectives.permissions.collective import can_lead_collective, visible_collectives
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from facilitation.forms.session import MoveForm, ReasonForm, SlotForm
from facilitation.models import Session
from facilitation.operations.session import add_session, cancel_session, move_session, restore_session
from facilitation.operations.session_notice import write_session_notices
from facilitation.permissions.session import can_run_session, listed_sessions
from facilitation.queries.session import latest_session, when_of
from facilitation.tasks.session_invitation import ring_session_invitations
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def session_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """An extra session, outside the rhythm."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_lead_collective(request.participant, collective))
    form = SlotForm(request.POST or None, initial=_like(latest_session(collective), request))
    if request.method == "POST" and form.is_valid():
        session = add_session(collective, slot=form.slot(), by=request.participant, now=now())
        ring_session_invitations(request.program.pk, collective.pk)
        messages.success(request, _("The session is planned."))
        return redirect("facilitation:session", program_slug, session.pk)
    context = {"collective": collective, "form": form}
    return page(request, "facilitation/session/new.html", "new", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def session_move(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Another time or place, with the reason that its members read."""
    session = _find(request, pk)
    require(can_run_session(request.participant, session))
    form = MoveForm(request.POST or None, initial=MoveForm.values_of(session))
    if request.method == "POST" and form.is_valid():
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        try:
            moved = move_session(
                session, slot=form.slot(), reason=reason, version=version, by=request.participant, now=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            notices = write_session_notices(
                moved, "session_moved", reason=reason, was=session.starts_at, by=request.participant, now=now()
            )
            return _done(request, _("The session is moved."), moved, notices)
    return _answer(request, "move", session, form)


@require_http_methods(["GET", "POST"])
def session_cancel(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The session does not take place."""
    words = _("The session is cancelled.")
    return _with_reason(request, pk, cancel_session, act="cancel", kind="session_cancelled", words=words)


@require_http_methods(["GET", "POST"])
def session_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A cancelled session takes place after all."""
    words = _("The session is taken up again.")
    return _with_reason(request, pk, restore_session, act="restore", kind="session_restored", words=words)


def _with_reason(
    request: ProgramRequest, pk: UUID, operation: Callable[..., Session], *, act: str, kind: str, words: str
) -> HttpResponse:
    session = _find(request, pk)
    require(can_run_session(request.participant, session))
    form = ReasonForm(request.POST or None, initial={"version": session.version})
    if request.method == "POST" and form.is_valid():
        try:
            changed = operation(session, by=request.participant, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            reason = form.cleaned_data["reason"]
            notices = write_session_notices(changed, kind, reason=reason, by=request.participant, now=now())
            return _done(request, words, changed, notices)
    return _answer(request, act, session, form)


def _find(request: ProgramRequest, pk: UUID) -> Session:
    return get_object_or_404(listed_sessions(request.participant).select_related("collective__theme"), pk=pk)


def _like(session: Session | None, request: ProgramRequest) -> dict[str, object]:
    """What the form of an extra session begins with: the latest one's time and place."""
    if session is None:
        return {"zone": request.program.time_zone, "minutes": 90}
    return SlotForm.values_of(session) | {"date": None}


def _done(request: ProgramRequest, words: str, session: Session, notices: Sequence[Notice]) -> HttpResponse:
    ring_notices(request.program.pk, notices)
    told = ngettext("One person is told by mail.", "%(count)d people are told by mail.", len(notices))
    messages.success(request, f"{words} {told % {'count': len(notices)}}" if notices else words)
    return redirect("facilitation:session", request.program.slug, session.pk)


def _answer(request: ProgramRequest, act: str, session: Session, form: MoveForm | ReasonForm) -> HttpResponse:
    """The form, beside the session as it stands now; after a refusal a second press is a decision."""
    if form.non_field_errors():
        form.data = {**request.POST.dict(), "version": session.version}
    context = {"session": session, "collective": session.collective, "when": when_of(session), "form": form}
    return page(request, f"facilitation/session/{act}.html", act, context, status=422 if form.errors else 200)
