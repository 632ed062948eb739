"""Writing down what help was given."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Collective, Participant
from collectives.operations.collective import lock_collective
from collectives.permissions.collective import is_facilitator
from facilitation.models import Help, SupportFlag
from ilc.errors import Refused


class NotItsFacilitator(Refused):
    """An entry is addressed to somebody who guides the collective."""


class FlagOfOthers(Refused):
    """The flag belongs to another collective."""


@dataclass(frozen=True)
class Given:
    """What was given or offered, when, to whom it is addressed, what comes next."""

    kind: str
    text: str
    given_on: date
    next_step: str = ""
    addressed_to: Participant | None = None
    flag: SupportFlag | None = None


@transaction.atomic
def give_help(collective: Collective, given: Given, *, by: Participant, now: datetime) -> Help:
    """One more entry in the log. The same words by the same person on the same day are one entry.

    Raises NotItsFacilitator, FlagOfOthers.
    """
    collective = lock_collective(collective)  # a form may be sent twice at once
    if given.addressed_to and not is_facilitator(given.addressed_to, collective):
        raise NotItsFacilitator(_("%(name)s does not guide this collective.") % {"name": given.addressed_to.name})
    if given.flag and given.flag.collective_id != collective.pk:
        raise FlagOfOthers(_("That reason belongs to another collective."))
    entry, _made = Help.objects.get_or_create(
        collective=collective,
        flag=given.flag,
        kind=given.kind,
        text=given.text.strip(),
        given_on=given.given_on,
        next_step=given.next_step.strip(),
        addressed_to=given.addressed_to,
        by=by,
        defaults={"at": now},
    )
    return entry
