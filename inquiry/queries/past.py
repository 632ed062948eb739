"""What stood on a placemat at a moment, and what stands there now."""

from datetime import datetime

from inquiry.engine.past import Change, IfWords, Standing, standing
from inquiry.models import Placemat
from inquiry.queries.indicator import indicator_values
from inquiry.queries.placemat import Content


def standing_at(placemat: Placemat, at: datetime) -> Standing:
    """Everything as its last change up to then left it. One SQL query."""
    rows = placemat.changes.filter(at__lte=at).order_by("part", "-version").distinct("part")
    return standing(Change(*row) for row in rows.values_list("part", "text", "what", "position"))


def standing_now(content: Content) -> Standing:
    """Everything as it stands. No SQL."""
    return Standing(
        {field: row.text for field, row in content.texts.items() if row.text},
        tuple(IfWords(action.pk, action.text) for action in content.if_actions),
        {one.pk: {name: value for name, value in indicator_values(one).items() if value} for one in content.indicators},
    )
