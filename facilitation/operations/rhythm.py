"""Changing and ending a rhythm together with the sessions made from it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from collectives.engine.rhythm import ONE_DAY, Rule
from collectives.models import Collective, Participant, Rhythm
from collectives.operations.collective import note_calendars
from collectives.operations.rhythm import Venue, end_rhythm, lock_rhythm, require_rule, set_rhythm
from facilitation.models import ChangeKind, Session, SessionChange, SessionState
from facilitation.operations.session import HORIZON, make_sessions
from facilitation.queries.rhythm import KeptSession, RhythmPlan, plan_rhythm_change


@transaction.atomic
def change_rhythm(
    collective: Collective, *, rule: Rule, venue: Venue, seen: UUID | None, by: Participant, now: datetime
) -> Rhythm:
    """Set a collective's rhythm and make its sessions at once; what people touched under the former one stays.

    `seen` is the id of the rhythm the person saw. Raises RuleCannotBe, RhythmChangedMeanwhile.
    """
    require_rule(rule)
    former = lock_rhythm(collective, seen=seen)
    until = now.date() + HORIZON
    plan = None
    if former is not None:
        make_sessions([former], until=min(until, rule.starts_on - ONE_DAY), now=now)
        plan = plan_rhythm_change(former, rule, now=now, until=until)
    rhythm = set_rhythm(collective, rule=rule, venue=venue, seen=seen, by=by, now=now)
    if plan is not None:
        _replace(plan, by=by, now=now)
        _stand_in(plan, rhythm, by=by, now=now)
    make_sessions([rhythm], until=until, now=now)
    note_calendars([collective.pk], now=now)
    return rhythm


@transaction.atomic
def stop_rhythm(collective: Collective, *, seen: UUID | None, by: Participant, now: datetime) -> None:
    """End a collective's rhythm. Coming sessions that nobody touched go with it. Raises RhythmChangedMeanwhile."""
    rhythm = lock_rhythm(collective, seen=seen)
    if rhythm is None:
        return
    _replace(plan_rhythm_change(rhythm, None, now=now, until=now.date()), by=by, now=now)
    note_calendars([collective.pk], now=now)
    end_rhythm(rhythm, by=by, now=now)


def _replace(plan: RhythmPlan, *, by: Participant, now: datetime) -> None:
    """Replaced sessions stay as rows, so that an old link can say what became of them."""
    gone = [session.pk for session in plan.replaced]
    Session.objects.filter(pk__in=gone).update(state=SessionState.REPLACED)
    SessionChange.objects.bulk_create(
        [SessionChange(session_id=pk, what=ChangeKind.REPLACED, by=by, at=now) for pk in gone]
    )


def _stand_in(plan: RhythmPlan, rhythm: Rhythm, *, by: Participant, now: datetime) -> None:
    """A kept session takes the place of one that the new rhythm would make."""
    for kept in plan.kept:
        if kept.stands_for is not None:
            _hang_on(kept, rhythm, by=by, now=now)


def _hang_on(kept: KeptSession, rhythm: Rhythm, *, by: Participant, now: datetime) -> None:
    session = kept.session
    was = {"rhythm": str(session.rhythm_id), "nominal_date": str(session.nominal_date)}
    Session.objects.filter(pk=session.pk).update(rhythm=rhythm, nominal_date=kept.stands_for)
    SessionChange.objects.create(session=session, what=ChangeKind.KEPT, was=was, by=by, at=now)
