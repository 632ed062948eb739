"""The closing of cycles, as steps of the home page: who closes, who says whether they stay, who finds a seat."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Facilitator, Participant, Seat
from facilitation.models import Renewal, RenewalSeat, Staying
from facilitation.queries.home_step import Step
from inquiry.models import Cycle, Phase

REMEMBERED = timedelta(days=120)  # for as long an admin is asked to find a seat for who moves


def closing_steps(participant: Participant, *, today: date) -> Iterator[Step]:
    """Cycles that could be closed: whose phase is the last, or whose last day has passed. Two SQL queries."""
    at_work = Cycle.objects.filter(closed_at=None, collective__closed_at=None).select_related("collective")
    guided = Facilitator.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None)
    for cycle in (
        at_work.filter(Exists(guided)).filter(Q(phase=Phase.SHARING) | Q(ends_on__lt=today)).order_by("ends_on")
    ):
        about = {"collective": cycle.collective.name, "cycle": cycle.name}
        text = _("Clause by clause: what do you keep, drop, sharpen? The next cycle begins with it.")
        if cycle.ends_on < today:
            text = _(
                "The last day of %(cycle)s has passed. When the group is ready, the next one begins with what you keep."
            )
        title = _("Close the cycle together: %(collective)s")
        yield Step(title % about, text % about, _("Look at it together"), "facilitation:renewal", cycle.pk, None)
    yield from _staying_steps(participant)


def _staying_steps(participant: Participant) -> Iterator[Step]:
    """For who sits where a closing is being prepared, and has not said whether they stay."""
    seated = Seat.objects.filter(collective=OuterRef("cycle__collective"), participant=participant, left_at=None)
    said = RenewalSeat.objects.filter(renewal=OuterRef("pk"), participant=participant)
    drafts = Renewal.objects.filter(closed_at=None, cycle__closed_at=None, cycle__collective__closed_at=None)
    for draft in drafts.filter(Exists(seated), ~Exists(said)).select_related("cycle__collective"):
        about = {"collective": draft.cycle.collective.name}
        yield Step(
            _("Would you stay? %(collective)s closes its cycle") % about,
            _("Say whether you stay, leave or move, and what you would keep, drop, sharpen."),
            _("Say it"),
            "facilitation:renewal",
            draft.cycle_id,
            None,
        )


def moving_steps(*, now: datetime) -> Iterator[Step]:
    """For admins: members who asked to move when a cycle closed, and have no seat since. One SQL query."""
    since = Seat.objects.filter(
        participant=OuterRef("participant"), left_at=None, seated_at__gte=OuterRef("renewal__closed_at")
    )
    waiting = RenewalSeat.objects.filter(
        ~Exists(since),
        renewal__undone_at=None,
        renewal__closed_at__gte=now - REMEMBERED,
        staying=Staying.MOVES,
        seat__isnull=False,
        participant__left_at=None,
    )
    found = waiting.values("renewal__cycle", "renewal__cycle__collective__name").annotate(many=Count("pk"))
    for row in found.order_by("renewal__cycle__collective__name", "renewal__cycle"):
        about = {"count": row["many"], "collective": row["renewal__cycle__collective__name"]}
        title = ngettext(
            "Find a seat for %(count)d person who moves on from %(collective)s",
            "Find seats for %(count)d people who move on from %(collective)s",
            row["many"],
        )
        text = _("They asked for another collective when the cycle closed.")
        yield Step(title % about, text, _("See who"), "facilitation:renewal", row["renewal__cycle"], None)
