"""What everybody else would see of figures, before they are brought."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from collectives.models import Participant
from evidence.models import Measure
from evidence.operations.data_point import Told, bring_data_points
from evidence.queries.shared import SharedFigure, shared_figure


def preview_shared(
    measure: Measure, told: Sequence[Told], *, by: Participant, today: date, now: datetime
) -> list[SharedFigure | None]:
    """The shared figure of each, as protection would leave it; None where none would be shown. Nothing is kept.

    They are brought and taken back: the answer is what bringing them gives. Raises what bring_data_points() does.
    """
    with transaction.atomic():
        points = bring_data_points(measure, told, by=by, today=today, now=now)
        seen = [shared_figure(point) for point in points]
        transaction.set_rollback(True)
    return seen
