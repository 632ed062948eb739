"""Sessions as marks above the line of a chart."""

from collections.abc import Sequence

from django.db.models.functions import Now

from facilitation.models import Session, SessionState
from ilc.charts import Mark
from inquiry.models import Placemat


def session_marks(placemat: Placemat) -> Sequence[Mark]:
    """The days of the cycle on which the collective met, or was to: whether it did is not asked. One SQL query."""
    cycle = placemat.cycle
    rows = Session.objects.filter(collective=cycle.collective_id, state=SessionState.PLANNED, starts_at__lte=Now())
    days = rows.filter(date__range=(cycle.starts_on, cycle.ends_on)).order_by("date").values_list("date", flat=True)
    return [Mark(day, "session") for day in days]
