"""When evidence that somebody promised to bring is due."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

STEPS: Final = {
    "weekly": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "monthly": relativedelta(months=1),
    "six_weeks": relativedelta(weeks=6),
    "term": relativedelta(months=3),
}
AHEAD: Final = {"weekly": timedelta(days=2)}
AHEAD_OTHERWISE: Final = timedelta(days=7)


def due_days(first: date, *, how_often: str, until: date | None, up_to: date) -> Iterator[date]:
    """The days on which it is due, from the first on, up to `until` and up to `up_to`, both included.

    `how_often` is "once" or a key of STEPS. Months are counted from the first day, so that the 31st stays the last of
    its month.
    """
    step, number = STEPS.get(how_often), 0
    last = min(until, up_to) if until else up_to
    day = first
    while day <= last:
        yield day
        if step is None:
            return
        number += 1
        day = first + step * number


def open_due(first: date, *, how_often: str, until: date | None, brought: Collection[date], today: date) -> date | None:
    """The day whose evidence is to be brought now; None when there is nothing to bring.

    It is asked for a week ahead (what is due each week two days ahead), and until the next is asked for: what was
    missed before that is let go, because an old gap cannot be filled by asking again.
    """
    ahead = today + AHEAD.get(how_often, AHEAD_OTHERWISE)
    asked = list(due_days(first, how_often=how_often, until=until, up_to=ahead))
    return asked[-1] if asked and asked[-1] not in brought else None


def next_due(first: date, *, how_often: str, until: date | None, brought: Collection[date], today: date) -> date | None:
    """The first day after today that is still to come; None after the last."""
    year_on = today + relativedelta(years=2)
    days = due_days(first, how_often=how_often, until=until, up_to=max(year_on, first))
    return next((day for day in days if day > today and day not in brought), None)
