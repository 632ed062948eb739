"""Certificates of participation: issued to oneself, checked by whoever has the code, taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from collectives.operations.door import close_doors, make_code_door, open_doors_again
from facilitation.models import Certificate
from facilitation.queries.certificate import Participation
from ilc.errors import Refused

CHECK = "certificate"
CODE_LENGTH = 10
MOST = 20  # of one person that stand at once: each is a code that works for good


class NothingYet(Refused):
    """They have not been to any session there."""


class OnlyRehearsed(Refused):
    """Nobody took part in what is made up."""


class TooManyCertificates(Refused):
    """So many stand already that nobody could say which is which."""


@transaction.atomic
def issue_certificate(
    participant: Participant, participation: Participation, *, names_collective: bool, now: datetime
) -> Certificate:
    """Write down what stands today, with a code to check it. Raises what stands above."""
    if participant.program.is_rehearsal:
        raise OnlyRehearsed(_("This is a rehearsal. A certificate is for what somebody really took part in."))
    Participant.objects.select_for_update().get(pk=participant.pk)
    if not participation.sessions:
        raise NothingYet(_("Nobody has marked you as there yet. Ask who guides the collective to look at the list."))
    if Certificate.objects.filter(participant=participant, taken_back_at=None).count() >= MOST:
        raise TooManyCertificates(
            _("You have %(n)d certificates already. Take back those that nobody needs any more, then make this one.")
            % {"n": MOST}
        )
    certificate = Certificate.objects.create(
        participant=participant,
        collective=participation.collective,
        name=participant.name,
        position=participant.position,
        took_part_as=participation.took_part_as,
        collective_name=participation.collective.name if names_collective else "",
        since=participation.since,
        until=participation.until,
        sessions=participation.sessions,
        minutes=participation.minutes,
        issued_at=now,
    )
    certificate.code = make_code_door(CHECK, str(certificate.pk), now=now, length=CODE_LENGTH)
    certificate.save(update_fields=["code"])
    return certificate


@transaction.atomic
def take_back_certificate(certificate: Certificate, *, now: datetime) -> None:
    """Its code opens nothing any more. Pressing twice is pressing once."""
    Certificate.objects.filter(pk=certificate.pk, taken_back_at=None).update(taken_back_at=now)
    close_doors(CHECK, str(certificate.pk), now=now)


@transaction.atomic
def give_again(certificate: Certificate) -> None:
    """Undo the taking back: the same code opens again."""
    Certificate.objects.filter(pk=certificate.pk).update(taken_back_at=None)
    open_doors_again(CHECK, str(certificate.pk))
