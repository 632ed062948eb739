"""Opening themes, and the record of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from collectives.forms.theme_decision import DecisionForm
from collectives.operations.theme_decision import open_themes
from collectives.permissions.board import boards_with_decisions, can_work_on_boards, visible_boards
from collectives.queries.theme_decision import kept_themes, list_decisions
from collectives.requests import ProgramRequest
from ilc.errors import Refused
from ilc.pages import page


@require_http_methods(["GET", "POST"])
def decision_new(request: ProgramRequest, program_slug: str, board_pk: UUID) -> HttpResponse:
    """Choose which kept themes members may join, in which words, and say why."""
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    kept = kept_themes(request.participant, board)
    first = not any(one.open for one in kept)
    form = DecisionForm(request.POST if request.method == "POST" else None, kept=kept, first=first)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            open_themes(board, form.openings(), reason=reason, by=request.participant, now=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("collectives:decisions", program_slug, board_pk)
    context = {"board": board, "form": form, "kept": kept, "again": not first}
    return page(request, "collectives/theme_decision/new.html", "form", context, status=422 if form.errors else 200)


@require_GET
def decisions(request: ProgramRequest, program_slug: str, board_pk: UUID) -> HttpResponse:
    """The decision record: every version, with who, when and why."""
    board = get_object_or_404(boards_with_decisions(request.participant), pk=board_pk)
    works = can_work_on_boards(request.participant)
    context = {"board": board, "decisions": list_decisions(request.participant, board), "works": works}
    return page(request, "collectives/theme_decision/list.html", "decisions", context)
