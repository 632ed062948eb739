"""The placemat as a PDF."""

from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from inquiry.models import Placemat
from inquiry.queries.placemat import SUBJECT, read_sheet
from inquiry.queries.placemat_pdf import sheet_digest
from inquiry.queries.placemat_sheet import PlacematSheet

KIND = "placemat_pdf"


def ask_placemat_pdf(
    placemat: Placemat, *, program: Program, language: str, by: Participant, now: datetime
) -> Rendering:
    """The PDF of the placemat as it stands now: the one there is, or a new one that is due. About eight queries."""
    return ask_pdf(_job(placemat, program, language=language), by=by, now=now)


def read_placemat_job(program: Program, rendering: Rendering) -> PdfJob[PlacematSheet]:
    """What a rendering is to show as things stand now."""
    rows = Placemat.objects.select_related("cycle__collective__theme", "leader__school")
    placemat = rows.get(pk=rendering.subject.rpartition(":")[2])
    return _job(placemat, program, language=rendering.language)


def _job(placemat: Placemat, program: Program, *, language: str) -> PdfJob[PlacematSheet]:
    sheet, paper = read_sheet(placemat, program=program), paper_of(program)
    name = sheet.leader.name if sheet.leader else sheet.collective
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(placemat.pk),
        title=_("Placemat – %(name)s – %(cycle)s") % {"name": name, "cycle": sheet.cycle},
        sheet=sheet,
        language=language,
        paper=paper,
        digest=sheet_digest(sheet, language=language, paper=paper),
    )
