import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Participant, RosterState
from collectives.operations.roster import start_bringing_in, start_undoing
from collectives.tasks.roster import bring_in_roster, take_back_roster
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import Shore, plain
from tests.collectives.views.rosters import CONTENT, brought_in, checked, state


@pytest.fixture
def client(shore: Shore) -> Client:
    return shore.sign_in("admin")


def test_the_preview_says_for_each_row_what_happens(client: Client, shore: Shore):
    content = CONTENT + f"Amara O.,{shore.member.email},principal,,\n"
    roster = checked(shore, content)
    url = shore.url(f"setup/roster/{roster.pk}/")

    everything = plain(client.get(url))
    changed = plain(client.get(url + "?show=changed"))
    problems = plain(client.get(url + "?show=problem"))

    assert "1 person is new" not in everything
    assert "2 people are new or change" in everything
    assert "School: Pictou Road School" in everything
    assert "<del>Amara Okafor</del>" in changed
    assert "Zoë Côté" not in changed
    assert "not an address" in problems
    assert "Leave it empty, or write one of: teacher leader" in problems
    assert "=cmd|x" in problems


def test_the_list_goes_on_below_a_line(client: Client, shore: Shore):
    roster = checked(shore, "Name,Email\n" + "".join(f"Person,p{n}@example.org\n" for n in range(60)))
    url = shore.url(f"setup/roster/{roster.pk}/")

    first = plain(client.get(url))
    second = plain(client.get(url + "?show=new&after=51"))

    assert "after=51" in first
    assert ("p49@" in first, "p50@" in first) == (True, False)
    assert ("p49@" in second, "p50@" in second) == (False, True)


def test_rows_with_problems_must_be_left_out_knowingly(client: Client, shore: Shore):
    roster = checked(shore)
    url = shore.url(f"setup/roster/{roster.pk}/bring-in/")

    refused = client.post(url)
    agreed = client.post(url, {"leave_out_problems": "on"})

    assert refused.status_code == 422
    assert "2 rows need a look" in plain(refused)
    assert agreed.status_code == 302
    assert state(shore, roster) == RosterState.BRINGING_IN


def test_what_was_brought_in_can_be_undone_from_its_page(client: Client, shore: Shore):
    roster = brought_in(shore)
    page = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    client.post(shore.url(f"setup/roster/{roster.pk}/undo/"))
    take_back_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    assert "Brought in: 1 new, 0 changed." in page
    assert "By Inès Arsenault" in page
    assert "Everything is as it was before." in plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))


def test_what_an_undo_leaves_is_listed_with_the_reason(client: Client, shore: Shore):
    roster = brought_in(shore)
    with program_scope(shore.program_pk):
        Participant.objects.filter(email="zoe@example.org").update(invited_at=timezone.now())
        start_undoing(roster, by=shore.admin, now=timezone.now())
    take_back_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    words = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    assert "1 person stays" in words
    assert "invited, or part of something since" in words


def test_a_step_that_was_taken_meanwhile_is_not_taken_twice(client: Client, shore: Shore):
    roster = brought_in(shore)

    answers = [
        client.post(shore.url(f"setup/roster/{roster.pk}/{step}/"), {"leave_out_problems": "on"}, follow=True)
        for step in ("bring-in", "stop")
    ]

    assert ["This roster has moved on meanwhile" in plain(answer) for answer in answers] == [True, True]
    assert state(shore, roster) == RosterState.DONE


def test_people_who_changed_meanwhile_are_looked_at_again(client: Client, shore: Shore):
    roster = checked(shore)
    with program_scope(shore.program_pk):
        Participant.objects.create(name="Zoë", email="ZOE@example.org")
        start_bringing_in(roster, leave_out_problems=True, by=shore.admin, now=timezone.now())
    bring_in_roster(program_id=shore.program_pk, roster_pk=str(roster.pk))

    words = plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))

    assert "Nobody was brought in." in words
    assert "Read the file again" in words


def test_rows_that_need_a_look_come_as_a_file_that_can_be_repaired_and_brought_in(client: Client, shore: Shore):
    roster = checked(shore)

    answer = client.get(shore.url(f"setup/roster/{roster.pk}/problems/"))

    sheet = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert sheet[0] == '"Name","Email","Position","School","Notes","What helps"'
    assert sheet[1].startswith('"Léo Roy","not an address","astronaut","Nowhere School","","Email: not an address.')
    assert sheet[2].startswith('"\'=cmd|x","eve@example.org"')
    assert len(sheet) == 3


def test_new_places_are_named_before_they_are_made(client: Client, shore: Shore):
    roster = checked(shore, "Name,Email,School,District\nZoë,zoe@example.org,Gull Rock,Tidewater\n", add_places=True)

    assert "School: Gull Rock" in plain(client.get(shore.url(f"setup/roster/{roster.pk}/")))


def test_the_preview_costs_the_same_for_one_row_and_for_many(client: Client, shore: Shore):
    few = checked(shore, "Name,Email,School\nA,a@example.org,Pictou Road School\n")
    many = checked(
        shore, "Name,Email,School\n" + "".join(f"A,a{n}@example.org,Pictou Road School\n" for n in range(40))
    )
    client.get(shore.url(f"setup/roster/{few.pk}/"))

    costs = []
    for roster in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(shore.url(f"setup/roster/{roster.pk}/"))
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 12
