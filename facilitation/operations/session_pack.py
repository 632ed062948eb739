"""The session pack as a PDF: asked for, and read anew by whoever makes it."""

from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.pdf import PdfJob, ask_pdf, paper_of
from facilitation.models import Session
from facilitation.queries.session_pack import SUBJECT, SessionPack, read_pack
from facilitation.queries.session_pack_pdf import pack_digest

KIND = "session_pack"


def ask_session_pack(session: Session, *, program: Program, language: str, by: Participant, now: datetime) -> Rendering:
    """The pack of the session as it stands now: the one there is, or one that is due. About thirteen SQL queries."""
    return ask_pdf(_job(session, program, language=language), by=by, now=now)


def read_session_pack_job(program: Program, rendering: Rendering) -> PdfJob[SessionPack]:
    """What a rendering is to show as things stand now."""
    session = Session.objects.select_related("collective__theme").get(pk=rendering.subject.rpartition(":")[2])
    return _job(session, program, language=rendering.language)


def _job(session: Session, program: Program, *, language: str) -> PdfJob[SessionPack]:
    pack, paper = read_pack(session, program=program, language=language), paper_of(program)
    return PdfJob(
        kind=KIND,
        subject=SUBJECT.format(session.pk),
        title=_("Session pack – %(name)s – %(day)s") % {"name": pack.collective, "day": pack.date},
        sheet=pack,
        language=language,
        paper=paper,
        digest=pack_digest(pack, paper=paper),
    )
