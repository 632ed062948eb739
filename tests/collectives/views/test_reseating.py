"""The pages on which seats are moved in one go: for people who came late, or because a leader left."""

import pytest
from django.utils.timezone import now

from collectives.models import Formation, Participant, Reseating, ReseatingState
from collectives.operations.latecomers import store_work
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, Shore, plain
from tests.make import make_participant
from tests.make_formation import FREE_ON_TUESDAY, make_ballot
from tests.make_invitation import make_formed, make_open_collective, themes_of, wait


@pytest.fixture
def halls(shore: Shore):
    """A collective of a formation with five people, all of whom answered."""
    with program_scope(shore.program_pk):
        people = [make_participant(f"Person {number}") for number in range(5)]
        collective = make_open_collective("Walking the halls", shore.facilitator, *people)
        formation = make_formed(shore.admin, collective, fewest=3)
        for person in (*people, shore.outsider):
            usual = {"zone": "America/Halifax", "half_hours": FREE_ON_TUESDAY, "languages": ["en"]}
            make_ballot(formation, person, *themes_of("Grading"), **usual)
        return collective


def formation_pk(shore: Shore) -> str:
    with program_scope(shore.program_pk):
        return str(Formation.objects.get().pk)


def test_who_sees_who_came_late(shore: Shore, halls):
    assert shore.answers(f"formations/{formation_pk(shore)}/latecomers/") == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 403,
        "facilitator": 404,
        "member": 404,
        "outsider": 404,
        "stranger": 404,
    }


def test_seats_for_who_came_late_are_worked_out_looked_at_done_and_taken_back(shore: Shore, halls):
    client, url = shore.sign_in("admin"), shore.url(f"formations/{formation_pk(shore)}/latecomers/")
    assert "Nguyễn Thị Hồng" in plain(client.get(url))

    page = client.post(url)["Location"]
    working = client.get(page, headers=HTMX)
    assert 'hx-trigger="every 2s"' in working.content.decode()
    assert client.post(url).status_code == 422
    with program_scope(shore.program_pk):
        found = Reseating.objects.get()
        store_work(found.pk, [[str(shore.outsider.pk), "", str(halls.pk)]], [])

    proposed = plain(client.get(page))
    done = client.post(page)
    again = client.post(page)
    after = plain(client.get(page))
    back = client.post(f"{page}undo/")

    assert "1 person would get a seat, nobody would move" in proposed
    assert "Nothing has happened yet" in proposed
    assert (done.status_code, again.status_code, back.status_code) == (302, 422, 302)
    assert "Those concerned have a message" in after
    with program_scope(shore.program_pk):
        assert Reseating.objects.get().state == ReseatingState.UNDONE
        assert not shore.outsider.seats.filter(left_at=None).exists()


def test_a_proposal_is_put_away(shore: Shore, halls):
    with program_scope(shore.program_pk):
        made = Reseating.objects.create(
            why="late", formation_id=formation_pk(shore), proposed_by=shore.admin, proposed_at=now()
        )
    client = shore.sign_in("admin")

    response = client.post(shore.url(f"reseatings/{made.pk}/discard/"))

    assert response.status_code == 302
    assert "This was put away" in plain(client.get(shore.url(f"reseatings/{made.pk}/")))


def test_ways_to_go_on_are_shown_with_carrying_on_first_and_one_is_done(shore: Shore, halls):
    with program_scope(shore.program_pk):
        halls.seats.filter(participant__name="Person 0").update(left_at=now(), left_reason="Another school")
    client, url = shore.sign_in("admin"), shore.url(f"collectives/{halls.pk}/repairs/")
    body = plain(client.get(url))

    changed = client.post(url, {"repair": "something else"})
    chosen = client.post(url, {"repair": body.split('name="repair" value="')[1].split('"')[0]})

    assert "Person 0 left on" in body
    assert "Carry on with 4 people" in body
    assert (changed.status_code, chosen.status_code) == (422, 302)
    assert "Something changed meanwhile" in plain(changed)
    with program_scope(shore.program_pk):
        assert Reseating.objects.get().kind == "nothing"


def test_a_way_on_that_moves_somebody_is_asked_for_once_more(shore: Shore, halls):
    with program_scope(shore.program_pk):
        Formation.objects.update(fewest=5)
        halls.seats.filter(participant__name="Person 0").update(left_at=now())
        wait(shore.outsider, formation=Formation.objects.get())
    client, url = shore.sign_in("admin"), shore.url(f"collectives/{halls.pk}/repairs/")
    body = plain(client.get(url))

    chosen = client.post(url, {"repair": body.split('name="repair" value="')[1].split('"')[0]})

    assert "Give the seat to Nguyễn Thị Hồng, who waits" in body
    assert "Nothing has happened yet" in plain(client.get(chosen["Location"]))
    assert client.post(chosen["Location"]).status_code == 302
    with program_scope(shore.program_pk):
        assert shore.outsider.seats.get(left_at=None).collective == halls


def test_staff_put_somebody_on_the_list_of_a_formation_and_take_them_off(shore: Shore, halls):
    client, page = shore.sign_in("admin"), shore.url(f"formations/{formation_pk(shore)}/latecomers/")
    url = shore.url(f"formations/{formation_pk(shore)}/waiting/")

    put, again = (client.post(url, {"participant": shore.outsider.pk}) for _ in range(2))
    nobody = client.post(url, {})
    listed = plain(client.get(page))
    with program_scope(shore.program_pk):
        place = shore.outsider.waiting.get()
    left = client.post(shore.url(f"waiting/{place.pk}/leave/"))

    assert (put.status_code, again.status_code, nobody.status_code) == (302, 422, 422)
    assert "1. Nguyễn Thị Hồng" in listed
    assert (left.status_code, left["Location"]) == (302, page)


def test_where_nobody_left_there_is_nothing_to_choose(shore: Shore, halls):
    body = plain(shore.sign_in("admin").get(shore.url(f"collectives/{halls.pk}/repairs/")))

    assert "Nobody has left this group" in body


def test_who_sees_the_ways_to_go_on(shore: Shore):
    assert shore.answers(f"collectives/{shore.collective.pk}/repairs/") == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 403,
        "member": 403,
        "outsider": 404,
        "stranger": 404,
    }


def test_what_cannot_be_done_any_more_is_said_on_the_page(shore: Shore, halls):
    with program_scope(shore.program_pk):
        gone = Participant.objects.get(name="Person 0")
        made = Reseating.objects.create(
            why="late",
            moves=[[str(gone.pk), str(shore.collective.pk), str(halls.pk)]],
            proposed_by=shore.admin,
            proposed_at=now(),
        )

    response = shore.sign_in("admin").post(shore.url(f"reseatings/{made.pk}/"))

    assert response.status_code == 422
    assert "Person 0 no longer sits in Ask them" in plain(response)
