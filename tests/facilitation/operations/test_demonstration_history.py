"""The demonstration's history tells how its placemats became what they are, on whatever day it is loaded.

It also survives a move to another installation.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from collectives.models import Collective, Participant, Program, Role
from facilitation.models import Pulse, Session, SessionRun
from facilitation.operations.demonstration import make_demonstration
from facilitation.operations.export_bring_in import bring_in_program
from facilitation.queries.pulse import pulse_sheet
from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from inquiry.queries.past import standing_at, standing_now
from inquiry.queries.placemat import placemat_content
from tests.make_export import differences, make_export_file, rows_in

pytestmark = pytest.mark.xdist_group("demonstration history")  # one worker: what they share is made once

A_DAY = timedelta(days=1)


ON_ITS_DAY = datetime(2027, 3, 16, 18, 50, tzinfo=UTC)  # a session of the rhythm would be on


@pytest.fixture(scope="module", params=[ON_ITS_DAY, datetime(2026, 9, 2, 12, 0, tzinfo=UTC)])
def loaded(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[datetime, Sequence[Program]]]:
    """The demonstration on a day, and that day."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield request.param, make_demonstration(now=request.param)
        transaction.set_rollback(True)


def test_the_history_of_every_placemat_is_what_stands_there_and_one_session_is_on(
    loaded: tuple[datetime, Sequence[Program]],
) -> None:
    now, programs = loaded
    for program in programs:
        with program_scope(program.pk):
            on = SessionRun.objects.select_related("session").get(ended_at=None).session
            beside = Session.objects.filter(collective=on.collective_id, starts_at__range=(now - A_DAY, now + A_DAY))
            assert list(beside) == [on]
            for placemat in Placemat.objects.select_related("cycle"):
                stood, stands = standing_at(placemat, now), standing_now(placemat_content(placemat))

                assert (stood.texts, stood.if_actions) == (stands.texts, stands.if_actions)
                assert stood.indicators.keys() == stands.indicators.keys()


@pytest.mark.parametrize("loaded", [ON_ITS_DAY], indirect=True)
def test_exported_brought_in_and_exported_again_it_is_the_same_but_for_ids_and_the_time(
    loaded: tuple[datetime, Sequence[Program]], tmp_path: Path
) -> None:
    now, [program, *_others] = loaded
    with program_scope(program.pk):
        admin = Participant.objects.filter(grants__role=Role.ADMIN).order_by("pk")[0]
    first = make_export_file(program, email=admin.email, folder=tmp_path / "first")

    moved = bring_in_program(first, slug="moved", now=now)

    Program.objects.filter(pk=program.pk).update(slug="as-it-was")
    Program.objects.filter(pk=moved.pk).update(slug=program.slug)
    moved.refresh_from_db()
    second = make_export_file(moved, email=admin.email, folder=tmp_path / "second")
    assert differences(first, second) == []
    assert rows_in(first) > 4_000


def test_collectives_have_said_how_they_see_themselves_and_one_is_asked_now(
    loaded: tuple[datetime, Sequence[Program]],
) -> None:
    _now, (english, french) = loaded

    with program_scope(english.pk):
        states = Counter(Pulse.objects.values_list("gathering__state", flat=True))
        group = Collective.objects.get(name__startswith="Reading")
        reading = pulse_sheet(group, language="en", otherwise="en", words=True)
    with program_scope(french.pk):
        assert Pulse.objects.get().gathering.answers == 6

    assert states == {"closed": 6, "open": 1}
    assert [(row.phase, row.answers) for row in reading.rows] == [(4, 9), (3, 8)]
    assert len(reading.texts) == 6
