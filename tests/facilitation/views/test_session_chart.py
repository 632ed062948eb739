"""An indicator's chart with the sessions on it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from collectives.models import Program
from evidence.operations.prediction import ask_predictions
from evidence.operations.release import release_days
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import Shared
from tests.make import make_session
from tests.make_evidence import make_measure

HTMX = {"HX-Request": "true"}


@pytest.fixture
def met(program: Program) -> Shared:
    """Figures of three months, two sessions between them, one still to come, one of long ago."""
    shared = Shared(program)
    days = [localdate() - timedelta(weeks=weeks) for weeks in (12, 8, 4)]
    with program_scope(program.pk):
        make_measure(shared.indicator, by=shared.member)
        for number, on in enumerate(days):
            shared.bring(on, numerator=20 + 4 * number, denominator=80)
        release_days(shared.indicator.pk, days, now=now())
        for weeks in (10, 6, -2, 40):
            make_session(shared.collective, on=localdate() - timedelta(weeks=weeks))
    return shared


def address(shared: Shared) -> str:
    return f"/p/{shared.program.slug}/indicators/{shared.indicator.pk}/evidence/sessions/"


def test_the_indicators_page_asks_for_it(met: Shared, client: Client) -> None:
    client.force_login(met.member.user)

    page = client.get(f"{met.url('indicator', met.indicator.pk)}?view=mine").text

    assert f'hx-get="{address(met)}?view=mine"' in page


def test_sessions_between_the_days_of_the_line_are_rings(met: Shared, client: Client) -> None:
    client.force_login(met.member.user)

    piece = client.get(address(met), headers=HTMX).text

    assert piece.count('class="session"') == 2 * 2  # the wide drawing and the narrow one
    assert ("ring above: a session" in piece, "<html" in piece, "hx-get" in piece) == (True, False, False)


def test_without_a_script_it_is_a_page(met: Shared, client: Client) -> None:
    client.force_login(met.admin.user)

    page = client.get(f"{address(met)}?view=mine").text

    assert ("<html" in page, "Everything about this indicator" in page, "of 80" in page) == (True, True, False)


def test_it_is_covered_while_one_is_asked_to_predict(met: Shared, client: Client) -> None:
    with program_scope(met.program.pk):
        ask_predictions(met.indicator, by=met.member, now=now())
    client.force_login(met.member.user)

    assert "<svg" not in client.get(address(met), headers=HTMX).text


def test_a_stranger_finds_nothing(met: Shared, client: Client) -> None:
    client.force_login(met.stranger.user)

    assert client.get(address(met)).status_code == 404
