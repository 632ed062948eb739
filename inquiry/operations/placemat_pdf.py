"""The placemat as a PDF: asked for, and stored once it is made."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Rendering
from collectives.operations.rendering import ask_rendering, begin_rendering, replace_rendering
from ilc.due import Lease, finish
from inquiry.engine.frames import Paper
from inquiry.models import Placemat
from inquiry.queries.placemat import SUBJECT, read_sheet
from inquiry.queries.placemat_pdf import sheet_digest
from inquiry.queries.placemat_sheet import PlacematSheet

KIND = "placemat_pdf"


@dataclass(frozen=True)
class PlacematJob:
    """What a worker needs to make a placemat's PDF outside the program's scope. `file` is where it is stored."""

    sheet: PlacematSheet
    language: str
    paper: Paper
    file: str


def ask_placemat_pdf(
    placemat: Placemat, *, program: Program, language: str, by: Participant, now: datetime
) -> Rendering:
    """The PDF of the placemat as it stands now: the one there is, or a new one that is due. About eight queries."""
    sheet = read_sheet(placemat, program=program)
    return ask_rendering(
        kind=KIND,
        subject=SUBJECT.format(placemat.pk),
        digest=sheet_digest(sheet, language=language, paper=paper_of(program)),
        title=_title(sheet),
        language=language,
        by=by,
        now=now,
    )


def begin_placemat_pdf(lease: Lease, *, now: datetime) -> PlacematJob | Rendering | None:
    """What to make. None when nobody waits for it any more; the rendering to make instead when the words have changed.

    A PDF is stored under the digest of what it shows, so it is never made from words newer than its digest.
    """
    rendering = begin_rendering(lease.key)
    if rendering is None:
        finish(lease, now=now)
        return None
    program = Program.objects.get(pk=lease.program_id)
    placemat = _placemat(rendering)
    with translation.override(rendering.language):  # a leader's position is printed, and is in words already
        sheet = read_sheet(placemat, program=program)
        paper = paper_of(program)
        if sheet_digest(sheet, language=rendering.language, paper=paper) != rendering.digest:
            replace_rendering(lease, now=now)
            return ask_placemat_pdf(
                placemat, program=program, language=rendering.language, by=rendering.asked_by, now=now
            )
    file = f"p{program.pk}/renderings/{rendering.digest}.pdf"
    return PlacematJob(sheet, rendering.language, paper, file)


def paper_of(program: Program) -> Paper:
    """The paper of the program's printers."""
    return "a4" if program.paper == "a4" else "letter"


def _placemat(rendering: Rendering) -> Placemat:
    rows = Placemat.objects.select_related("cycle__collective__theme", "leader__school")
    return rows.get(pk=rendering.subject.rpartition(":")[2])


def _title(sheet: PlacematSheet) -> str:
    name = sheet.leader.name if sheet.leader else sheet.collective
    return _("Placemat – %(name)s – %(cycle)s") % {"name": name, "cycle": sheet.cycle}
