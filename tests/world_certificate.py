"""The member's certificate of participation in the small program."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Collective, Participant
from facilitation.models import Certificate, TookPart
from tests.world_file import rendering


def make_certificate_here(word: str, here: Collective, member: Participant) -> dict[str, object]:
    """One that stands. Every text holds `word`."""
    certificate = _make(here, member, f"{word} collective")
    file = rendering("certificate", f"certificate:{certificate.pk}", word, member)
    return {"certificate": certificate.pk, "certificate_rendering": file.pk}


def more_certificates(here: Collective, member: Participant, number: int) -> None:
    """One more of the same person."""
    _make(here, member, f"More {number}")


def _make(here: Collective, member: Participant, collective_name: str) -> Certificate:
    now = timezone.now()
    return Certificate.objects.create(
        participant=member,
        collective=here,
        code="ZZZZZZZZZZ",
        name=member.name,
        took_part_as=TookPart.LEADER,
        collective_name=collective_name,
        since=(now - timedelta(days=90)).date(),
        sessions=3,
        minutes=270,
        issued_at=now,
    )
