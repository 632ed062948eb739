"""Questions of the guide are put aside by one person, and come back when they ask for them."""

from datetime import datetime

from django.db import transaction

from collectives.models import Participant
from inquiry.models import HintAside, Placemat


@transaction.atomic
def put_aside(placemat: Placemat, *, key: str, spoken: str, by: Participant, now: datetime) -> None:
    """Not now: the question stays away from this person until the words it speaks of (`spoken`, a digest) change."""
    HintAside.objects.update_or_create(
        placemat=placemat, participant=by, key=key, defaults={"spoken": spoken, "at": now}
    )


def show_again(placemat: Placemat, *, by: Participant) -> None:
    """Every question that this person put aside on this placemat is asked again."""
    HintAside.objects.filter(placemat=placemat, participant=by).delete()
