"""The codes of an indicator's words: the page, and what is done to codes."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.coding import CodeForm
from evidence.models import Code
from evidence.operations.coding import CodeGone, make_code, merge_codes, remove_code, rename_code, restore_code
from evidence.operations.coding_words import undo_coding
from evidence.permissions.coding import can_code_words, can_name_codes, coded_indicators, visible_codes
from evidence.permissions.data_point import own_district
from evidence.queries.coding import NONE, read_coding
from evidence.queries.indicator import indicators_to_read
from evidence.views.indicator import is_covered
from ilc.errors import Refused
from ilc.pages import named_key, named_number, page, require
from inquiry.models import Indicator


@dataclass(frozen=True)
class Typed:
    """A name that could not be taken: in which field it stands, what was typed, why not."""

    at: str
    name: str
    why: str


@require_http_methods(["GET", "POST"])
def coding(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The words of one's district with their codes; one more code. `?in=` lists those of one code, `from` goes on."""
    indicator = coded_indicator(request, pk)
    if request.method != "POST":
        return answer(request, indicator)
    require(can_name_codes(request.participant, indicator.placemat))
    form = CodeForm(request.POST)
    if not form.is_valid():
        return answer(request, indicator, typed=Typed("new", form.data.get("name", ""), form.why))
    try:
        make_code(indicator, name=form.cleaned_data["name"], by=request.participant, now=now())
    except Refused as reason:
        return answer(request, indicator, typed=Typed("new", form.cleaned_data["name"], str(reason)))
    return back(request, indicator)


@require_POST
def coding_undo(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take back the latest step."""
    indicator = coded_indicator(request, pk)
    require(can_name_codes(request.participant, indicator.placemat))
    try:
        undo_coding(indicator, named_key(request.POST.get("move", "")), by=request.participant, now=now())
    except Refused as reason:
        return answer(request, indicator, refusal=str(reason))
    return back(request, indicator)


@require_POST
def code_rename(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Give a code another name."""
    code = _code(request, pk)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return answer(request, code.indicator, typed=Typed(str(pk), form.data.get("name", ""), form.why))
    try:
        rename_code(code, name=form.cleaned_data["name"], by=request.participant, now=now())
    except CodeGone as reason:
        return answer(request, code.indicator, refusal=str(reason))
    except Refused as reason:
        return answer(request, code.indicator, typed=Typed(str(pk), form.cleaned_data["name"], str(reason)))
    return back(request, code.indicator)


@require_POST
def code_merge(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let another code carry its words."""
    code = _code(request, pk)
    try:
        merge_codes(code, into=named_key(request.POST.get("into", "")), by=request.participant, now=now())
    except Refused as reason:
        return answer(request, code.indicator, refusal=str(reason))
    return back(request, code.indicator)


@require_POST
def code_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take a code away; the page offers to bring it back."""
    code = _code(request, pk)
    try:
        remove_code(code, by=request.participant, now=now())
    except Refused as reason:
        return answer(request, code.indicator, refusal=str(reason))
    return back(request, code.indicator)


@require_POST
def code_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Bring it back."""
    code = _code(request, pk)
    try:
        restore_code(code, by=request.participant, now=now())
    except Refused as reason:
        return answer(request, code.indicator, refusal=str(reason))
    return back(request, code.indicator)


def coded_indicator(request: ProgramRequest, pk: UUID) -> Any:
    """An indicator told in words that the reader sees, one of `indicators_to_read`."""
    rows = indicators_to_read(request.participant)
    return get_object_or_404(rows.filter(pk__in=coded_indicators(request.participant).values("pk")), pk=pk)


def answer(
    request: ProgramRequest,
    indicator: Any,
    *,
    refusal: str = "",
    typed: Typed | None = None,
    chosen: Collection[UUID] = (),
) -> HttpResponse:
    """The page; with a refusal or a name that could not be taken 422, and what was chosen is still chosen.

    While people predict, those who still may are asked to do so before they see it.
    """
    participant, placemat = request.participant, indicator.placemat
    names, codes = can_name_codes(participant, placemat), can_code_words(participant, placemat)
    context: dict[str, Any] = {
        "indicator": indicator,
        "placemat": placemat,
        "collective": placemat.cycle.collective,
        "brings": codes and indicator.removed_at is None,
    }
    if is_covered(request, indicator):
        return page(request, "evidence/indicator/covered.html", "indicator", context)
    shown, start = _place(request)
    sheet = read_coding(indicator, participant, names=names, codes=codes, shown=shown, start=start)
    context |= {
        "sheet": sheet,
        "has_district": own_district(participant) is not None,
        "names": names and indicator.removed_at is None,
        "codes": codes and indicator.removed_at is None,
        "refusal": refusal,
        "typed": typed,
        "chosen": chosen,
    }
    return page(request, "evidence/coding/coding.html", "studio", context, status=422 if refusal or typed else 200)


def back(request: ProgramRequest, indicator: Indicator) -> HttpResponse:
    """To the page, at the place where the reader was."""
    shown, start = _place(request)
    query = urlencode({name: value for name, value in (("in", shown), ("from", start)) if value})
    url = reverse("evidence:coding", args=[request.program.slug, indicator.pk])
    return redirect(f"{url}?{query}" if query else url)


def _place(request: ProgramRequest) -> tuple[str, int]:
    """Which words are listed, and from which on; what cannot be read lists all of them."""
    said = request.POST if request.method == "POST" else request.GET
    shown = said.get("in", "")
    key = named_key(shown)
    start = named_number(said.get("from", ""))
    return (shown if shown == NONE else str(key) if key else ""), start or 0


def _code(request: ProgramRequest, pk: UUID) -> Code:
    code = get_object_or_404(visible_codes(request.participant), pk=pk)
    code.indicator = coded_indicator(request, code.indicator_id)
    require(can_name_codes(request.participant, code.indicator.placemat))
    return code
