"""A group says, over weeks, what it keeps, drops and sharpens, and each member whether they stay."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Seat
from facilitation.models import Renewal, RenewalChoice, RenewalPart, RenewalSeat
from ilc.errors import Meanwhile, Refused
from inquiry.models import MAX_TEXT, Cycle
from inquiry.operations.phase import CycleClosed

MAX_INDICATOR = 500  # characters of an indicator's words


class ChosenMeanwhile(Meanwhile[RenewalPart]):
    """Somebody else chose there meanwhile. `theirs` is how it stands now."""


class WordsNeeded(Refused):
    """What is sharpened needs its new words."""


class WordsTooLong(Refused):
    """The new words do not fit where the former ones stood."""


class NotSeated(Refused):
    """Only who has a seat stays, leaves or moves."""


@dataclass(frozen=True)
class PartChoice:
    """What the group says of one part. `words`: the new ones, for what is sharpened alone."""

    choice: str = ""
    words: str = ""
    why: str = ""


@transaction.atomic
def choose_part(
    cycle: Cycle, *, part: str, chosen: PartChoice, version: int, by: Participant, now: datetime
) -> RenewalPart:
    """Say it upon the version one has read, 0 for none; upon one's own always.

    Raises CycleClosed, WordsNeeded, WordsTooLong, ChosenMeanwhile.
    """
    renewal = begin_renewal(cycle, by=by, now=now)
    words = chosen.words.strip() if chosen.choice == RenewalChoice.SHARPEN else ""
    if chosen.choice == RenewalChoice.SHARPEN and not words:
        raise WordsNeeded(_("How does it read once it is sharpened?"))
    most = MAX_INDICATOR if part.startswith("indicator:") else MAX_TEXT
    if len(words) > most:
        raise WordsTooLong(
            _("Up to %(most)d characters fit here, and you wrote %(count)d.") % {"most": most, "count": len(words)}
        )
    held = renewal.parts.select_related("changed_by").filter(part=part).first()
    if held and (held.choice, held.words, held.why) == (chosen.choice, words, chosen.why):
        return held
    if held and held.version != version and held.changed_by_id != by.pk:
        reason = _("%(name)s chose here while you did. What you see below is yours; saving it again makes it stand.")
        raise ChosenMeanwhile(reason % {"name": held.changed_by.name}, held)
    if held is None:
        held = RenewalPart(renewal=renewal, part=part, version=0)
    held.choice, held.words, held.why = chosen.choice, words, chosen.why
    held.version, held.changed_by, held.changed_at = held.version + 1, by, now
    held.save()
    return held


@transaction.atomic
def say_staying(cycle: Cycle, *, participant: Participant, staying: str, by: Participant, now: datetime) -> RenewalSeat:
    """Say whether a member stays, leaves or moves. Raises CycleClosed, NotSeated."""
    renewal = begin_renewal(cycle, by=by, now=now)
    if not Seat.objects.filter(collective=cycle.collective_id, participant=participant, left_at=None).exists():
        raise NotSeated(_("%(name)s has no seat here any more.") % {"name": participant.name})
    said = {"staying": staying, "said_by": by, "said_at": now}
    row, _made = RenewalSeat.objects.update_or_create(renewal=renewal, participant=participant, defaults=said)
    return row


def begin_renewal(cycle: Cycle, *, by: Participant, now: datetime) -> Renewal:
    """The draft of a cycle, held until all is done; begun with the first word in it. Raises CycleClosed."""
    held = Cycle.objects.select_for_update().get(pk=cycle.pk)  # two people may press at once
    if held.closed_at:
        raise CycleClosed(_("This cycle was closed meanwhile, so what was chosen stays as it was."))
    begun = {"begun_by": by, "begun_at": now}
    return Renewal.objects.get_or_create(cycle=held, undone_at=None, closed_at=None, defaults=begun)[0]
