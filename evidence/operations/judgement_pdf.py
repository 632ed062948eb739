"""A settled judgement as a PDF: asked for, and read anew by whoever makes it."""

from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from evidence.models import Settlement
from evidence.queries.judgement_pdf import SUBJECT, WITH_ALL, JudgementPaper, judgement_digest, read_judgement_paper

KIND = "judgement_pdf"


def ask_judgement_pdf(
    settled: Settlement, *, program: Program, language: str, by: Participant, now: datetime
) -> Rendering:
    """What was settled, with the figures as they stand now: the PDF there is, or one that is due. About ten queries."""
    return ask_pdf(_job(settled, program, language=language), by=by, now=now)


def read_judgement_job(program: Program, rendering: Rendering) -> PdfJob[JudgementPaper]:
    """What a rendering is to show as things stand now."""
    settled = Settlement.objects.select_related(*WITH_ALL).get(pk=rendering.subject.rpartition(":")[2])
    return _job(settled, program, language=rendering.language)


def _job(settled: Settlement, program: Program, *, language: str) -> PdfJob[JudgementPaper]:
    sheet, paper = read_judgement_paper(settled, program=program, language=language), paper_of(program)
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(settled.pk),
        title=_("Judgement – %(name)s – %(day)s") % {"name": sheet.leader or sheet.collective, "day": sheet.on},
        sheet=sheet,
        language=language,
        paper=paper,
        digest=judgement_digest(sheet, paper=paper),
    )
