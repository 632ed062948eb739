"""One clause of the judgement, or the whole theory: said, and said anew."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from evidence.engine.reference import read_references
from evidence.forms.judgement import PartForm, part_initial
from evidence.models import THEORY, JudgementPart
from evidence.operations.judgement import JudgedMeanwhile, judge_part
from evidence.permissions.judgement import can_judge
from evidence.queries.citation import CitedPoint, cited_points
from evidence.queries.clause import theory_clauses
from evidence.queries.judgement import ASKED, judged_part, part_versions, standing_judgement
from evidence.views.analysis import offered_points
from ilc.errors import Refused
from ilc.forms import sent_upon
from ilc.pages import page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Indicator, Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context


@require_http_methods(["GET", "POST"])
def judgement_part(
    request: ProgramRequest, program_slug: str, pk: UUID, part: str = "", if_pk: UUID | None = None
) -> HttpResponse:
    """What the group says of it. Where somebody else wrote there meanwhile, both are shown."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_judge(request.participant, placemat))
    ensure_fresh(placemat)
    clauses = theory_clauses(placemat)
    part = part or f"if:{if_pk}"
    if part != THEORY and part not in clauses:
        raise Http404
    row, theirs = judged_part(placemat, part), None
    form = _form(request, placemat, part, row)
    if request.method == "POST" and form.is_valid():
        try:
            judge_part(
                placemat,
                part=part,
                words=form.words(),
                cites_for=form.references("cites_for"),
                cites_against=form.references("cites_against"),
                version=form.cleaned_data["version"] or 0,
                by=request.participant,
                now=now(),
            )
        except JudgedMeanwhile as reason:
            theirs = judged_part(placemat, part)
            form = _form(request, placemat, part, theirs, upon=reason.theirs.version)
            form.add_error(None, str(reason))
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            url = reverse("evidence:judgement", args=[program_slug, pk])
            return redirect(f"{url}#{part.replace(':', '-')}")
    context = head_context(request, placemat) | {
        "form": form,
        "part": part,
        "clause": clauses.get(part),
        "question": ASKED[clauses[part].key if part in clauses else THEORY],
        "promised": _promised(placemat, part),
        "theirs": theirs,
        "theirs_cites": _pointed(theirs),
        "versions": part_versions(standing_judgement(placemat), part, request.participant),
    }
    return page(request, "evidence/judgement/part.html", "part", context, status=422 if form.errors else 200)


def _form(
    request: ProgramRequest,
    placemat: Placemat,
    part: str,
    row: JudgementPart | None,
    *,
    upon: int | None = None,
) -> PartForm:
    """The form; `upon`: it was sent upon an older version, and is to be saved upon this one."""
    data = (request.POST or None) if upon is None else sent_upon(request.POST, upon)
    pointed = _pointed(row)
    names = ("cites_for", "cites_against")
    sent = read_references(key for name in names for key in request.POST.getlist(name))
    initial = part_initial(row) | {
        name: [one.key for one in pointed if one.against == (name == "cites_against")] for name in names
    }
    citable = offered_points(placemat, request, sent=sent, pointed=pointed)
    shown = {one.text for one in _promised(placemat, part)}
    citable.sort(key=lambda group: group[0] not in shown)  # what was promised to show this clause comes first
    return PartForm(data, part=part, citable=citable, initial=initial)


def _pointed(row: JudgementPart | None) -> list[CitedPoint]:
    return cited_points(row.citations.all()) if row else []


def _promised(placemat: Placemat, part: str) -> Sequence[Indicator]:
    """The indicators that were promised to show a clause; of the whole theory, none by themselves."""
    rows = placemat.indicators.filter(removed_at=None).order_by("position")
    if part.startswith("if:"):
        return list(rows.filter(if_action=UUID(part.removeprefix("if:"))))
    return [] if part == THEORY else list(rows.filter(clause=part))
