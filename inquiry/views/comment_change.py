"""One comment: written anew, resolved, opened again, taken away, brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import require
from inquiry.forms.comment import AnswerForm, OutcomeForm
from inquiry.models import Comment
from inquiry.operations.comment import (
    change_comment,
    open_comment,
    remove_comment,
    resolve_comment,
    restore_comment,
)
from inquiry.permissions.comment import can_change_comment, can_resolve_comment, visible_comments
from inquiry.views.comment import Desk, open_desk, part_page, to_comment


@require_http_methods(["GET", "POST"])
def comment(request: ProgramRequest, program_slug: str, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """Write one's own anew. The form stands on the page of its part."""
    desk, one = _find(request, pk, comment_pk)
    require(desk.reader.comments and can_change_comment(request.participant, one))
    if request.method == "GET":
        asked = urlencode({"part": one.part, "change": str(one.pk)})
        return redirect(f"{reverse('inquiry:comments', args=[program_slug, pk])}?{asked}")
    part = desk.parts[one.part]
    form = AnswerForm(request.POST, auto_id=f"comment-{part.key}-%s")
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("text", "was")}
        try:
            change_comment(one, by=request.participant, now=now(), **words)
        except Refused as reason:
            form.add_error("text", str(reason))
        else:
            return to_comment(request, one)
    return part_page(request, desk, part, form=form, asked={"change": comment_pk})


@require_POST
def comment_resolve(request: ProgramRequest, program_slug: str, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """Say what became of it; the answer offers to open it again."""
    desk, one = _find(request, pk, comment_pk)
    require(desk.reader.comments and can_resolve_comment(request.participant, one, writes=desk.reader.writes))
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        resolve_comment(one, presents=desk.reader.presents, by=request.participant, now=now(), **form.cleaned_data)
    except Refused as reason:
        messages.warning(request, str(reason))
        return to_comment(request, one)
    return to_comment(request, one, settled=str(one.pk))


@require_POST
def comment_open(request: ProgramRequest, program_slug: str, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """Open it again."""
    desk, one = _find(request, pk, comment_pk)
    require(desk.reader.comments and can_resolve_comment(request.participant, one, writes=desk.reader.writes))
    open_comment(one, by=request.participant, now=now())
    return to_comment(request, one, back=str(one.pk))


@require_POST
def comment_remove(request: ProgramRequest, program_slug: str, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """Take one's own away; the answer offers to bring it back."""
    desk, one = _find(request, pk, comment_pk)
    require(desk.reader.comments and can_change_comment(request.participant, one))
    remove_comment(one, by=request.participant, now=now())
    return to_comment(request, one, removed=str(one.pk))


@require_POST
def comment_restore(request: ProgramRequest, program_slug: str, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """Bring it back."""
    desk, one = _find(request, pk, comment_pk)
    require(desk.reader.comments and can_change_comment(request.participant, one))
    restore_comment(one, by=request.participant, now=now())
    return to_comment(request, one, back=str(one.pk))


def _find(request: ProgramRequest, pk: UUID, comment_pk: UUID) -> tuple[Desk, Comment]:
    """The comment for whoever may read it; 404 when there is none."""
    desk = open_desk(request, pk)
    rows = visible_comments(request.participant).select_related("feedback_round", "placemat")
    return desk, get_object_or_404(rows, placemat=pk, pk=comment_pk)
