"""The demonstration's history tells how its placemats became what they are, on whatever day it is loaded."""

from datetime import UTC, datetime

import pytest

from facilitation.operations.demonstration import make_demonstration
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("now", [NOW, datetime(2026, 9, 2, 12, 0, tzinfo=UTC), datetime(2027, 3, 1, 12, 0, tzinfo=UTC)])
def test_the_history_of_every_placemat_is_what_stands_there(db: None, now: datetime) -> None:
    for program in make_demonstration(now=now):
        with program_scope(program.pk):
            for placemat in Placemat.objects.select_related("cycle"):
                stood, stands = standing_at(placemat, now), standing_now(placemat_content(placemat))

                assert (stood.texts, stood.if_actions) == (stands.texts, stands.if_actions)
                assert stood.indicators.keys() == stands.indicators.keys()
