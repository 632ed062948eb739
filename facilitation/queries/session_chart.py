"""The sessions of a collective as marks on a chart."""

from datetime import date

from collectives.models import Collective, Participant
from facilitation.models import SessionState
from facilitation.permissions.session import listed_sessions
from ilc.charts import Mark


def session_marks(collective: Collective, participant: Participant, *, today: date) -> list[Mark]:
    """The days on which sessions took place so far, by day. One SQL query."""
    rows = listed_sessions(participant).filter(collective=collective, state=SessionState.PLANNED, date__lte=today)
    return [Mark(day, "session") for day in rows.order_by("date").values_list("date", flat=True).distinct()]
