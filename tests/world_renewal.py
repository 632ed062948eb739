"""The world's draft of how its cycle is closed: what the group chose, and who stays."""

from collections.abc import Mapping

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import Renewal, RenewalChoice, RenewalPart, RenewalSeat, Staying
from tests.make import make_participant, seat


def make_renewal_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """Every text holds `word`."""
    member, now = people["member"], timezone.now()
    draft = Renewal.objects.create(cycle_id=things["cycle"], begun_by=member, begun_at=now)
    for part in ("priority", f"if:{things['if_action']}"):
        RenewalPart.objects.create(
            renewal=draft,
            part=part,
            choice=RenewalChoice.SHARPEN,
            words=f"{word} sharper",
            why=f"{word} why",
            changed_by=member,
            changed_at=now,
        )
    RenewalSeat.objects.create(renewal=draft, participant=member, staying=Staying.STAYS, said_by=member, said_at=now)
    return {"renewal": draft.pk}


def more_renewal(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more who said that they move, and one more part that was chosen."""
    draft, now = Renewal.objects.get(pk=things["renewal"]), timezone.now()
    part = ("then", "so_that", "problem_of_practice", "system_goal")[number % 4]
    about = {"choice": RenewalChoice.KEEP, "changed_by": member, "changed_at": now}
    RenewalPart.objects.get_or_create(renewal=draft, part=part, defaults=about)
    person = make_participant(f"Moves {number}")
    if draft.cycle.collective.seats.filter(left_at=None).count() < 9:
        seat(draft.cycle.collective, person)
    RenewalSeat.objects.create(renewal=draft, participant=person, staying=Staying.MOVES, said_by=person, said_at=now)
