"""Waiting lists, as those who run the program see them, and leaving one oneself."""

from django.utils.timezone import now

from collectives.models import Collective
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore, plain
from tests.make import make_participant
from tests.make_invitation import make_invitation, wait


def test_the_waiting_list_says_who_fits_and_seats_out_of_turn(shore: Shore):
    client, url = shore.sign_in("admin"), shore.url(f"collectives/{shore.collective.pk}/waiting/")

    put = client.post(url, {"participant": shore.outsider.pk})
    again = client.post(url, {"participant": shore.outsider.pk})
    listed = plain(client.get(url))
    with program_scope(shore.program_pk):
        place = shore.outsider.waiting.get()
    seated = client.post(f"{url}{place.pk}/seat/")

    assert (put.status_code, again.status_code, seated.status_code) == (302, 422, 302)
    assert "1. Nguyễn Thị Hồng" in listed
    assert "Fits: nothing stands in the way" in listed
    assert client.post(f"{url}{place.pk}/seat/").status_code == 404


def test_a_seat_for_who_waits_is_refused_when_there_is_none(shore: Shore):
    with program_scope(shore.program_pk):
        place = wait(shore.outsider, shore.collective)
        for _ in range(9):
            make_invitation(shore.collective, make_participant())
    url = shore.url(f"collectives/{shore.collective.pk}/waiting/{place.pk}/seat/")

    response = shore.sign_in("admin").post(url)

    assert response.status_code == 422
    assert "has all 10 seats taken" in plain(response)


def test_one_leaves_a_waiting_list_oneself_and_nobody_else_does(shore: Shore):
    with program_scope(shore.program_pk):
        place = wait(shore.outsider, shore.collective)
    url = shore.url(f"waiting/{place.pk}/leave/")

    others = [shore.sign_in(name).post(url).status_code for name in ("member", "facilitator", "coordinator")]

    assert (others, shore.sign_in("outsider").post(url).status_code) == ([404] * 3, 302)


def test_who_sees_a_waiting_list(shore: Shore):
    assert shore.answers(f"collectives/{shore.collective.pk}/waiting/") == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 403,
        "member": 403,
        "outsider": 404,
        "stranger": 404,
    }


def test_a_closed_collective_takes_nobody_on_its_list(shore: Shore):
    with program_scope(shore.program_pk):
        Collective.objects.update(closed_at=now())

    response = shore.sign_in("admin").post(
        shore.url(f"collectives/{shore.collective.pk}/waiting/"), {"participant": shore.outsider.pk}
    )

    assert response.status_code == 422
