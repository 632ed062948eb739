"""Giving codes to words of one's own district, and what the product proposes of them."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from collectives.requests import ProgramRequest
from evidence.forms.coding import ChosenForm, CodeForm, GroupForm
from evidence.operations.coding_proposal import ask_for_proposal, leave_groups, take_group
from evidence.operations.coding_words import NoWordsChosen, code_words, code_words_anew, uncode_words
from evidence.permissions.coding import can_code_words
from evidence.tasks.coding import propose_coding
from evidence.views.coding import Typed, answer, back, coded_indicator
from ilc.errors import Refused
from ilc.pages import named_key, require
from inquiry.models import Indicator

NEW = "new"


@require_POST
def coding_words(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Give the chosen words a code, one that is made for them, or take one off."""
    indicator = coded_indicator(request, pk)
    require(can_code_words(request.participant, indicator.placemat))
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return answer(request, indicator, refusal=_("That code is not there any more. This is how they stand now."))
    if form.cleaned_data["to"] == NEW:
        return _anew(request, indicator, form)
    chosen, by = form.chosen(), request.participant
    off = named_key(form.pressed[1]) if form.pressed else form.cleaned_data["off"]
    try:
        if off is not None:
            uncode_words(indicator, chosen, code=off, by=by, now=now())
        else:
            code_words(indicator, chosen, code=named_key(form.cleaned_data["to"]), by=by, now=now())
    except Refused as reason:
        return answer(request, indicator, refusal=str(reason), chosen=chosen)
    return back(request, indicator)


@require_POST
def coding_propose(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Have similar words without a code put together."""
    indicator = coded_indicator(request, pk)
    require(can_code_words(request.participant, indicator.placemat))
    try:
        key = ask_for_proposal(indicator, by=request.participant, now=now())
    except Refused as reason:
        return answer(request, indicator, refusal=str(reason))
    propose_coding.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=request.program.pk, key=key
    )
    return back(request, indicator)


@require_POST
def coding_group(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Make a code of a proposed group, or leave it, or leave all of them."""
    indicator = coded_indicator(request, pk)
    require(can_code_words(request.participant, indicator.placemat))
    which, form = GroupForm(request.POST), CodeForm(request.POST)
    key = which.cleaned_data["key"] if which.is_valid() else 0
    leaves = request.POST.get("what") == "leave"
    if not leaves and not form.is_valid():
        return answer(request, indicator, typed=Typed(f"group-{key}", form.data.get("name", ""), form.why))
    if leaves:
        leave_groups(indicator, key, by=request.participant)
        return back(request, indicator)
    try:
        take_group(indicator, key, name=form.cleaned_data["name"], by=request.participant, now=now())
    except NoWordsChosen as reason:
        return answer(request, indicator, refusal=str(reason))
    except Refused as reason:
        return answer(request, indicator, typed=Typed(f"group-{key}", form.cleaned_data["name"], str(reason)))
    return back(request, indicator)


def _anew(request: ProgramRequest, indicator: Indicator, chosen: ChosenForm) -> HttpResponse:
    form, points = CodeForm(request.POST), chosen.chosen()
    if not form.is_valid():
        return answer(request, indicator, typed=Typed("words", form.data.get("name", ""), form.why), chosen=points)
    name = form.cleaned_data["name"]
    try:
        code_words_anew(indicator, points, name=name, by=request.participant, now=now())
    except Refused as reason:
        return answer(request, indicator, typed=Typed("words", name, str(reason)), chosen=points)
    return back(request, indicator)
