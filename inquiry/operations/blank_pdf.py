"""The blank placemat as a PDF: asked for, and stored once it is made."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from collectives.models import Collective, Participant, Program, Rendering
from collectives.operations.rendering import ask_rendering, begin_rendering, replace_rendering
from ilc.due import Lease, finish
from inquiry.engine.frames import Paper
from inquiry.operations.placemat_pdf import paper_of
from inquiry.queries.blank_pdf import blank_digest
from inquiry.queries.blank_sheet import BlankSheet, blank_subject, read_blank_sheet, with_names

KIND = "blank_pdf"


@dataclass(frozen=True)
class BlankJob:
    """What a worker needs to make it outside the program's scope. `file` is where it is stored."""

    sheet: BlankSheet
    language: str
    paper: Paper
    file: str


def ask_blank_pdf(
    collective: Collective, *, program: Program, names: bool, language: str, by: Participant, now: datetime
) -> Rendering:
    """The blank placemat of a collective, with its members' names or without: the one there is, or one that is due."""
    sheet = read_blank_sheet(collective, program=program, names=names)
    return ask_rendering(
        kind=KIND,
        subject=blank_subject(collective, names=names),
        digest=blank_digest(sheet, language=language, paper=paper_of(program)),
        title=_("Blank placemat – %(name)s") % {"name": sheet.collective},
        language=language,
        by=by,
        now=now,
    )


def begin_blank_pdf(lease: Lease, *, now: datetime) -> BlankJob | Rendering | None:
    """What to make. None when nobody waits for it any more; the rendering to make instead when names have changed."""
    rendering = begin_rendering(lease.key)
    if rendering is None:
        finish(lease, now=now)
        return None
    program = Program.objects.get(pk=lease.program_id)
    collective = Collective.objects.select_related("theme").get(pk=rendering.subject.split(":")[1])
    names, paper, language = with_names(rendering.subject), paper_of(program), rendering.language
    sheet = read_blank_sheet(collective, program=program, names=names)
    if blank_digest(sheet, language=language, paper=paper) != rendering.digest:
        replace_rendering(lease, now=now)
        with translation.override(language):
            return ask_blank_pdf(
                collective, program=program, names=names, language=language, by=rendering.asked_by, now=now
            )
    return BlankJob(sheet, language, paper, f"p{program.pk}/renderings/{rendering.digest}.pdf")
