"""Sessions as marks above the line of a chart."""

from collections.abc import Sequence

from facilitation.models import Session, SessionRun
from ilc.charts import Mark
from inquiry.models import Placemat


def session_marks(placemat: Placemat) -> Sequence[Mark]:
    """The days on which the collective met in the placemat's cycle: sessions that were begun. One SQL query."""
    cycle = placemat.cycle
    begun = SessionRun.objects.values("session")
    rows = Session.objects.filter(pk__in=begun, collective=cycle.collective_id)
    days = rows.filter(date__range=(cycle.starts_on, cycle.ends_on)).order_by("date").values_list("date", flat=True)
    return [Mark(day, "session") for day in days]
