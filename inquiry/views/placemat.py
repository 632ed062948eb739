"""The placemat: read, written, shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.permissions.collective import is_member, visible_collectives
from collectives.requests import SHARED, ProgramRequest
from collectives.views.rendering import ring
from ilc.errors import Refused
from ilc.pages import page, require
from inquiry.coediting.writing import (
    add_if_action,
    ensure_fresh,
    move_if_action,
    open_document,
    remove_if_action,
    write_placemat,
)
from inquiry.engine.saving import Written
from inquiry.forms.placemat import read_act, read_edits
from inquiry.models import Placemat
from inquiry.operations.placemat import (
    keep_placemat_private,
    show_placemat,
    start_own_placemat,
)
from inquiry.permissions.cycle import can_start_cycle
from inquiry.permissions.placemat import can_show_placemat, can_write_placemat
from inquiry.queries.beside import read_beside
from inquiry.queries.comment import comment_reader, comments_beside
from inquiry.queries.comment_part import placemat_parts
from inquiry.queries.guide import placemat_guide
from inquiry.queries.if_action import all_if_actions, has_indicators
from inquiry.queries.indicator import evidence_rows, indicator_row
from inquiry.queries.placemat import (
    collective_people,
    collective_placemat,
    open_cycle,
    readable_placemats,
)
from inquiry.queries.placemat_page import (
    boxes_after,
    boxes_beside,
    neighbours,
    part_names,
    placemat_boxes,
)
from inquiry.tasks.placemat import render_placemat_pdf
from inquiry.views.adjustment import theory_context
from inquiry.views.beside import TAKEN
from inquiry.views.placemat_pdf import ask_for_pdf


@require_GET
def collective_placemat_view(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The way from a collective to its placemat; before the first cycle, a page that says what comes first."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    placemat = collective_placemat(collective)
    if placemat:
        return redirect("inquiry:placemat", program_slug, placemat.pk)
    context = {"collective": collective, "can_start": can_start_cycle(request.participant, collective)}
    return page(request, "inquiry/cycle/none.html", "none", context)


@require_http_methods(["GET", "POST"])
def placemat_mine(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """A leader's own placemat of the open cycle; made when they ask for it, never by looking."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(is_member(request.participant, collective))
    cycle = open_cycle(collective)
    if cycle and request.method == "POST":
        try:
            mine = start_own_placemat(cycle, leader=request.participant, now=now())
        except Refused as reason:
            messages.error(request, str(reason))
            return redirect("inquiry:placemat-mine", program_slug, pk)
        return redirect("inquiry:placemat", program_slug, mine.pk)
    own = cycle and cycle.placemats.filter(leader=request.participant).first()
    if own:
        return redirect("inquiry:placemat", program_slug, own.pk)
    return page(request, "inquiry/placemat/mine.html", "mine", {"collective": collective, "cycle": cycle})


@require_http_methods(["GET", "POST"])
def placemat(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The sheet. One form saves every text on it; some of its buttons do one thing more."""
    mat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    writes = can_write_placemat(request.participant, mat)
    if request.method == "GET":
        return page(
            request, "inquiry/placemat/placemat.html", "placemat", placemat_context(request, mat, writes=writes)
        )
    require(writes)
    result = write_placemat(mat, edits=read_edits(request.POST), by=request.participant, now=now())
    if not result.whole:
        context = placemat_context(request, mat, writes=writes, result=result)
        return page(request, "inquiry/placemat/placemat.html", "placemat", context, status=422)
    _say_what_became(request, result)
    try:
        return _act(request, mat)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("inquiry:placemat", program_slug, pk)


@require_POST
def placemat_show(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Show one's own placemat to the collective, or take it back."""
    mat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_show_placemat(request.participant, mat))
    ensure_fresh(mat)  # what stands there when it is shown begins the history that others read
    if "show" in request.POST:
        show_placemat(mat, by=request.participant, now=now())
    else:
        keep_placemat_private(mat, by=request.participant, now=now())
    return redirect("inquiry:placemat", program_slug, pk)


