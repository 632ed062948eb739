"""The private address under which a calendar finds somebody's own sessions: made, made anew, ended."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from collectives.models import Door, Participant
from collectives.operations.door import close_doors, door_secret, make_door

FEED = "calendar_feed"


@transaction.atomic
def make_feed(participant: Participant, *, now: datetime) -> Door:
    """Give a participant a private address for their sessions; a former one stops working."""
    end_feed(participant, now=now)
    return make_door(FEED, str(participant.pk), expires_at=None, now=now)


def end_feed(participant: Participant, *, now: datetime) -> None:
    """Let nobody read a participant's sessions by an address any more. Twice is once."""
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)  # two browsers may press at once
    close_doors(FEED, str(participant.pk), now=now)


def feed_address(door: Door) -> str:
    """What is put into a calendar program. It is to be shown to nobody but whose sessions they are."""
    return settings.BASE_URL + reverse("calendar-feed", args=[door_secret(door)])
