"""The members of a collective."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import MAX_SEATS, Seat
from collectives.operations.seat import end_seat
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.make import make_collective, make_participant, seat


def members(shore) -> str:
    return f"collectives/{shore.collective.pk}/members/"


def the_seat(shore) -> Seat:
    with program_scope(shore.program_pk):
        return Seat.objects.get(participant=shore.member)


def test_who_sees_the_members(shore):
    assert shore.answers(members(shore)) == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 404,
        "facilitator": 200,
        "member": 200,
        "outsider": 404,
        "stranger": 404,
    }


def test_a_member_sees_names_positions_and_schools_but_no_email_and_no_way_to_change(shore):
    with program_scope(shore.program_pk):
        seat(shore.collective, make_participant("Zoë Lefèvre", email="zoe@example.org"))

    body = plain(shore.sign_in("member").get(shore.url(members(shore))))

    assert "Zoë Lefèvre" in body
    assert "Principal · Pictou Road School, Tidewater" in body
    assert "zoe@example.org" not in body
    assert "End this seat" not in body
    assert 'name="participants"' not in body


def test_the_piece_is_the_part_that_changes(shore):
    response = shore.sign_in("admin").get(shore.url(members(shore)), headers=HTMX)

    assert response.content.decode().strip().startswith('<div id="seats">')
    assert "HX-Request" in response["Vary"]


def test_an_admin_gives_several_seats_at_once(shore):
    ticked = [shore.outsider.pk, shore.coordinator.pk]

    response = shore.sign_in("admin").post(shore.url(members(shore)), {"participants": ticked})

    assert (response.status_code, response["Location"]) == (302, shore.url(members(shore)))
    with program_scope(shore.program_pk):
        seated = shore.collective.seats.filter(left_at=None).values_list("participant__name", flat=True)
        assert set(seated) == {"Amara Okafor", "Nguyễn Thị Hồng", "Priya Raman"}


def test_the_eleventh_is_refused_and_the_tick_stays(shore):
    with program_scope(shore.program_pk):
        for _ in range(MAX_SEATS - 2):
            seat(shore.collective, make_participant())
    ticked = [shore.outsider.pk, shore.coordinator.pk]

    response = shore.sign_in("admin").post(shore.url(members(shore)), {"participants": ticked})

    body = plain(response)
    assert response.status_code == 422
    assert "You chose 2 people; Ask them has 1 free seat." in body
    assert re.search(rf'value="{shore.outsider.pk}" checked', body)


def test_nobody_ticked_is_said(shore):
    response = shore.sign_in("admin").post(shore.url(members(shore)), {})

    assert response.status_code == 422
    assert "Tick the people who get a seat." in plain(response)


def test_a_person_of_another_program_cannot_be_chosen(shore):
    response = shore.sign_in("admin").post(shore.url(members(shore)), {"participants": [shore.stranger.pk]})

    assert response.status_code == 422
    assert "can no longer be chosen" in plain(response)


def test_only_an_admin_gives_seats(shore):
    for name in ("member", "facilitator", "coordinator"):
        response = shore.sign_in(name).post(shore.url(members(shore)), {"participants": [shore.outsider.pk]})
        assert (name, response.status_code) == (name, 403)


def test_the_search_finds_by_school_and_says_who_sits_elsewhere(shore):
    with program_scope(shore.program_pk):
        seat(make_collective("Time to think"), shore.outsider)

    response = shore.sign_in("admin").get(shore.url(members(shore)), {"q": "basin"})

    body = plain(response)
    assert "Nguyễn Thị Hồng" in body
    assert "already sits in Time to think" in body
    assert "Priya Raman" not in body


def test_a_seat_ends_with_a_reason_and_the_end_can_be_undone(shore):
    given, client = the_seat(shore), shore.sign_in("admin")
    url = shore.url(f"{members(shore)}{given.pk}/end/")

    response = client.post(url, {"reason": "On leave until June"})
    after = plain(client.get(response["Location"]))
    undone = client.post(shore.url(f"{members(shore)}{given.pk}/restore/"))

    assert "Amara Okafor no longer sits here." in after
    assert undone.status_code == 302
    with program_scope(shore.program_pk):
        assert shore.collective.seats.get(left_at=None).participant == shore.member


def test_a_seat_does_not_end_without_a_reason(shore):
    response = shore.sign_in("admin").post(shore.url(f"{members(shore)}{the_seat(shore).pk}/end/"), {"reason": " "})

    assert response.status_code == 422
    with program_scope(shore.program_pk):
        assert the_seat(shore).left_at is None


def test_an_undo_that_comes_too_late_says_so(shore):
    given = the_seat(shore)
    with program_scope(shore.program_pk):
        end_seat(given, reason="A slip", by=shore.admin, now=now())
        for _ in range(MAX_SEATS):
            seat(shore.collective, make_participant())

    response = shore.sign_in("admin").post(shore.url(f"{members(shore)}{given.pk}/restore/"))

    assert response.status_code == 422
    assert "Ask them has all 10 seats taken." in plain(response)


def test_a_seat_moves_in_one_step(shore):
    with program_scope(shore.program_pk):
        there = make_collective("Time to think")
    url = shore.url(f"{members(shore)}{the_seat(shore).pk}/move/")

    response = shore.sign_in("admin").post(url, {"to": there.pk, "reason": "Closer"})

    assert response["Location"] == shore.url(f"collectives/{there.pk}/members/")
    with program_scope(shore.program_pk):
        assert shore.member.seats.get(left_at=None).collective == there


def test_a_seat_moves_somewhere(shore):
    response = shore.sign_in("admin").post(shore.url(f"{members(shore)}{the_seat(shore).pk}/move/"), {"reason": "x"})

    assert response.status_code == 422


def test_only_an_admin_ends_and_moves_seats(shore):
    given = the_seat(shore)
    for path in ("end", "move"):
        answers = shore.answers(f"{members(shore)}{given.pk}/{path}/")
        assert answers == {
            "admin": 200,
            "coordinator": 403,
            "other_coordinator": 404,
            "facilitator": 403,
            "member": 403,
            "outsider": 404,
            "stranger": 404,
        }


def test_the_page_costs_the_same_for_one_member_and_for_three(shore):
    client = shore.sign_in("admin")
    client.get(shore.url(members(shore)))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(shore.url(members(shore)))
    with program_scope(shore.program_pk):
        for _ in range(2):
            seat(shore.collective, make_participant())

    with CaptureQueriesContext(connection) as three:
        client.get(shore.url(members(shore)))

    assert len(three) == len(one)
