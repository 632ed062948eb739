"""The blank placemat as a PDF."""

from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Collective, Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from inquiry.queries.blank_pdf import blank_digest
from inquiry.queries.blank_sheet import BlankSheet, blank_subject, read_blank_sheet, with_names

KIND = "blank_pdf"


def ask_blank_pdf(
    collective: Collective, *, program: Program, names: bool, language: str, by: Participant, now: datetime
) -> Rendering:
    """The blank placemat of a collective, with its members' names or without: the one there is, or one that is due."""
    return ask_pdf(_job(collective, program, names=names, language=language), by=by, now=now)


def read_blank_job(program: Program, rendering: Rendering) -> PdfJob[BlankSheet]:
    """What a rendering is to show as things stand now."""
    collective = Collective.objects.select_related("theme").get(pk=rendering.subject.split(":")[1])
    return _job(collective, program, names=with_names(rendering.subject), language=rendering.language)


def _job(collective: Collective, program: Program, *, names: bool, language: str) -> PdfJob[BlankSheet]:
    sheet, paper = read_blank_sheet(collective, program=program, names=names), paper_of(program)
    return PdfJob(
        kind=KIND,
        subject=blank_subject(collective, names=names),
        title=_("Blank placemat – %(name)s") % {"name": sheet.collective},
        sheet=sheet,
        language=language,
        paper=paper,
        digest=blank_digest(sheet, language=language, paper=paper),
    )
