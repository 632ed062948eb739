"""A chart on the screens of a session: the shared view, whoever looks, and not before the group has predicted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from evidence.operations.prediction import ask_predictions
from evidence.operations.release import release_days
from facilitation.operations.agenda import add_items
from facilitation.operations.session_run import start_session
from ilc.tenancy.scope import program_scope
from inquiry.models import Indicator
from tests.facilitation.views.conftest import Scene
from tests.make import make_placemat, make_school
from tests.make_evidence import make_data_point, make_measure
from tests.make_history import promise
from tests.make_session import ITEMS

type Make = Callable[..., Indicator]


@pytest.fixture
def chart(scene: Scene) -> Make:
    """Makes an indicator with figures of four weeks; the session is on."""

    def make(*, of: int = 40, some: int = 23) -> Indicator:
        with program_scope(scene.program.pk):
            school = make_school()
            scene.member.school = school
            scene.member.save(update_fields=["school"])
            cycle = scene.collective.cycles.get()
            cycle.starts_on, cycle.ends_on = localdate() - timedelta(days=90), localdate() + timedelta(days=90)
            cycle.save(update_fields=["starts_on", "ends_on"])
            indicator = promise(make_placemat(cycle), "Reading alone", by=scene.member, at=now())
            make_measure(indicator, by=scene.member)
            days = [localdate() - timedelta(days=7 * week) for week in range(4)]
            for day in days:
                make_data_point(indicator, by=scene.member, on=day, school=school, numerator=some, denominator=of)
            release_days(indicator.pk, days, now=now())
            scene.session.starts_at, scene.session.date = now(), localdate()
            scene.session.save(update_fields=["starts_at", "date"])
            add_items(scene.session, ITEMS, by=scene.facilitator, now=now())
            start_session(scene.session, by=scene.facilitator, now=now())
        return indicator

    return make


def test_a_chart_is_chosen_and_stands_on_every_face(scene: Scene, chart: Make) -> None:
    indicator = chart()
    leads = scene.client("facilitator")

    choices = leads.get(scene.url("show/")).text
    leads.post(scene.url("show/"), {"what": f"indicator:{indicator.pk}"})

    assert ("Chart: Reading alone" in choices, f'value="indicator:{indicator.pk}"' in choices) == (True, True)
    for who, face in (("facilitator", "run/"), ("member", "here/"), ("facilitator", "room/")):
        page = scene.client(who).get(scene.url(face)).text
        assert ("run-chart" in page, "Reading alone" in page, "58 %" in page) == (True, True, True), face


def test_the_screens_show_no_more_than_everybody_may_see(scene: Scene, chart: Make) -> None:
    indicator = chart(of=8, some=5)
    scene.client("facilitator").post(scene.url("show/"), {"what": f"indicator:{indicator.pk}"})

    for who, face in (("facilitator", "run/"), ("member", "here/"), ("facilitator", "room/")):
        page = scene.client(who).get(scene.url(face)).text
        told = ("Protected" in page, "63 %" in page, "5 of 8" in page, 'class="point' in page)
        assert told == (True, False, False, False), face


def test_the_chart_waits_while_the_group_predicts(scene: Scene, chart: Make) -> None:
    indicator = chart()
    with program_scope(scene.program.pk):
        ask_predictions(indicator, by=scene.facilitator, now=now())
    scene.client("facilitator").post(scene.url("show/"), {"what": f"indicator:{indicator.pk}"})

    page = scene.client("member").get(scene.url("here/")).text

    assert ("what do you expect to see" in page, "run-chart" in page) == (True, False)


def test_an_indicator_of_others_or_one_that_went_is_not_shown(scene: Scene, chart: Make) -> None:
    indicator = chart()
    with program_scope(scene.program.pk):
        indicator.removed_at = now()
        indicator.save(update_fields=["removed_at"])
    scene.client("facilitator").post(scene.url("show/"), {"what": f"indicator:{indicator.pk}"})

    page = scene.client("member").get(scene.url("here/")).text

    assert ("run-chart" in page, "Arrive" in page) == (False, True)
