"""A rehearsal's content: a made-up district, and a collective of it that one person leads through its cycle."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import translation

from collectives.models import Membership, Participant, Program
from collectives.operations.rehearsal import MAKE
from facilitation.operations.rehearsal.answering import rehearsal_content
from facilitation.operations.rehearsal.evidence import bring_figures, judge_and_analyse
from facilitation.operations.rehearsal.inquiry import begin_inquiry
from facilitation.operations.rehearsal.people import make_ground
from facilitation.operations.rehearsal.sessions import plan_sessions
from ilc.due import claim, finish
from ilc.tenancy.scope import program_scope

LEASE: Final = timedelta(minutes=2)


def make_rehearsal(program_id: int, *, now: datetime) -> bool:
    """Fill a rehearsal that is due and let its person in, whole or not at all. False when there was nothing to do.

    Safe to run twice, or at once in two workers: the due row decides who works.
    """
    lease = claim(program_id, MAKE, "", now=now, lease=LEASE)
    if lease is None:
        return False
    with program_scope(program_id):
        program = Program.objects.select_related("rehearsal_of").get(pk=program_id)
        if program.thrown_away_at is None and not Participant.objects.exists():
            _fill(program, now=now)
        finish(lease, now=now)
    return True


def _fill(program: Program, *, now: datetime) -> None:
    content = rehearsal_content(program.language)
    program.name = content["name"]
    program.save(update_fields=["name"])
    with translation.override(program.language):
        ground = make_ground(program, content, now=now)
        placemat = begin_inquiry(ground, content, now=now)
        bring_figures(ground, placemat, content["indicators"], now=now)
        judge_and_analyse(ground, placemat, content, now=now)
        plan_sessions(ground, content["session"], now=now)
    assert ground.guide.user is not None  # a rehearsal is somebody's
    Membership.objects.create(program=program, user=ground.guide.user, entered_at=now)
