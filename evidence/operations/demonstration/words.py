"""What people of a demonstration program say, and the codes that they give their words."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import cycle as endlessly
from typing import Any

from collectives.models import Collective
from evidence.engine.figures import Figures
from evidence.models import MeasureKind
from evidence.operations.coding_words import code_words_anew
from evidence.operations.data_point import Told, bring_data_points
from evidence.operations.demonstration.figures import bringers_of, indicator_at
from evidence.operations.measure import Counting, set_measure
from inquiry.models import Placemat


def make_words(content: Mapping[str, Any], collectives: Mapping[str, Collective], *, now: datetime) -> None:
    """Everything in the file of a program: each of those who bring figures brings words in turn, and codes them."""
    for entry in content["collectives"]:
        placemat = Placemat.objects.get(
            cycle__collective=collectives[entry["name"]], cycle__closed_at=None, leader=None
        )
        bringers = bringers_of(collectives[entry["name"]])
        indicator = indicator_at(placemat, entry["at"])
        counting = Counting(MeasureKind.WORDS, entry["about"])
        measure = set_measure(indicator, counting, by=bringers[0].participant, now=placemat.made_at)
        for (days, words, codes), one in zip(entry["said"], endlessly(bringers), strict=False):
            at = now - timedelta(days=days)
            told = Told(at.date(), Figures(words=words), one.school, source=entry["source"])
            points = bring_data_points(measure, [told], by=one.participant, today=at.date(), now=at)
            for name in codes:
                code_words_anew(indicator, [points[0].pk], name=name, by=one.participant, now=at)