def placemat_context(
    request: ProgramRequest, mat: Placemat, *, writes: bool, result: Written | None = None
) -> dict[str, Any]:
    """Everything the page shows, from sixteen queries or seventeen."""
    document = mat.document or open_document(mat, now=now())
    ensure_fresh(mat)
    others = list(neighbours(request.participant, mat))
    content, beside = read_beside(mat, others, participant=request.participant)
    boxes = placemat_boxes(content)
    if beside.theirs:
        boxes = boxes_beside(boxes, beside.theirs, beside.origins)
    if result:
        boxes = boxes_after(boxes, result)
    reader = comment_reader(request.participant, mat, writes=writes)
    numbers = content.numbers
    people = collective_people(mat.cycle.collective)
    guide = placemat_guide(content, request.participant) if writes else None
    return {
        "placemat": mat,
        "cycle_label": _("Cycle %(name)s") % {"name": mat.cycle.name},
        "collective": mat.cycle.collective,
        "people": people,
        "seated": request.participant.pk in people.seated,
        "writes": writes,
        "can_show": can_show_placemat(request.participant, mat),
        "boxes": boxes,
        "result": result,
        "saved_names": part_names(boxes, result.saved) if result else [],
        "evidence": evidence_rows(content.indicators, content.if_actions),
        "indicator_count": len(content.indicators),
        "adrift": [one for one in (indicator_row(row, numbers) for row in content.indicators) if one.adrift],
        "removed_if_actions": content.removed_if_actions,
        "removed_indicators": content.removed_indicators,
        "shown_by": {
            clause: [one for one in content.indicators if one.clause == clause] for clause in ("then", "so_that")
        },
        "step": guide.step if guide else None,
        "hints": guide.margins if guide else {},
        "others": others,
        "beside": beside,
        "taken": taken_over(request, mat),
        "own": next((one for one in others if one.leader_id == request.participant.pk), None),
        "undo": request.GET.get("undo", ""),
        **theory_context(request, content, writes=writes),
        "epoch": document.epoch,
        "own_device": request.session.get(SHARED) is False,
        "reader": reader,
        "comments": comments_beside(mat, placemat_parts(content), reader),
    }


def taken_over(request: ProgramRequest, mat: Placemat) -> dict[str, str] | None:
    """What was taken over into this placemat just now, for its Undo."""
    taken: dict[str, str] | None = request.session.get(TAKEN) if "taken" in request.GET else None
    return taken if taken and taken["placemat"] == str(mat.pk) else None


def _act(request: ProgramRequest, mat: Placemat) -> HttpResponse:
    """What a button asked for besides saving. Raises Refused."""
    actions = all_if_actions(mat)
    act, key = read_act(request.POST, known=actions)
    slug, by = request.program.slug, request.participant
    here = redirect("inquiry:placemat", slug, mat.pk)
    if act == "pdf":
        ring(ask_for_pdf(request, mat), task=render_placemat_pdf)
        return redirect("inquiry:placemat-pdf", slug, mat.pk)
    if act == "add":
        made = add_if_action(mat, by=by, now=now())
        here["Location"] += f"#box-if-{made}"
    elif key is None:
        messages.success(request, _("Saved."))
    elif act == "remove":
        if has_indicators(actions[key]):
            return redirect("inquiry:if-action-remove", slug, mat.pk, key)
        remove_if_action(mat, pk=key, by=by, now=now())
        here["Location"] += f"?undo={key}#part2"
    else:
        move_if_action(mat, pk=key, up=act == "up", by=by, now=now())
        here["Location"] += f"#box-if-{key}"
    return here


def _say_what_became(request: ProgramRequest, result: Written) -> None:
    if result.taken_away:
        words = _(
            "Somebody took an if-action away while you wrote in it. Your words are kept with it; it can be put back."
        )
        messages.warning(request, words)
    if result.left_out:
        words = ngettext(
            "One character that no page can show was left out. All your words are kept.",
            "%(count)d characters that no page can show were left out. All your words are kept.",
            result.left_out,
        )
        messages.warning(request, words % {"count": result.left_out})
