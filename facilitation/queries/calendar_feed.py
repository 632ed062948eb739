"""Somebody's own sessions as a calendar to subscribe to, and the page on which they get its address."""

from datetime import datetime, timedelta

from django.db.models import F, Max, Q
from django.db.models.functions import Greatest
from django.utils import translation
from django.utils.translation import gettext as _

from collectives.models import Door, Participant, Program
from facilitation.engine.calendar import feed_lines
from facilitation.models import ChangeKind
from facilitation.queries.calendar import session_entry
from facilitation.queries.session import my_sessions
from ilc.content_lines import folded
from ilc.tenancy.scope import bound_program_id

KEPT = timedelta(days=180)  # how long past sessions stay in a subscribed calendar
SHOWN_FOR = timedelta(minutes=10)
REFRESHED_EVERY = timedelta(hours=4)


def find_feed(participant: Participant, *, purpose: str) -> Door | None:
    """The door behind the participant's private address, or None when they have none. One SQL query."""
    doors = Door.objects.filter(program_id=bound_program_id(), purpose=purpose, object_key=str(participant.pk))
    return doors.filter(closed_at=None).order_by("-made_at").first()


def is_shown(door: Door, *, now: datetime) -> bool:
    """Whether the private address is so new that its owner may still copy it. No SQL."""
    return now < door.made_at + SHOWN_FOR


def feed_file(participant: Participant, program: Program, *, now: datetime) -> bytes:
    """A participant's own sessions, from half a year ago on, in the language they read. One SQL query.

    The same sessions give the same octets: nothing in it tells when it was asked for.
    """
    shown = [ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.RESTORED]
    changed_at = Greatest(F("made_at"), Max("changes__at", filter=Q(changes__what__in=shown)))
    sessions = my_sessions(participant).filter(starts_at__gt=now - KEPT).select_related("collective")
    rows = list(sessions.annotate(changed_at=changed_at).order_by("starts_at", "pk"))
    with translation.override(participant.reads):
        entries = [session_entry(row, slug=program.slug, stamp=row.changed_at) for row in rows]
        name = _("%(program)s: my sessions") % {"program": program.name}
        return folded("\n".join(feed_lines(entries, name=name, refreshed_every=REFRESHED_EVERY)))
