"""Collectives: list, overview, making, editing, closing."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectives.models import Collective, Theme
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.make import make_collective, make_participant, name_facilitator, seat


def overview(shore) -> str:
    return f"collectives/{shore.collective.pk}/"


def test_everybody_in_the_program_has_the_list_and_sees_their_own(shore):
    with program_scope(shore.program_pk):
        make_collective("Time to think")

    seen = {
        name: [row.name for row in shore.sign_in(name).get(shore.url("collectives/")).context["rows"]]
        for name in ("admin", "coordinator", "other_coordinator", "facilitator", "member", "outsider")
    }

    assert seen == {
        "admin": ["Ask them", "Time to think"],
        "coordinator": ["Ask them"],
        "other_coordinator": [],
        "facilitator": ["Ask them"],
        "member": ["Ask them"],
        "outsider": [],
    }
    assert shore.sign_in("stranger").get(shore.url("collectives/")).status_code == 404


def test_a_leader_without_a_seat_is_told_what_happens_next(shore):
    body = plain(shore.sign_in("outsider").get(shore.url("collectives/")))

    assert "You have no seat in a collective yet." in body


def test_the_list_names_the_next_step_of_each(shore):
    with program_scope(shore.program_pk):
        make_collective("Time to think")

    rows = shore.sign_in("admin").get(shore.url("collectives/")).context["rows"]

    assert [(row.name, str(row.step.action)) for row in rows] == [
        ("Ask them", "Set its rhythm"),
        ("Time to think", "Name a facilitator"),
    ]


def test_a_member_is_not_sent_to_what_only_others_may_do(shore):
    (row,) = shore.sign_in("member").get(shore.url("collectives/")).context["rows"]

    assert str(row.step.action) == "Open the placemat"


def test_the_list_is_searched_as_a_piece(shore):
    with program_scope(shore.program_pk):
        make_collective("Time to think", theme="Collaborative cultures")

    response = shore.sign_in("admin").get(shore.url("collectives/"), {"q": "cultures"}, headers=HTMX)

    assert [row.name for row in response.context["rows"]] == ["Time to think"]
    assert "<html" not in plain(response)


def test_the_list_costs_the_same_for_one_and_for_three(shore):
    client = shore.sign_in("admin")
    client.get(shore.url("collectives/"))
    with CaptureQueriesContext(connection) as one:
        client.get(shore.url("collectives/"))
    with program_scope(shore.program_pk):
        for _ in range(2):
            more = make_collective()
            seat(more, make_participant())
            name_facilitator(more, shore.facilitator)

    with CaptureQueriesContext(connection) as three:
        client.get(shore.url("collectives/"))

    assert len(three) == len(one)


def test_who_sees_the_overview(shore):
    assert shore.answers(overview(shore)) == {
        "admin": 200,
        "coordinator": 200,
        "other_coordinator": 404,
        "facilitator": 200,
        "member": 200,
        "outsider": 404,
        "stranger": 404,
    }


def test_the_overview_shows_who_and_the_way_on(shore):
    body = plain(shore.sign_in("member").get(shore.url(overview(shore))))

    assert "1 leader from 1 district: principal (1)" in body
    assert "Renée Thériault" in body
    assert 'aria-current="page">Overview' in body


def test_an_admin_makes_a_collective(shore):
    with program_scope(shore.program_pk):
        theme = Theme.objects.get()
    client = shore.sign_in("admin")

    response = client.post(
        shore.url("collectives/new/"), {"name": "Numbers before nine", "theme": theme.pk, "language": "fr"}
    )

    with program_scope(shore.program_pk):
        made = Collective.objects.get(name="Numbers before nine")
    assert response["Location"] == shore.url(f"collectives/{made.pk}/")
    assert (made.language, made.made_by_id) == ("fr", shore.admin.pk)


def test_an_admin_makes_a_collective_of_facilitators(shore):
    with program_scope(shore.program_pk):
        theme = Theme.objects.get()
    asked = {"name": "Those who guide", "theme": theme.pk, "language": "en", "for_facilitators": "on"}

    answer = shore.sign_in("admin").post(shore.url("collectives/new/"), asked, follow=True)

    assert "the facilitators’ own collective" in plain(answer)


def test_a_name_that_is_taken_is_refused_with_everything_still_there(shore):
    with program_scope(shore.program_pk):
        theme = Theme.objects.get()

    response = shore.sign_in("admin").post(
        shore.url("collectives/new/"), {"name": "ask them", "theme": theme.pk, "language": "es"}
    )

    body = plain(response)
    assert response.status_code == 422
    assert "There is a collective called “ask them” already." in body
    assert 'value="ask them"' in body
    assert '<option value="es" selected>' in body


def test_only_an_admin_makes_edits_closes_and_reopens(shore):
    forbidden = {"coordinator": 403, "facilitator": 403, "member": 403}
    outside = {"other_coordinator": 404, "outsider": 404, "stranger": 404}

    for path in ("edit", "close", "reopen"):
        assert shore.answers(f"{overview(shore)}{path}/") == {"admin": 200} | forbidden | outside
    assert shore.answers("collectives/new/") == {"admin": 200} | forbidden | {
        "other_coordinator": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_a_collective_closes_with_a_reason_and_leaves_the_list(shore):
    client = shore.sign_in("admin")

    client.post(shore.url(f"{overview(shore)}close/"), {"reason": "The year is over"})

    assert client.get(shore.url("collectives/")).context["rows"] == []
    closed = client.get(shore.url("collectives/"), {"show": "closed"}).context["rows"]
    assert [row.name for row in closed] == ["Ask them"]
    assert "The year is over" in plain(client.get(shore.url(overview(shore))))


def test_closing_asks_why(shore):
    response = shore.sign_in("admin").post(shore.url(f"{overview(shore)}close/"), {"reason": ""})

    assert response.status_code == 422


def test_what_is_open_cannot_be_reopened(shore):
    response = shore.sign_in("admin").post(shore.url(f"{overview(shore)}reopen/"), {"reason": "Why not"})

    assert response.status_code == 422
    assert "Ask them is open already." in plain(response)


def test_an_edit_shows_in_the_history(shore):
    with program_scope(shore.program_pk):
        theme = Theme.objects.get()
    client = shore.sign_in("admin")

    client.post(shore.url(f"{overview(shore)}edit/"), {"name": "Ask us", "theme": theme.pk, "language": "en"})

    assert "it was called “Ask them”" in plain(client.get(shore.url(overview(shore))))
