"""What was answered: the page, and one sheet for each question."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from collectives.models import GatheringState
from collectives.permissions.gathering import FEWEST, shows_results
from collectives.queries.gathering import numbers_of
from collectives.queries.gathering_results import answer_sheet, results_of
from collectives.requests import ProgramRequest
from collectives.views.gathering import find_gathering, words_of
from ilc.pages import page, searched_words
from ilc.tables.writing import write_csv


@require_GET
def gathering_results(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bars, words and texts; of an anonymous gathering only once it is closed, and nothing where few have answered."""
    found = find_gathering(request, pk)
    if found.state == GatheringState.DRAFT:
        return redirect("collectives:gathering", program_slug, pk)
    find, shown = searched_words(request), shows_results(found)
    language, otherwise = get_language() or "en", request.program.language
    context = {
        **words_of(request, found),
        "numbers": numbers_of(found),
        "shows": shown,
        "find": find,
        "results": results_of(request.participant, found, language, otherwise=otherwise, find=find) if shown else [],
        "fewest": FEWEST,
    }
    return page(request, "collectives/gathering/results.html", "results", context)


@require_GET
def gathering_answers_file(request: ProgramRequest, program_slug: str, pk: UUID, question: UUID) -> HttpResponse:
    """One question's answers as a CSV file; 404 while they may not be shown."""
    found = find_gathering(request, pk)
    asked = get_object_or_404(found.questions.select_related("gathering"), pk=question)
    sheet = answer_sheet(request.participant, asked, get_language() or "en", otherwise=request.program.language)
    if sheet is None:
        raise Http404
    name = f"{slugify(str(found))[:40] or 'answers'}-{asked.number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(b"".join(write_csv(sheet)), content_type="text/csv; charset=utf-8", headers=headers)
