"""The evidence chain as a PDF: asked for, and read anew by whoever makes it."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from evidence.queries.chain_pdf import SUBJECT, ChainPaper, chain_digest, drawing_style, read_chain_paper
from inquiry.models import Placemat

KIND = "evidence_chain"


def ask_chain_pdf(placemat: Placemat, *, program: Program, language: str, by: Participant, now: datetime) -> Rendering:
    """The chain as it stands now: the PDF there is, or one that is due. About twelve SQL queries."""
    return ask_pdf(_job(placemat, program, language=language, by=by), by=by, now=now)


def read_chain_job(program: Program, rendering: Rendering) -> PdfJob[ChainPaper]:
    """What a rendering is to show as things stand now."""
    rows = Placemat.objects.select_related("cycle__collective", "leader")
    placemat = rows.get(pk=rendering.subject.rpartition(":")[2])
    return _job(placemat, program, language=rendering.language, by=rendering.asked_by)


def _job(placemat: Placemat, program: Program, *, language: str, by: Participant) -> PdfJob[ChainPaper]:
    sheet = read_chain_paper(placemat, by, program=program, language=language, today=localdate(), style=drawing_style())
    paper = paper_of(program)
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(placemat.pk),
        title=_("Evidence chain – %(name)s – %(cycle)s")
        % {"name": sheet.leader or sheet.collective, "cycle": sheet.cycle},
        sheet=sheet,
        language=language,
        paper=paper,
        digest=chain_digest(sheet, paper=paper),
    )
