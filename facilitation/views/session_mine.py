"""What somebody takes on, at hand while a session is on: their own open commitments, and one more in one line."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from facilitation.coediting.note import tell_readers
from facilitation.forms.commitment import TakeOnForm
from facilitation.operations.commitment import make_commitment
from facilitation.permissions.session_run import Visit
from facilitation.queries.commitment import commitments_at_hand, usual_day
from facilitation.queries.session import when_of
from facilitation.views.pieces import back_here
from facilitation.views.session_run import visit_of
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def session_mine(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One's own commitments in the collective of a session; take one more on."""
    visit = visit_of(request, pk)
    require(visit.belongs)
    session = visit.session
    context: dict[str, Any] = {"session": session, "collective": session.collective, "when": when_of(session)}
    context |= mine_context(request, visit, said=request.POST if request.method == "POST" else None)
    form = context["mine_form"]
    if form.is_valid():
        try:
            make_commitment(session.collective, form.step(), session=session, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell_readers(session.pk, "commitments")
            return back_here(request, session.pk)
    return page(request, "facilitation/session_run/mine.html", "mine", context, status=422 if form.errors else 200)


def mine_context(request: ProgramRequest, visit: Visit, *, said: QueryDict | None = None) -> dict[str, Any]:
    """What the piece needs. One SQL query, and none where the piece is not shown."""
    form = TakeOnForm(said, me=request.participant, day=usual_day(visit.next_on, today=localdate()))
    return {"mine": commitments_at_hand(request.participant, visit.session), "mine_form": form}
