"""The placemat's page: who reads it, who writes, what is saved and what comes back."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import MAX_TEXT, IfAction
from tests.inquiry.setting import Setting, person_named, promise_indicator, write_if_action
from tests.make import make_placemat

HTMX = {"HX-Request": "true"}


def sign_in(client: Client, setting: Setting, who: str) -> None:
    client.force_login(person_named(setting, who).user)


@pytest.mark.parametrize("who", ["member", "other_member", "facilitator"])
def test_members_and_facilitators_write_the_collectives_placemat(setting: Setting, client: Client, who: str) -> None:
    sign_in(client, setting, who)
    url = setting.url("placemat", setting.placemat.pk)

    response = client.post(url, {"text-priority": "Structured routines"})

    assert (response.status_code, response["Location"]) == (302, url)
    assert setting.text("priority") == "Structured routines"
    assert "Structured routines" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("who", "read", "write"), [("admin", 200, 403), ("coordinator", 200, 403), ("stranger", 404, 404)]
)
def test_staff_read_it_and_strangers_find_nothing(
    setting: Setting, client: Client, who: str, read: int, write: int
) -> None:
    sign_in(client, setting, who)
    url = setting.url("placemat", setting.placemat.pk)

    answers = [
        client.get(url).status_code,
        client.post(url, {"text-priority": "x"}).status_code,
    ]

    assert answers == [read, write]
    assert setting.text("priority") == ""


def test_a_piece_of_the_page_has_no_furniture(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")

    content = client.get(setting.url("placemat", setting.placemat.pk), headers=HTMX).content.decode()

    assert 'id="placemat"' in content
    assert "<html" not in content


def test_what_two_people_wrote_at_once_is_all_kept(setting: Setting, client: Client) -> None:
    url = setting.url("placemat", setting.placemat.pk)
    sign_in(client, setting, "other_member")
    client.post(url, {"text-priority": "Routines"})
    client.post(url, {"text-priority": "Routines in every class", "base-priority": "Routines"})
    sign_in(client, setting, "member")

    response = client.post(url, {"text-priority": "Clear routines", "base-priority": "Routines", "text-then": "plan"})

    assert response.status_code == 302
    assert setting.text("priority") == "Clear routines in every class"
    assert setting.text("then") == "plan"


def test_words_in_an_if_action_that_was_taken_away_are_kept_and_told(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    url = setting.url("placemat", setting.placemat.pk)
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    client.post(url, {"act": f"remove:{action.pk}"})

    response = client.post(url, {f"text-if-{action.pk}": "visit twice", f"base-if-{action.pk}": "visit"}, follow=True)

    with program_scope(setting.program.pk):
        action.refresh_from_db()
    assert (action.text, bool(action.removed_at)) == ("visit twice", True)
    assert "Your words are kept with it" in response.content.decode()


def test_too_long_a_text_is_still_in_its_box(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    text = "The whole plan. " * (200_000 // 16)

    response = client.post(setting.url("placemat", setting.placemat.pk), {"text-priority": text})

    page = response.content.decode()
    assert response.status_code == 422
    assert text in page
    assert "200,000 characters, and 20,000 fit" in page
    assert len(text) > MAX_TEXT


def test_nul_is_left_out_and_said_so(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")

    response = client.post(
        setting.url("placemat", setting.placemat.pk),
        {"text-priority": "a\x00b\r\nc 👩‍🏫"},
        follow=True,
    )

    assert setting.text("priority") == "ab\nc 👩‍🏫"
    assert "One character that no page can show was left out." in response.content.decode()


def test_the_form_adds_moves_and_removes_if_actions_and_saves_what_was_typed(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    url = setting.url("placemat", setting.placemat.pk)
    with program_scope(setting.program.pk):
        first = write_if_action(setting, "visit")
        second = write_if_action(setting, "plan")
    typed = {f"text-if-{first.pk}": "visit classrooms", f"base-if-{first.pk}": "visit"}

    moved = client.post(url, typed | {"act": f"down:{first.pk}"})
    added = client.post(url, {"act": "add"})
    removed = client.post(url, {"act": f"remove:{second.pk}"})

    with program_scope(setting.program.pk):
        standing = IfAction.objects.filter(removed_at=None).order_by("position", "pk")
        texts = [action.text for action in standing]
    assert [moved.status_code, added.status_code, removed.status_code] == [302, 302, 302]
    assert texts == ["visit classrooms", ""]
    assert "1 taken away" in client.get(url).content.decode()


def test_an_act_on_another_placemats_if_action_does_nothing(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
        action = write_if_action(setting, "visit")

    response = client.post(setting.url("placemat", own.pk), {"act": f"remove:{action.pk}"})

    with program_scope(setting.program.pk):
        action.refresh_from_db()
    assert response.status_code == 302
    assert action.removed_at is None


def test_the_thirteenth_if_action_is_refused_with_a_question(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    with program_scope(setting.program.pk):
        for position in range(1, 13):
            write_if_action(setting, f"action {position}")

    response = client.post(setting.url("placemat", setting.placemat.pk), {"act": "add"}, follow=True)

    assert "holds 12 if-actions" in response.content.decode()


def test_the_way_to_the_collectives_placemat(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")

    response = client.get(setting.url("collective-placemat", setting.collective.pk))

    assert response["Location"] == setting.url("placemat", setting.placemat.pk)


def test_before_the_first_cycle_the_page_says_what_comes_first(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        setting.placemat.delete()
        setting.cycle.delete()
    pages = {}
    for who in ("member", "facilitator"):
        sign_in(client, setting, who)
        pages[who] = client.get(setting.url("collective-placemat", setting.collective.pk)).content.decode()

    assert "The cycle has not begun yet." in pages["member"]
    assert "Start the cycle" in pages["facilitator"]


def test_a_former_member_reads_and_writes_no_more(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        setting.collective.seats.filter(participant=setting.member).update(left_at=timezone.now())
    sign_in(client, setting, "member")

    assert client.get(setting.url("placemat", setting.placemat.pk)).status_code == 404


def test_the_page_costs_the_same_however_much_stands_there(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    url = setting.url("placemat", setting.placemat.pk)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        return len([one for one in queries if "SAVEPOINT" not in one["sql"] and "set_config" not in one["sql"]])

    client.get(url)
    empty = count()
    with program_scope(setting.program.pk):
        for position in range(1, 11):
            action = write_if_action(setting, f"visit {position}")
            promise_indicator(setting, f"seen {position}", if_action=action)
            promise_indicator(setting, f"moved {position}")
        make_placemat(setting.cycle, leader=setting.member)
        make_placemat(setting.cycle, leader=setting.other_member, shown_at=timezone.now())

    assert count() == empty <= 18
