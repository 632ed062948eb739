"""Closing a gathering. For an anonymous one this is where who and what come apart for good."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringState, Participant
from collectives.operations.door import let_doors_expire
from collectives.operations.gathering import CODE, ClosesInThePast
from collectives.operations.gathering_open import CLOSING, LINK, REMINDING, plan_closing
from collectives.permissions.gathering import FEWEST
from ilc.due import cancel
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

LINKS_LAST: Final = timedelta(days=30)  # after closing: they say that it is closed, and give back what was typed

# Both tables are written anew by one transaction, each in an order of its own that nothing else has: afterwards every
# row has the same xmin, its place in the file and its id tell nothing, and the keys are gone. In a collective everybody
# knows who reads which language: where fewer than FEWEST answered a question in one, no answer to it keeps its own.
_WRITE_ANSWERS_ANEW: Final = """
    WITH gone AS (
        DELETE FROM response WHERE program_id = %(program)s AND gathering_id = %(gathering)s
        RETURNING question_id, text, language, value, quotable
    ), tells AS (
        SELECT question_id FROM gone WHERE %(few)s AND language <> ''
        GROUP BY question_id, language HAVING count(*) < %(fewest)s
    )
    INSERT INTO response (program_id, id, gathering_id, question_id, text, language, value, quotable)
    SELECT %(program)s, gen_random_uuid(), %(gathering)s, question_id, text,
        CASE WHEN question_id IN (SELECT question_id FROM tells) THEN '' ELSE language END, value, quotable
    FROM gone ORDER BY gen_random_uuid()
"""
_WRITE_MARKS_ANEW: Final = """
    WITH gone AS (
        DELETE FROM asked WHERE program_id = %(program)s AND gathering_id = %(gathering)s
        RETURNING participant_id, answered
    )
    INSERT INTO asked (program_id, id, gathering_id, participant_id, answered)
    SELECT %(program)s, gen_random_uuid(), %(gathering)s, participant_id, answered
    FROM gone WHERE participant_id IS NOT NULL ORDER BY gen_random_uuid()
"""


class NotOpen(Refused):
    """Only what is open can be closed."""


@transaction.atomic
def close_gathering(gathering: Gathering, *, by: Participant | None, now: datetime) -> Gathering:
    """Take no more answers. `by` is None when its time is over.

    It waits for the answers that are on their way. The answers of an anonymous gathering are written anew in random
    order without their keys, and so are the marks of who has answered: it cannot be opened again. Raises NotOpen.
    """
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.state != GatheringState.OPEN:
        raise NotOpen(_("This gathering is closed already."))
    held.answers = held.asked.filter(answered=True).count()
    if held.anonymous:
        names: dict[str, Any] = {"program": bound_program_id(), "gathering": held.pk}
        names |= {"few": held.collective_id is not None, "fewest": FEWEST}
        with connection.cursor() as cursor:
            cursor.execute(_WRITE_ANSWERS_ANEW, names)
            cursor.execute(_WRITE_MARKS_ANEW, names)
        held.shuffled_at = now
    held.state, held.closed_by, held.closed_at = GatheringState.CLOSED, by, now
    held.save(update_fields=["state", "closed_by", "closed_at", "answers", "shuffled_at"])
    for purpose in (LINK, CODE):
        let_doors_expire(purpose, str(held.pk), at=now + LINKS_LAST)
    for kind in (CLOSING, REMINDING):
        cancel(kind, str(held.pk), now=now)
    return held


@transaction.atomic
def close_later(
    gathering: Gathering, *, at: datetime | None, by: Participant, now: datetime, reminds: bool = True
) -> Gathering:
    """Let an open gathering close at another time, or not by itself. Raises NotOpen, ClosesInThePast."""
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.state != GatheringState.OPEN:
        raise NotOpen(_("This gathering is closed already."))
    if at is not None and at <= now:
        raise ClosesInThePast(_("That time is over. Choose a later one, or leave it open."))
    held.closes_at = at
    held.save(update_fields=["closes_at"])
    for kind in (CLOSING, REMINDING):
        cancel(kind, str(held.pk), now=now)
    plan_closing(held, now=now, reminds=reminds)
    return held


@transaction.atomic
def pause_gathering(gathering: Gathering, *, now: datetime) -> Gathering:
    """Take no answers for now; close_later() goes on. Else it closes for good when it would have. Raises NotOpen."""
    held = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if held.state != GatheringState.OPEN:
        raise NotOpen(_("This gathering is closed already."))
    held.closes_at = now
    held.save(update_fields=["closes_at"])
    return held
