"""What somebody says at the stations of their rehearsal."""

from datetime import datetime

from collectives.models import Participant
from facilitation.models import RehearsalMark

What = RehearsalMark.What


def skip_station(station: str, *, by: Participant, now: datetime) -> None:
    """Pass it by. Twice does no harm."""
    RehearsalMark.objects.get_or_create(station=station, what=What.SKIPPED, choice="", defaults={"by": by, "at": now})


def take_up_station(station: str) -> None:
    """Come back to one that was passed by. Twice does no harm."""
    RehearsalMark.objects.filter(station=station, what=What.SKIPPED).delete()


def answer_chart(station: str, choice: str, *, by: Participant, now: datetime) -> None:
    """Answer its question; the same again counts as the latest."""
    RehearsalMark.objects.update_or_create(
        station=station, what=What.ANSWERED, choice=choice, defaults={"by": by, "at": now}
    )
