"""Bringing answers of other tools to a board: a file, its columns, the preview, bringing in, undoing."""

import itertools
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.forms.answers_file import AnswersColumnsForm, AnswersUploadForm, named_before
from collectives.models import AnswersFile, Board
from collectives.operations.answers_file import (
    Counts,
    bring_in_answers_file,
    choose_sheet,
    name_columns,
    read_answers,
    undo_answers_file,
    upload_answers,
)
from collectives.operations.board_offer import offer_later
from collectives.permissions.board import visible_answers_files, visible_boards
from collectives.queries.answers_file import LONGEST_ANSWER, answers_sheet
from collectives.requests import ProgramRequest
from collectives.tasks.board import offer_board_texts
from collectives.views.board_page import ring
from ilc.errors import Refused
from ilc.pages import page

_FIRST = 12  # answers, or rows, in the preview


@require_http_methods(["GET", "POST"])
def answers_new(request: ProgramRequest, program_slug: str, board_pk: UUID) -> HttpResponse:
    """Choose a file, or paste rows."""
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    form = AnswersUploadForm(request.POST, request.FILES) if request.method == "POST" else AnswersUploadForm()
    if request.method == "POST" and form.is_valid():
        file, file_name = form.chosen()
        try:
            made = upload_answers(board, file, file_name=file_name, by=request.participant, now=now())
        except Refused as reason:
            form.add_error("file" if form.cleaned_data["file"] else "pasted", str(reason))
        else:
            return redirect("collectives:answers-columns", program_slug, board_pk, made.pk)
    context = {"board": board, "form": form}
    return page(request, "collectives/answers_file/new.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def answers_columns(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Say what the columns hold; the guess is filled in."""
    board, found = _found(request, board_pk, pk)
    if found.state != AnswersFile.State.UPLOADED:
        return redirect("collectives:answers", program_slug, board_pk, pk)
    trouble = ""
    if request.method == "POST" and request.POST.get("sheet"):
        try:
            choose_sheet(found, sheet=request.POST["sheet"].replace("\0", ""), by=request.participant, now=now())
        except Refused as reason:
            trouble = str(reason)
        else:
            return redirect("collectives:answers-columns", program_slug, board_pk, pk)
    sheet = answers_sheet(found)
    sent = request.POST if request.method == "POST" and not trouble else None
    form = AnswersColumnsForm(sent, sheet=sheet, initial=named_before(found))
    if sent is not None and form.is_valid():
        try:
            name_columns(found, form.columns(), by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:answers", program_slug, board_pk, pk)
    context = {"board": board, "answers": found, "form": form, "sheet": sheet, "trouble": trouble}
    status = 422 if form.errors or trouble else 200
    return page(request, "collectives/answers_file/columns.html", "form", context, status=status)


@require_GET
def answers(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """What would come to the board, or what came."""
    board, found = _found(request, board_pk, pk)
    if not found.mapping["named"]:
        return redirect("collectives:answers-columns", program_slug, board_pk, pk)
    return _shown(request, board, found)


@require_POST
def answers_bring_in(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Bring the answers to the board."""
    board, found = _found(request, board_pk, pk)
    try:
        bring_in_answers_file(found, by=request.participant, now=now())
    except Refused as reason:
        return _shown(request, board, found, refusal=str(reason))
    offer_later(board, now=now())
    ring(offer_board_texts, request, board_pk)
    return redirect("collectives:answers", program_slug, board_pk, pk)


@require_POST
def answers_undo(request: ProgramRequest, program_slug: str, board_pk: UUID, pk: UUID) -> HttpResponse:
    """Take the answers off the board again."""
    board, found = _found(request, board_pk, pk)
    try:
        undo_answers_file(found, by=request.participant, now=now())
    except Refused as reason:
        return _shown(request, board, found, refusal=str(reason))
    return redirect("collectives:answers", program_slug, board_pk, pk)


def _found(request: ProgramRequest, board_pk: UUID, pk: UUID) -> tuple[Board, AnswersFile]:
    board = get_object_or_404(visible_boards(request.participant), pk=board_pk)
    files = visible_answers_files(request.participant).filter(mapping__board=str(board_pk))
    return board, get_object_or_404(files.select_related("brought_in_by"), pk=pk)


def _shown(request: ProgramRequest, board: Board, found: AnswersFile, *, refusal: str = "") -> HttpResponse:
    counts, first = Counts(), []
    if found.mapping["named"] and found.state == AnswersFile.State.UPLOADED:
        read = read_answers(found, counts)
        first = list(itertools.islice(read, _FIRST))
        counts.texts = len(first) + sum(1 for _answer in read)
    uses = zip(found.headers, found.mapping["uses"], strict=True)
    context = {
        "board": board,
        "answers": found,
        "first": first,
        "counts": counts,
        "longest": intcomma(LONGEST_ANSWER),
        "cut_rows": ", ".join(map(str, counts.cut[:_FIRST])) + (" …" if len(counts.cut) > _FIRST else ""),
        "left_out": [header for header, use in uses if use == "leave"],
        "refusal": refusal,
    }
    return page(request, "collectives/answers_file/page.html", "answers", context, status=422 if refusal else 200)
