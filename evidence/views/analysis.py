"""Analyses: listed, written, read, taken away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.engine.reference import Reference, read_references
from evidence.forms.analysis import AnalysisForm, CourseForm, analysis_initial
from evidence.models import Analysis
from evidence.operations.analysis import (
    AnalysisChanged,
    add_analysis,
    change_analysis,
    remove_analysis,
    restore_analysis,
)
from evidence.permissions.analysis import can_write_analysis
from evidence.queries.analysis import (
    adjustments_to_name,
    analysis_row,
    analysis_rows,
    analysis_versions,
    figures_of_analysis,
    listed_analyses,
    readable_analyses,
)
from evidence.queries.citation import CitedPoint, citable_points, cited_points, points_named, standing_references
from evidence.queries.clause import ClauseLine, theory_clauses
from ilc.forms import sent_upon
from ilc.pages import named_key, page, require
from inquiry.coediting.writing import ensure_fresh
from inquiry.models import Placemat
from inquiry.queries.placemat import readable_placemats
from inquiry.views.history import head_context

PER_PAGE = 20


@require_GET
def analyses(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """What people made of the evidence of a placemat, the newest first. `?clause=` narrows it to one clause."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    ensure_fresh(placemat)
    clauses = theory_clauses(placemat)
    part = request.GET.get("clause", "")
    part = part if part in clauses else ""
    listed = Paginator(listed_analyses(placemat, request.participant, part=part), PER_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    writes = can_write_analysis(request.participant, placemat)
    context = head_context(request, placemat) | {
        "listed": shown,
        "rows": analysis_rows(shown, clauses),
        "clauses": [one for one in clauses.values() if not one.gone or one.part == part],
        "part": part,
        "clause": clauses.get(part),
        "writes": writes,
        "removed": _removed(request, placemat) if writes else None,
    }
    return page(request, "evidence/analysis/analyses.html", "analyses", context)


@require_http_methods(["GET", "POST"])
def analysis_new(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write one down. `?cites=` and `?parts=` name what one looked at before."""
    placemat = get_object_or_404(readable_placemats(request.participant), pk=pk)
    require(can_write_analysis(request.participant, placemat))
    back_url = reverse("evidence:analyses", args=[program_slug, pk])
    return write_analysis(
        request, placemat, back_url=back_url, done=lambda made: redirect("evidence:analysis", program_slug, made.pk)
    )


def write_analysis(
    request: ProgramRequest, placemat: Placemat, *, back_url: str, done: Callable[[Analysis], HttpResponse]
) -> HttpResponse:
    """The form of one more; then what `done` answers. `back_url`: where one goes who writes none."""
    ensure_fresh(placemat)
    initial = {name: request.GET.getlist(name) for name in ("cites", "parts")}
    form = _form(request, placemat, initial=initial, pointed=[])
    if request.method == "POST" and form.is_valid():
        made = add_analysis(placemat, words=form.words(), cites=form.references(), by=request.participant, now=now())
        return done(made)
    return _form_page(request, placemat, form, {"back_url": back_url})


@require_http_methods(["GET", "POST"])
def analysis_change(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Write it anew. Where somebody else did meanwhile, both are shown."""
    found, placemat = _writable(request, pk)
    ensure_fresh(placemat)
    pointed = cited_points(found.citations.all())
    initial = analysis_initial(found, read_references(one.key for one in pointed))
    form, theirs = _form(request, placemat, initial=initial, pointed=pointed), None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        words, cites = form.words(), form.references()
        try:
            change_analysis(found, words=words, cites=cites, version=version, by=request.participant, now=now())
        except AnalysisChanged as reason:
            theirs = readable_analyses(request.participant).get(pk=reason.theirs.pk)
            upon_theirs = sent_upon(request.POST, theirs.version)
            form = _form(request, placemat, initial={}, pointed=cited_points(theirs.citations.all()), data=upon_theirs)
            form.add_error(None, str(reason))
        else:
            return redirect("evidence:analysis", program_slug, pk)
    back_url = reverse("evidence:analysis", args=[program_slug, pk])
    return _form_page(request, placemat, form, {"analysis": found, "theirs": theirs, "back_url": back_url})


@require_GET
def analysis(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The four answers, what they rest on, what was decided and what came of it, and what stood there before."""
    found = get_object_or_404(readable_analyses(request.participant), pk=pk)
    return analysis_page(request, found)


@require_POST
def analysis_remove(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Take it away. The answer offers to bring it back."""
    found, placemat = _writable(request, pk)
    remove_analysis(found, by=request.participant, now=now())
    return redirect(f"{reverse('evidence:analyses', args=[program_slug, placemat.pk])}?removed={pk}")


@require_POST
def analysis_restore(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking away."""
    found, _placemat = _writable(request, pk)
    restore_analysis(found, by=request.participant, now=now())
    return redirect("evidence:analysis", program_slug, pk)


def analysis_page(request: ProgramRequest, found: Analysis, course_form: CourseForm | None = None) -> HttpResponse:
    """One analysis; `course_form` as it was sent, when it asks for something."""
    placemat = found.placemat
    ensure_fresh(placemat)
    row = analysis_row(found, theory_clauses(placemat), figures_of_analysis(found, request.participant))
    writes = can_write_analysis(request.participant, placemat)
    initial = {"course": found.course, "course_why": found.course_why}
    form = course_form or CourseForm(initial=initial)
    context = head_context(request, placemat) | {
        "analysis": found,
        "row": row,
        "versions": analysis_versions(found, request.participant),
        "writes": writes,
        "course_form": form,
        "others": adjustments_to_name(found, request.participant) if writes and row.open_adjustment else [],
    }
    return page(request, "evidence/analysis/analysis.html", "analysis", context, status=422 if form.errors else 200)


def _form(
    request: ProgramRequest,
    placemat: Placemat,
    *,
    initial: Mapping[str, Any],
    pointed: Sequence[CitedPoint],
    data: Any = None,
) -> AnalysisForm:
    """The form with what there is to choose: what it points to already, and what one comes from or has sent."""
    data = data or request.POST or None
    sent = read_references([*request.GET.getlist("cites"), *request.POST.getlist("cites")])
    return AnalysisForm(
        data,
        clauses=_offered(theory_clauses(placemat), [*initial.get("parts", []), *request.POST.getlist("parts")]),
        citable=offered_points(placemat, request, sent=sent, pointed=pointed),
        initial=initial,
    )


def offered_points(
    placemat: Placemat, request: ProgramRequest, *, sent: Sequence[Reference], pointed: Sequence[CitedPoint]
) -> list[tuple[str, list[CitedPoint]]]:
    """What one can point to, by indicator: what is pointed to already, older days one comes from, the newest days."""
    groups = {name: list(points) for name, points in citable_points(placemat, request.participant)}
    known = {one.key for points in groups.values() for one in points}
    asked = [one for one in sent if one.key not in known]
    older = points_named(standing_references(asked, placemat, request.participant))
    for one in {one.key: one for one in (*pointed, *older.values()) if one.key not in known}.values():
        groups.setdefault(one.name, []).append(one)
    return list(groups.items())


def _offered(clauses: Mapping[str, ClauseLine], named: Sequence[str]) -> list[ClauseLine]:
    return [one for one in clauses.values() if not one.gone or one.part in named]


def _form_page(
    request: ProgramRequest, placemat: Placemat, form: AnalysisForm, more: Mapping[str, Any]
) -> HttpResponse:
    theirs = more.get("theirs")
    context = (
        head_context(request, placemat)
        | dict(more)
        | {
            "form": form,
            "theirs": theirs and analysis_row(theirs, theory_clauses(placemat)),
        }
    )
    return page(request, "evidence/analysis/form.html", "form", context, status=422 if form.errors else 200)


def _writable(request: ProgramRequest, pk: UUID) -> tuple[Analysis, Placemat]:
    found = get_object_or_404(readable_analyses(request.participant), pk=pk)
    require(can_write_analysis(request.participant, found.placemat))
    return found, found.placemat


def _removed(request: ProgramRequest, placemat: Placemat) -> UUID | None:
    """What was just taken away, so that it can be brought back."""
    pk = named_key(request.GET.get("removed", ""))
    if pk is None:
        return None
    rows = Analysis.objects.filter(placemat=placemat, pk=pk, removed_at__isnull=False)
    return pk if rows.exists() else None
