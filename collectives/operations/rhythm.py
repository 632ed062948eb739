"""Setting and ending a collective's rhythm. The sessions made from it are facilitation's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.rhythm import ONE_DAY, Rule, WrongPart, nominal_dates, validate
from collectives.models import Collective, Participant, Rhythm
from collectives.queries.rhythm import open_rhythm
from ilc.due import schedule, schedule_all
from ilc.errors import Refused
from ilc.zones import local_time

DUE_KIND = "rhythm"
LOOKED_AHEAD = timedelta(days=400)


class RuleCannotBe(Refused):
    """The rule contradicts itself. `part` is the field of Rule that does."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part = part


class NoRhythmWhileClosed(Refused):
    """A closed collective does not meet."""


class RhythmChangedMeanwhile(Refused):
    """Somebody set another rhythm since this person looked."""


@dataclass(frozen=True)
class Venue:
    """How people come together: in a room, online, or both."""

    meeting: str
    room: str = ""
    link: str = ""


@transaction.atomic
def set_rhythm(
    collective: Collective, *, rule: Rule, venue: Venue, seen: UUID | None, by: Participant, now: datetime
) -> Rhythm:
    """Give a collective a rhythm; a former one ends. `seen` is the id of the rhythm the person saw, if any.

    Its sessions are due at once. Raises RuleCannotBe, RhythmChangedMeanwhile, NoRhythmWhileClosed.
    """
    require_rule(rule)
    former = lock_rhythm(collective, seen=seen)
    if Collective.objects.filter(pk=collective.pk, closed_at__isnull=False).exists():
        raise NoRhythmWhileClosed(_("%(collective)s is closed. Reopen it first.") % {"collective": collective})
    if former is not None:
        end_rhythm(former, by=by, now=now)
    rhythm = _rhythm(collective, rule, venue, by, now)
    rhythm.save(force_insert=True)
    schedule(DUE_KIND, str(rhythm.pk), due_at=now)
    return rhythm


@transaction.atomic
def set_first_rhythms(
    wanted: Iterable[tuple[Collective, Rule, Venue]], *, by: Participant, now: datetime
) -> list[Rhythm]:
    """Give collectives that were made in this transaction, and that nobody else can know of, their rhythm.

    Their sessions are due at once. Raises RuleCannotBe. As many SQL statements for ten as for one.
    """
    rows = []
    for collective, rule, venue in wanted:
        require_rule(rule)
        rows.append(_rhythm(collective, rule, venue, by, now))
    rhythms = Rhythm.objects.bulk_create(rows)
    schedule_all(DUE_KIND, [str(one.pk) for one in rhythms], due_at=now)
    return rhythms


def _rhythm(collective: Collective, rule: Rule, venue: Venue, by: Participant, now: datetime) -> Rhythm:
    return Rhythm(
        collective=collective,
        kind=rule.kind,
        nth=rule.nth,
        weekday=rule.weekday,
        weeks=rule.weeks,
        starts_on=rule.starts_on,
        ends_on=rule.ends_on,
        wall_time=rule.wall,
        zone=rule.zone,
        minutes=rule.minutes,
        meeting=venue.meeting,
        room=venue.room,
        link=venue.link,
        excluded_months=sorted(rule.excluded_months),
        excluded_days=[[first.isoformat(), last.isoformat()] for first, last in rule.excluded_days],
        set_by=by,
        set_at=now,
    )


def resume_rhythm(collective: Collective, *, now: datetime) -> None:
    """Let a collective that was closed have sessions again, from today on: those of the time between stay unmade."""
    rhythm = Rhythm.objects.select_for_update(no_key=True).filter(collective=collective, ended_at=None).first()
    if rhythm is None:
        return
    yesterday = local_time(now, rhythm.zone).date() - ONE_DAY
    rhythm.made_through = max(rhythm.made_through or rhythm.starts_on - ONE_DAY, yesterday)
    rhythm.save(update_fields=["made_through"])
    schedule(DUE_KIND, str(rhythm.pk), due_at=now)


def end_rhythm(rhythm: Rhythm, *, by: Participant, now: datetime) -> None:
    """Let a rhythm end. The next tick finds that it has, and makes no more sessions from it."""
    rhythm.ended_by, rhythm.ended_at = by, now
    rhythm.save(update_fields=["ended_by", "ended_at"])


def lock_rhythm(collective: Collective, *, seen: UUID | None) -> Rhythm | None:
    """The collective's rhythm, held until the transaction ends. Raises RhythmChangedMeanwhile when it is not `seen`."""
    # Two people may press at once. A tick that holds the rhythm and adds sessions refers to the collective: it must not
    # wait for this lock while we wait for the rhythm, so the key is left free.
    Collective.objects.select_for_update(no_key=True).get(pk=collective.pk)
    rhythm = open_rhythm(collective)
    if (rhythm.pk if rhythm else None) != seen:
        raise RhythmChangedMeanwhile(
            _("Somebody else set another rhythm while you were looking. It is shown here; yours is not saved yet.")
        )
    if rhythm is not None:
        Rhythm.objects.select_for_update(no_key=True).get(pk=rhythm.pk)  # a tick may be making its sessions
    return rhythm


def require_rule(rule: Rule) -> None:
    """Go on when the rule can be and names a day within its first 400. Raises RuleCannotBe."""
    try:
        validate(rule)
    except WrongPart as wrong:
        raise RuleCannotBe(wrong.part, _("This does not fit with the rest of the rhythm.")) from wrong
    if not nominal_dates(rule, rule.starts_on - ONE_DAY, rule.starts_on + LOOKED_AHEAD):
        raise RuleCannotBe(
            "excluded_months", _("This rhythm names no day in its first year. Which months or breaks could go?")
        )
