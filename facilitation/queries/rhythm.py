"""What a change of rhythm would do to the sessions that are planned already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from collectives.engine.rhythm import ONE_DAY, Kind, Rule, nominal_dates
from collectives.models import Rhythm
from facilitation.models import AgendaItem, Attendance, Prompt, Session, SessionChange, SessionNotes, SessionState

MAX_LOOK = timedelta(days=740)


@dataclass(frozen=True)
class KeptSession:
    """A session that stays because people touched it, and the day of the new rhythm it stands for, if any."""

    session: Session
    reasons: tuple[str, ...]
    stands_for: date | None


@dataclass(frozen=True)
class RhythmPlan:
    """What a new rhythm (or none) would do: sessions kept as they are, sessions that go, days that come."""

    kept: tuple[KeptSession, ...]
    replaced: tuple[Session, ...]
    new_days: tuple[date, ...]


def plan_rhythm_change(former: Rhythm, rule: Rule | None, *, now: datetime, until: date) -> RhythmPlan:
    """What happens to the former rhythm's coming sessions when `rule` follows it, or nothing does. One SQL query.

    A session stays when somebody moved or cancelled it, planned its agenda or a prompt, answered, or wrote a note. It
    then stands for the new rhythm's nearest day in the same month (the same week for every n weeks), so nobody meets
    twice.
    """
    sessions = _coming_sessions(former, from_day=rule.starts_on if rule else now.date(), now=now)
    touched = [session for session in sessions if _reasons(session)]
    last = max([until, *(session.date for session in touched)])
    days = _days(rule, from_day=now.date(), until=last) if rule else []
    kept = tuple(_stand_ins(touched, rule, days))
    taken = {one.stands_for for one in kept}
    return RhythmPlan(
        kept=kept,
        replaced=tuple(session for session in sessions if not _reasons(session)),
        new_days=tuple(day for day in days if day not in taken and day <= until),
    )


def _days(rule: Rule, *, from_day: date, until: date) -> list[date]:
    return nominal_dates(rule, max(rule.starts_on, from_day) - ONE_DAY, min(until, from_day + MAX_LOOK))


def _coming_sessions(former: Rhythm, *, from_day: date, now: datetime) -> list[Session]:
    of_session = {"session": OuterRef("pk")}
    sessions = Session.objects.filter(rhythm=former, starts_at__gt=now, nominal_date__gte=from_day)
    return list(
        sessions.exclude(state=SessionState.REPLACED)
        .annotate(
            was_changed=Exists(SessionChange.objects.filter(**of_session)),
            has_agenda=Exists(AgendaItem.objects.filter(**of_session)),
            has_prompts=Exists(Prompt.objects.filter(**of_session)),
            has_answers=Exists(Attendance.objects.filter(**of_session)),
            has_notes=Exists(SessionNotes.objects.filter(**of_session).exclude(text="")),
        )
        .order_by("starts_at")
    )


def _reasons(session: Session) -> tuple[str, ...]:
    """Why a session stays, in words; empty when nobody has touched it."""
    said = {
        "was_changed": gettext("cancelled") if session.state == SessionState.CANCELLED else gettext("changed by hand"),
        "has_agenda": gettext("has an agenda"),
        "has_prompts": gettext("has prompts"),
        "has_answers": gettext("people answered"),
        "has_notes": gettext("has notes"),
    }
    return tuple(words for name, words in said.items() if getattr(session, name))


def _stand_ins(touched: Sequence[Session], rule: Rule | None, days: Sequence[date]) -> Iterator[KeptSession]:
    """Each kept session with the nearest free day of the new rhythm in its own month, or week."""
    free = list(days)
    for session in touched:
        near = [
            day for day in free if rule and _period(rule, day) == _period(rule, session.nominal_date or session.date)
        ]
        stands_for = min(near, key=lambda day: abs(day - session.date), default=None)
        if stands_for:
            free.remove(stands_for)
        yield KeptSession(session, _reasons(session), stands_for)


def _period(rule: Rule, day: date) -> tuple[int, int]:
    if rule.kind == Kind.EVERY_N_WEEKS:
        year, week, _weekday = day.isocalendar()
        return year, week
    return day.year, day.month
