"""Participants: list, one of them, adding, editing, leaving, coming back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import Participant, Role
from collectives.operations.role import take_role
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.make import give_role, make_collective, make_participant, seat

LIST = "setup/participants/"
ZOE = {"name": "Zoë Lefèvre", "email": "zoe@example.org", "position": "coach", "language": "fr"}


def names(response) -> set[str]:
    return {row.name for row in response.context["rows"]}


def test_the_list_is_for_staff(shore):
    assert shore.answers(LIST) == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 200,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_a_coordinator_sees_their_region_and_whom_their_collectives_touch(shore):
    assert names(shore.sign_in("coordinator").get(shore.url(LIST))) == {
        "Amara Okafor",
        "Renée Thériault",
        "Priya Raman",
    }
    assert names(shore.sign_in("other_coordinator").get(shore.url(LIST))) == {"Fatoumata Diallo", "Nguyễn Thị Hồng"}


def test_a_coordinator_sees_emails_of_their_region_only(shore):
    rows = shore.sign_in("coordinator").get(shore.url(LIST)).context["rows"]

    assert {row.name for row in rows if row.email} == {"Amara Okafor", "Priya Raman"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "okafor"}, {"Amara Okafor"}),
        ({"position": "principal"}, {"Amara Okafor"}),
        ({"role": "facilitator"}, {"Renée Thériault"}),
        ({"entry": "left"}, set()),
        ({"entry": "not-invited"}, {"Zoë Lefèvre"}),
        ({"entry": "nonsense", "q": "thị"}, {"Nguyễn Thị Hồng"}),
        ({"region": "not-a-key", "q": "raman"}, {"Priya Raman"}),
        ({"page": "last", "q": "okafor", "role": "nonsense"}, {"Amara Okafor"}),
    ],
)
def test_the_list_is_narrowed(shore, query, found):
    with program_scope(shore.program_pk):
        Participant.objects.create(name="Zoë Lefèvre", email="zoe@example.org")
        Participant.objects.exclude(name="Zoë Lefèvre").update(invited_at=now())

    response = shore.sign_in("admin").get(shore.url(LIST), query)

    assert names(response) == found


def test_the_list_is_narrowed_by_place(shore):
    client, district = shore.sign_in("admin"), shore.school.district

    for query in ({"region": district.region_id}, {"district": district.pk}, {"school": shore.school.pk}):
        assert names(client.get(shore.url(LIST), query)) == {"Amara Okafor"}


def test_an_email_is_searched_only_by_who_may_see_it(shore):
    with program_scope(shore.program_pk):
        seat(shore.collective, make_participant("Ida Thorsen", email="hidden@example.org"))

    assert names(shore.sign_in("coordinator").get(shore.url(LIST), {"q": "hidden"})) == set()
    assert names(shore.sign_in("admin").get(shore.url(LIST), {"q": "hidden"})) == {"Ida Thorsen"}


def test_the_list_comes_as_a_piece(shore):
    response = shore.sign_in("admin").get(shore.url(LIST), headers=HTMX)

    assert response.content.decode().strip().startswith("<section")


def test_the_list_costs_the_same_for_one_and_for_three(shore):
    client, query = shore.sign_in("admin"), {"position": "principal"}
    client.get(shore.url(LIST))
    with CaptureQueriesContext(connection) as one:
        client.get(shore.url(LIST), query)
    with program_scope(shore.program_pk):
        for _ in range(2):
            more = make_participant(position="principal", school=shore.school)
            give_role(more, Role.COORDINATOR, region=shore.school.district.region)

    with CaptureQueriesContext(connection) as three:
        client.get(shore.url(LIST), query)

    assert len(three) == len(one)


def test_a_long_list_has_pages(shore):
    with program_scope(shore.program_pk):
        Participant.objects.bulk_create(Participant(name=f"Zed {n:03}", email=f"p{n}@example.org") for n in range(60))

    first = shore.sign_in("admin").get(shore.url(LIST), {"q": "Zed"})

    assert "1 to 50 of 60" in plain(first)
    assert "?q=Zed&amp;page=2" in plain(first)


def test_who_sees_a_person(shore):
    assert shore.answers(f"participants/{shore.member.pk}/") == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 404,
        "facilitator": 200,
        "member": 200,
        "outsider": 404,
        "stranger": 404,
    }


def test_a_colleague_sees_who_somebody_is_but_not_how_to_reach_them(shore):
    url = shore.url(f"participants/{shore.member.pk}/")

    colleague, self_, admin = (plain(shore.sign_in(name).get(url)) for name in ("facilitator", "member", "admin"))

    assert "Pictou Road School, Tidewater" in colleague
    assert shore.member.email not in colleague
    assert "Roles" not in colleague
    assert shore.member.email in self_
    assert "Give or take roles" not in self_
    assert "Give or take roles" in admin


def test_a_colleague_does_not_see_collectives_that_are_not_theirs(shore):
    with program_scope(shore.program_pk):
        seat(make_collective("Secret garden"), shore.member)

    assert "Secret garden" not in plain(shore.sign_in("facilitator").get(shore.url(f"participants/{shore.member.pk}/")))


def test_a_role_that_ended_stays_on_the_page_with_who_took_it(shore):
    with program_scope(shore.program_pk):
        take_role(shore.member.grants.get(), by=shore.admin, now=now())

    body = plain(shore.sign_in("admin").get(shore.url(f"participants/{shore.member.pk}/")))

    assert "by Inès Arsenault" in body


def test_an_admin_adds_one_person(shore):
    response = shore.sign_in("admin").post(shore.url(f"{LIST}new/"), ZOE | {"school": shore.school.pk})

    with program_scope(shore.program_pk):
        added = Participant.objects.get(email="zoe@example.org")
        assert (added.school_id, added.district_id) == (shore.school.pk, shore.school.district_id)
    assert response["Location"] == shore.url(f"participants/{added.pk}/")


def test_an_email_that_takes_part_is_refused_with_everything_still_there(shore):
    response = shore.sign_in("admin").post(shore.url(f"{LIST}new/"), ZOE | {"email": shore.member.email})

    assert response.status_code == 422
    assert "takes part already" in plain(response)
    assert 'value="Zoë Lefèvre"' in plain(response)


def test_a_school_and_another_district_contradict_each_other(shore):
    with program_scope(shore.program_pk):
        other = shore.outsider.district_id

    response = shore.sign_in("admin").post(
        shore.url(f"{LIST}new/"), ZOE | {"school": shore.school.pk, "district": other}
    )

    assert response.status_code == 422
    assert "Pictou Road School is in Tidewater." in plain(response)


def test_an_edit_is_kept_in_the_history(shore):
    client, path = shore.sign_in("admin"), f"participants/{shore.outsider.pk}/"

    client.post(shore.url(f"{path}edit/"), ZOE | {"email": shore.outsider.email})

    assert "Edited" in plain(client.get(shore.url(path)))


def test_only_an_admin_adds_edits_and_ends(shore):
    path = f"participants/{shore.member.pk}/"
    expected = {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 404,
        "facilitator": 403,
        "member": 403,
        "outsider": 404,
        "stranger": 404,
    }

    assert shore.answers(f"{path}edit/") == expected
    assert shore.answers(f"{path}leave/") == expected
    assert shore.answers(f"{LIST}new/")["coordinator"] == 403


def test_who_leaves_can_be_brought_back(shore):
    client, path = shore.sign_in("admin"), f"participants/{shore.member.pk}/"

    client.post(shore.url(f"{path}leave/"), {"reason": "A new post elsewhere"})
    body = plain(client.get(shore.url(path)))
    outside = shore.sign_in("member").get(shore.url("collectives/")).status_code
    client.post(shore.url(f"{path}return/"))

    assert "Left the program on" in body
    assert "A new post elsewhere" in body
    assert outside == 404
    assert shore.sign_in("member").get(shore.url("collectives/")).status_code == 200


def test_the_only_admin_does_not_leave(shore):
    response = shore.sign_in("admin").post(shore.url(f"participants/{shore.admin.pk}/leave/"), {"reason": "Enough"})

    assert response.status_code == 422


def test_others_bring_nobody_back(shore):
    path = f"participants/{shore.member.pk}/return/"

    assert shore.sign_in("facilitator").post(shore.url(path)).status_code == 403
    assert shore.sign_in("stranger").post(shore.url(path)).status_code == 404


def test_a_search_no_name_can_hold_is_answered(shore):
    assert shore.sign_in("admin").get(shore.url(LIST), {"q": "\0okafor"}).status_code == 200
