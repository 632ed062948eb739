"""The evidence chain, and the way to it from a collective."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from evidence.models import MeasureKind
from evidence.operations.coding import make_code
from evidence.operations.coding_words import code_words_anew
from evidence.operations.prediction import ask_predictions
from evidence.operations.release import release_days
from evidence.queries.chain import read_chain
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make import make_collective, seat
from tests.make_evidence import make_confirmation, make_measure
from tests.make_history import act, day, promise

HTMX = {"HX-Request": "true"}


def plain(content: bytes) -> str:
    return " ".join(content.decode().split())


def read(client: Client, shared: Shared, query: str = "") -> str:
    return plain(client.get(f"{shared.url('chain', shared.placemat.pk)}{query}").content)


@pytest.fixture
def linked(shared: Shared) -> Shared:
    """Two months of Amara's school, 80 students, and of Zoë's, eight; a second if-action that nothing shows."""
    with program_scope(shared.program.pk):
        act(shared.placemat, "tie plans to growth", by=shared.member, at=day(1))
        make_measure(shared.indicator, by=shared.member, baseline=20, target=89)
        for number, on in enumerate([ON, ON + timedelta(weeks=4)]):
            shared.bring(on, numerator=20 + 4 * number, denominator=80)
            if number:
                shared.bring(on, far=True, numerator=3, denominator=8)
        release_days(shared.indicator.pk, [ON, ON + timedelta(weeks=4)], now=now())
    return shared


def test_each_clause_stands_beside_what_shows_it_and_gaps_are_questions(linked: Shared, client: Client) -> None:
    client.force_login(linked.member.user)

    page = read(client, linked)

    told = ("Visits each week", "from 20, target 89", "No leading indicator yet", "No lagging indicator yet")
    assert [words in page for words in told] == [True] * 4
    assert 'class="chart spark"' in page
    assert "3 of 8" not in page


def test_my_district_shows_its_full_figure(linked: Shared, client: Client) -> None:
    client.force_login(linked.colleague.user)

    own, shown = read(client, linked, "?view=mine"), read(client, linked)

    assert ("3 of 8" in own, "of 80" in own) == (True, False)
    assert "3 of 8" not in shown


def test_an_indicator_all_of_which_is_protected_says_so_and_draws_nothing(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring(ON, numerator=3, denominator=8)
        release_days(shared.indicator.pk, [ON], now=now())
    client.force_login(shared.admin.user)

    page = read(client, shared)

    assert ("chain-shut" in page, 'class="chart spark"' in page, "3 of 8" in page) == (True, False, False)


def test_numbers_stand_as_the_mean_of_the_places_shown(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.VALUE, by=shared.member, about="things")
        make_confirmation(shared.indicator, by=shared.facilitator)
        shared.bring(ON, value=40)
        shared.bring(ON, far=True, value=50)
        release_days(shared.indicator.pk, [ON], now=now())
    client.force_login(shared.admin.user)

    assert "45 (mean of 2)" in read(client, shared)


def test_while_people_predict_their_line_is_covered(linked: Shared, client: Client) -> None:
    with program_scope(linked.program.pk):
        ask_predictions(linked.indicator, by=linked.member, now=now())
    client.force_login(linked.colleague.user)

    page = read(client, linked, "?view=mine")

    assert ("Predict first" in page, 'class="chart spark"' in page, "3 of 8" in page) == (True, False, False)


def test_more_indicators_cost_no_more_queries(linked: Shared) -> None:
    counts = []
    with program_scope(linked.program.pk):
        for number in range(2):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                read_chain(linked.placemat, linked.member, own=False, today=ON)
            counts.append(len(captured))
            for more in range(3):
                one = promise(
                    linked.placemat, f"More {number} {more}", by=linked.member, at=day(2), if_action=linked.action
                )
                make_measure(one, by=linked.member)
                linked.bring(ON, indicator=one)
                release_days(one.pk, [ON], now=now())

    assert counts[0] == counts[1] <= 10


def test_htmx_gets_the_piece_and_a_stranger_nothing(linked: Shared, client: Client) -> None:
    client.force_login(linked.member.user)
    piece = client.get(linked.url("chain", linked.placemat.pk), headers=HTMX).content.decode()
    client.force_login(linked.stranger.user)

    assert ("<html" in piece, 'id="chain"' in piece) == (False, True)
    assert client.get(linked.url("chain", linked.placemat.pk)).status_code == 404


def test_a_collective_leads_to_the_chain_of_its_placemat(linked: Shared, client: Client) -> None:
    client.force_login(linked.member.user)

    answer = client.get(linked.url("collective-evidence", linked.collective.pk))

    assert (answer.status_code, answer["Location"]) == (302, linked.url("chain", linked.placemat.pk))


def test_before_the_first_cycle_it_leads_to_what_comes_first(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        collective = make_collective("Grading practices")
        seat(collective, shared.member)
    client.force_login(shared.member.user)

    answer = client.get(shared.url("collective-evidence", collective.pk))

    assert answer["Location"] == reverse("inquiry:collective-placemat", args=[shared.program.slug, collective.pk])


def test_words_are_told_by_their_codes_with_numbers_in_ones_own_district_alone(shared: Shared, client: Client) -> None:
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, MeasureKind.WORDS, by=shared.member)
        points = [shared.bring(ON, words=text).pk for text in ("We need time", "Time again")]
        code_words_anew(shared.indicator, points, name="Time", by=shared.member, now=now())
        make_code(shared.indicator, name="Trust", by=shared.colleague, now=now())
    client.force_login(shared.member.user)

    own, shown = read(client, shared, "?view=mine"), read(client, shared)

    assert [words in own for words in ("told in words", "Time 2", "Trust", "We need time")] == [
        True,
        True,
        False,
        False,
    ]
    assert [words in shown for words in ("told in words", "Time, Trust", "Time 2", "We need time")] == [
        True,
        True,
        False,
        False,
    ]
