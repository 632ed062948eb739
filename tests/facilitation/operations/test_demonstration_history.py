"""The demonstration's history tells how its placemats became what they are, on whatever day it is loaded."""

from datetime import UTC, datetime, timedelta

import pytest

from facilitation.models import Session, SessionRun
from facilitation.operations.demonstration import make_demonstration
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content

A_DAY = timedelta(days=1)


ON_ITS_DAY = datetime(2027, 3, 16, 18, 50, tzinfo=UTC)  # a session of the rhythm would be on


@pytest.mark.parametrize("now", [datetime(2026, 9, 2, 12, 0, tzinfo=UTC), ON_ITS_DAY])
def test_the_history_of_every_placemat_is_what_stands_there_and_one_session_is_on(db: None, now: datetime) -> None:
    for program in make_demonstration(now=now):
        with program_scope(program.pk):
            on = SessionRun.objects.select_related("session").get(ended_at=None).session
            beside = Session.objects.filter(collective=on.collective_id, starts_at__range=(now - A_DAY, now + A_DAY))
            assert list(beside) == [on]
            for placemat in Placemat.objects.select_related("cycle"):
                stood, stands = standing_at(placemat, now), standing_now(placemat_content(placemat))

                assert (stood.texts, stood.if_actions) == (stands.texts, stands.if_actions)
                assert stood.indicators.keys() == stands.indicators.keys()
