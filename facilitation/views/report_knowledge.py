"""Knowledge reports of a program and its regions: the list of them, and beginning one."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.permissions.program import is_admin, is_staff
from collectives.permissions.region import visible_regions
from collectives.requests import ProgramRequest
from evidence.forms.report import KnowledgeForm
from evidence.models import ReportKind
from evidence.operations.report import begin_report
from evidence.permissions.report import visible_reports
from evidence.queries.report import knowledge_reports
from ilc.pages import named_key, page, require


@require_http_methods(["GET", "POST"])
def knowledge_reports_page(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What the program's staff hand on. POST begins a report about a region, or about the whole program."""
    require(is_staff(request.participant))
    whole = request.program.name if is_admin(request.participant) else ""
    form = KnowledgeForm(
        request.POST if request.method == "POST" else None,
        regions=visible_regions(request.participant).order_by("name"),
        whole=whole,
    )
    if request.method == "POST" and form.is_valid():
        region = form.region
        name = region.name if region else request.program.name
        begun = begin_report(
            ReportKind.KNOWLEDGE,
            region=region,
            title=_("What we learned: %(name)s") % {"name": name},
            program=request.program,
            by=request.participant,
            now=now(),
        )
        return redirect("facilitation:report-write", program_slug, begun.pk)
    removed = named_key(request.GET.get("removed", ""))
    gone = visible_reports(request.participant).filter(pk=removed, removed_at__isnull=False) if removed else None
    context = {
        "reports": knowledge_reports(request.participant),
        "form": form,
        "removed": removed if gone is not None and gone.exists() else None,
    }
    status = 422 if form.errors else 200
    return page(request, "facilitation/report/knowledge.html", "reports", context, status=status)
