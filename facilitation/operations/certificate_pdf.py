"""A certificate as a PDF: asked for, and read anew by whoever makes it."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from facilitation.models import Certificate
from facilitation.queries.certificate import certificate_sheet
from facilitation.queries.certificate_pdf import SUBJECT, CertificatePaper, certificate_digest

KIND = "certificate"


def ask_certificate_pdf(
    certificate: Certificate, *, program: Program, language: str, by: Participant, now: datetime
) -> Rendering:
    """The PDF there is, or one that is due. Two SQL queries."""
    return ask_pdf(_job(certificate, program, language=language), by=by, now=now)


def read_certificate_job(program: Program, rendering: Rendering) -> PdfJob[CertificatePaper]:
    """What a rendering is to show."""
    certificate = Certificate.objects.get(pk=rendering.subject.rpartition(":")[2])
    return _job(certificate, program, language=rendering.language)


def _job(certificate: Certificate, program: Program, *, language: str) -> PdfJob[CertificatePaper]:
    sheet = CertificatePaper(language, certificate_sheet(certificate, program, base_url=settings.BASE_URL))
    paper = paper_of(program)
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(certificate.pk),
        title=_("Certificate of participation – %(name)s") % {"name": certificate.name},
        sheet=sheet,
        language=language,
        paper=paper,
        digest=certificate_digest(sheet, paper=paper),
    )
