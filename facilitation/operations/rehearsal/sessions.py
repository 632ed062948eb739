"""A session that lies behind the people of a rehearsal, and the one that waits to be led."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from collectives.models import Meeting, QuestionKind
from collectives.operations.gathering_within import Ask
from facilitation.models import Came, NotesChange, PromptUse, Session, SessionNotes
from facilitation.operations.attendance import mark_attendance
from facilitation.operations.commitment import NextStep, make_commitment
from facilitation.operations.prompt import prepare_exit_ticket, prepare_prompt
from facilitation.operations.rehearsal.people import Ground
from facilitation.operations.session import Slot, add_session
from facilitation.queries.calendar import ends_at
from ilc.zones import local_time

MONTH: Final = timedelta(days=28)
FIVE: Final = 5  # minutes: sessions begin at such times


def plan_sessions(ground: Ground, content: Mapping[str, Any], *, now: datetime) -> None:
    """The last one, with who came, what was noted and promised; the one of today, with a prompt and an exit ticket."""
    there = local_time(now + timedelta(minutes=FIVE), ground.program.time_zone)
    wall = there.replace(minute=there.minute - there.minute % FIVE, second=0, microsecond=0)
    slot = Slot(
        wall.date(),
        wall.time(),
        ground.program.time_zone,
        content["minutes"],
        Meeting.ROOM,
        content["room"],
    )
    before = replace(slot, date=slot.date - MONTH)
    by, last_month = ground.guide, now - MONTH
    behind = add_session(ground.collective, slot=before, by=by, now=last_month - MONTH)
    _hold(ground, behind, content)
    session = add_session(ground.collective, slot=slot, by=by, now=last_month)
    for number, text in enumerate(content["promised"]):
        who = ground.member(number * 2 + 1)
        step = NextStep(text, who.pk, session.date)
        make_commitment(ground.collective, step, session=behind, by=who, now=ends_at(behind))
    prepare_prompt(
        session,
        Ask(QuestionKind.OPEN_TEXT, content["prompt"]),
        use=PromptUse.LIVE,
        anonymous=False,
        language=ground.program.language,
        by=by,
        now=now - timedelta(days=1),
    )
    prepare_exit_ticket(session, by=by, now=now - timedelta(days=1))


def _hold(ground: Ground, session: Session, content: Mapping[str, Any]) -> None:
    for member in ground.members[:-1]:
        mark_attendance(session, participant=member, came=Came.ROOM, by=ground.guide, now=ends_at(session))
    text = ""
    for number, line in enumerate(content["noted"]):
        at = session.starts_at + timedelta(minutes=9 * (number + 1))
        text, writer = f"{text}\n{line}".strip(), ground.member(number)
        spell = {"text": text, "version": number + 1}
        NotesChange.objects.create(session=session, by=writer, began_at=at, at=at, **spell)
    SessionNotes.objects.create(session=session, changed_by=writer, changed_at=at, **spell)
