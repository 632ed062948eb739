"""The pulse of a collective: opened by whoever leads it, once in a phase, and closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Gathering, GatheringKind, Participant
from collectives.operations.gathering import make_gathering
from collectives.operations.gathering_close import close_gathering
from collectives.operations.gathering_within import open_within
from collectives.permissions.gathering import FEWEST
from facilitation.models import Pulse
from ilc.content import read_content
from ilc.errors import Refused
from inquiry.models import Cycle


class PulseAsked(Refused):
    """A collective is asked once in a phase."""


class NoPhaseToAsk(Refused):
    """The cycle is closed."""


class TooFewYet(Refused):
    """Closing now would show nothing, for good."""


@transaction.atomic
def open_pulse(cycle: Cycle, *, by: Participant, now: datetime, closes_at: datetime) -> Pulse:
    """Ask everybody who has a seat how the group sees itself in the phase it is in. Letters to them are due.

    Raises NoPhaseToAsk, PulseAsked, NotReady for a time that is over, NobodyToAsk where too few sit to stay anonymous.
    """
    held = Cycle.objects.select_for_update().select_related("collective").get(pk=cycle.pk)
    if held.closed_at is not None:
        raise NoPhaseToAsk(_("This cycle is closed. The pulse is asked again in the next one."))
    if Pulse.objects.filter(cycle=held, phase=held.phase).exists():
        raise PulseAsked(_("In this phase the group was asked already. With the next phase you can ask again."))
    content = read_content("facilitation", "pulse")
    gathering = make_gathering(GatheringKind.SURVEY, ready=content, collective=held.collective, by=by, now=now)
    gathering.closes_at = closes_at
    gathering.save(update_fields=["closes_at"])
    opened = open_within(gathering, by=by, now=now, letters=True)
    keys = [question["key"] for question in content["questions"]]
    return Pulse.objects.create(cycle=held, phase=held.phase, gathering=opened, keys=keys)


@transaction.atomic
def close_pulse(pulse: Pulse, *, by: Participant, now: datetime) -> None:
    """Take no more answers and show what came. Raises TooFewYet while fewer than FEWEST have answered, NotOpen.

    It waits for the answers that are on their way.
    """
    gathering = Gathering.objects.select_for_update().get(pk=pulse.gathering_id)
    answered = gathering.asked.filter(answered=True).count()
    if answered < FEWEST:
        words = _(
            "Fewer than %(fewest)d have answered: closed now, it would show nothing, for good. Give it some time."
        )
        raise TooFewYet(words % {"fewest": FEWEST})
    close_gathering(gathering, by=by, now=now)
