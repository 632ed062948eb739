"""Two levels: the collective's words beside one's own, taken over, carried home, taken back; what members show."""

import pytest
from django.test import Client
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import add_if_action, remove_if_action, write_placemat
from inquiry.engine.saving import Edit
from inquiry.models import MAX_IF_ACTIONS, IfAction, IfActionOrigin, Placemat
from tests.inquiry.setting import Setting, person_named, write_if_action
from tests.make import make_placemat


@pytest.fixture
def own(setting: Setting) -> Placemat:
    """The member's own placemat, beside a collective's with words."""
    with program_scope(setting.program.pk):
        write(setting.placemat, setting, then="teachers plan together", so_that="students read on their own")
        return make_placemat(setting.cycle, leader=setting.member)


def write(placemat: Placemat, setting: Setting, **texts: str) -> None:
    edits = [Edit(part, "", text) for part, text in texts.items()]
    write_placemat(placemat, edits=edits, by=setting.member, now=timezone.now())


def text_of(setting: Setting, placemat: Placemat, field: str) -> str:
    with program_scope(setting.program.pk):
        return placemat.texts.get(field=field).text


def actions_of(setting: Setting, leader: str = "member") -> list[str]:
    with program_scope(setting.program.pk):
        rows = IfAction.objects.filter(placemat__leader=person_named(setting, leader), removed_at=None)
        return list(rows.values_list("text", flat=True))


def page_of(client: Client, setting: Setting, placemat: Placemat) -> str:
    return " ".join(client.get(setting.url("placemat", placemat.pk)).content.decode().split())


def test_the_collectives_words_stand_beside_my_own(setting: Setting, own: Placemat, client: Client) -> None:
    client.force_login(setting.member.user)

    page = page_of(client, setting, own)

    assert page.count("students read on their own") == 2  # beside on a desk, folded on a phone
    assert "Take this over as a starting point" in page


def test_a_shown_placemat_is_read_without_the_collectives_beside_it(
    setting: Setting, own: Placemat, client: Client
) -> None:
    with program_scope(setting.program.pk):
        Placemat.objects.filter(pk=own.pk).update(shown_at=timezone.now())
    client.force_login(setting.facilitator.user)

    assert "Take this over" not in page_of(client, setting, own)


def test_taking_over_fills_an_empty_clause_and_never_replaces(setting: Setting, own: Placemat, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("clause-take-over", own.pk)
    with program_scope(setting.program.pk):
        write(own, setting, so_that="ours read aloud")

    answers = [client.post(url, {"part": part}) for part in ("then", "so_that")]

    assert [answer["Location"] for answer in answers] == [
        f"{setting.url('placemat', own.pk)}?taken={part}#box-{part}" for part in ("then", "so_that")
    ]
    assert text_of(setting, own, "then") == "teachers plan together"
    assert text_of(setting, own, "so_that") == "ours read aloud\n\nstudents read on their own"


def test_taking_over_can_be_undone_once(setting: Setting, own: Placemat, client: Client) -> None:
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        write(own, setting, then="ours plan")
    there = client.post(setting.url("clause-take-over", own.pk), {"part": "then"})["Location"]
    offered = client.get(there).content.decode()

    client.post(setting.url("clause-take-back", own.pk))
    again = client.post(setting.url("clause-take-back", own.pk))

    assert "stand below yours now" in offered
    assert text_of(setting, own, "then") == "ours plan"
    assert again["Location"] == setting.url("placemat", own.pk)
    assert "stand below yours now" not in client.get(there).content.decode()


def test_words_that_were_made_ones_own_are_not_taken_back(setting: Setting, own: Placemat, client: Client) -> None:
    client.force_login(setting.member.user)
    client.post(setting.url("clause-take-over", own.pk), {"part": "then"})
    with program_scope(setting.program.pk):
        edit = Edit("then", "teachers plan together", "my teachers plan in pairs")
        write_placemat(own, edits=[edit], by=setting.member, now=timezone.now())

    page = client.post(setting.url("clause-take-back", own.pk), follow=True).content.decode()

    assert "You have written in those words since" in page
    assert text_of(setting, own, "then") == "my teachers plan in pairs"


def test_nothing_is_taken_over_that_the_collective_has_not_written(
    setting: Setting, own: Placemat, client: Client
) -> None:
    client.force_login(setting.member.user)
    url = setting.url("clause-take-over", own.pk)

    answers = [client.post(url, {"part": part}).status_code for part in ("priority", "nothing", f"if:{own.pk}", "")]

    assert answers == [302, 302, 302, 302]
    with program_scope(setting.program.pk):
        assert own.texts.count() == 0


def test_an_if_action_is_carried_into_a_placemat_made_for_it_and_keeps_its_origin(
    setting: Setting, client: Client
) -> None:
    with program_scope(setting.program.pk):
        write_if_action(setting, "agree")
        second = write_if_action(setting, "visit classrooms")
    client.force_login(setting.member.user)
    url = setting.url("if-action-carry", setting.placemat.pk)
    offered = page_of(client, setting, setting.placemat)

    there = client.post(url, {"if_action": str(second.pk)})
    twice = client.post(url, {"if_action": str(second.pk)})

    with program_scope(setting.program.pk):
        mine = Placemat.objects.get(leader=setting.member)
        origins = list(IfActionOrigin.objects.values_list("if_action__text", "origin", "text"))
    assert "Carry if-action 2 into mine" in offered
    assert there["Location"] == twice["Location"]
    assert there["Location"].startswith(setting.url("placemat", mine.pk))
    assert origins == [("visit classrooms", second.pk, "visit classrooms")]
    assert "From the collective’s if-action 2" in page_of(client, setting, mine)
    assert "If-action 2 is in mine" in page_of(client, setting, setting.placemat)


def test_carrying_over_can_be_undone(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    client.force_login(setting.member.user)
    client.post(setting.url("if-action-carry", setting.placemat.pk), {"if_action": str(action.pk)})
    with program_scope(setting.program.pk):
        mine = Placemat.objects.get(leader=setting.member)

    client.post(setting.url("clause-take-back", mine.pk))

    assert actions_of(setting) == []


def test_it_says_when_the_collectives_words_have_changed_since(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    client.force_login(setting.member.user)
    client.post(setting.url("if-action-carry", setting.placemat.pk), {"if_action": str(action.pk)})
    with program_scope(setting.program.pk):
        mine = Placemat.objects.get(leader=setting.member)
        own_action = mine.if_actions.get()
        edit = Edit(f"if:{action.pk}", "visit", "visit in pairs")
        write_placemat(setting.placemat, edits=[edit], by=setting.other_member, now=timezone.now())
    before = page_of(client, setting, mine)

    client.post(setting.url("clause-take-over", mine.pk), {"part": f"if:{own_action.pk}", "seen": "yes"})
    seen, kept = page_of(client, setting, mine), actions_of(setting)

    assert "The collective’s words have changed since" in before
    assert "have changed since" not in seen
    assert kept == ["visit"]


def test_changed_words_are_added_below_mine(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    client.force_login(setting.member.user)
    client.post(setting.url("if-action-carry", setting.placemat.pk), {"if_action": str(action.pk)})
    with program_scope(setting.program.pk):
        mine = Placemat.objects.get(leader=setting.member)
        part = f"if:{mine.if_actions.get().pk}"
        edit = Edit(f"if:{action.pk}", "visit", "write two sentences")
        write_placemat(setting.placemat, edits=[edit], by=setting.other_member, now=timezone.now())

    client.post(setting.url("clause-take-over", mine.pk), {"part": part})

    assert actions_of(setting) == ["visit\n\nwrite two sentences"]


def test_what_the_collective_took_away_is_still_named_as_the_origin(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
    client.force_login(setting.member.user)
    client.post(setting.url("if-action-carry", setting.placemat.pk), {"if_action": str(action.pk)})
    with program_scope(setting.program.pk):
        mine = Placemat.objects.get(leader=setting.member)
        remove_if_action(setting.placemat, pk=action.pk, by=setting.other_member, now=timezone.now())

    assert "From an if-action that the collective took away" in page_of(client, setting, mine)


def test_what_cannot_be_carried_is_said_and_makes_nothing(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        empty = write_if_action(setting, "")
    client.force_login(setting.member.user)
    url = setting.url("if-action-carry", setting.placemat.pk)

    pages = [client.post(url, {"if_action": key}, follow=True).content.decode() for key in (str(empty.pk), "x", "")]

    assert ["Which other one would you carry over?" in page for page in pages] == [True, True, True]
    with program_scope(setting.program.pk):
        assert not Placemat.objects.filter(leader=setting.member).exists()


def test_a_full_placemat_says_so(setting: Setting, own: Placemat, client: Client) -> None:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit")
        for number in range(MAX_IF_ACTIONS):
            add_if_action(own, text=f"one {number}", by=setting.member, now=timezone.now())
    client.force_login(setting.member.user)

    url = setting.url("if-action-carry", setting.placemat.pk)
    page = client.post(url, {"if_action": str(action.pk)}, follow=True).content.decode()

    assert "Which two could become one?" in page


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("member", [302, 302, 302, 200]),
        ("other_member", [404, 404, 302, 200]),
        ("facilitator", [404, 404, 403, 200]),
        ("admin", [404, 404, 403, 403]),
        ("coordinator", [404, 404, 403, 403]),
        ("stranger", [404, 404, 404, 404]),
    ],
)
def test_who_may_do_what(setting: Setting, own: Placemat, client: Client, who: str, statuses: list[int]) -> None:
    client.force_login(person_named(setting, who).user)

    answers = [
        client.post(setting.url("clause-take-over", own.pk), {"part": "then"}).status_code,
        client.post(setting.url("clause-take-back", own.pk)).status_code,
        client.post(setting.url("if-action-carry", setting.placemat.pk)).status_code,
        client.get(setting.url("placemats-shown", setting.collective.pk)).status_code,
    ]

    assert answers == statuses


def test_what_members_show_stands_beside_the_collectives_clauses(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, setting, then="teachers plan together")
        action = write_if_action(setting, "visit classrooms")
    for who in ("member", "other_member"):
        client.force_login(person_named(setting, who).user)
        client.post(setting.url("if-action-carry", setting.placemat.pk), {"if_action": str(action.pk)})
    with program_scope(setting.program.pk):
        shown, hidden = (Placemat.objects.get(leader=one) for one in (setting.member, setting.other_member))
        write(shown, setting, then="two of us plan on Mondays")
        write(hidden, setting, then="kept to myself")
        add_if_action(shown, text="only in my school", by=setting.member, now=timezone.now())
    url = setting.url("placemats-shown", setting.collective.pk)
    client.force_login(setting.facilitator.user)
    nobody = client.get(url).content.decode()
    with program_scope(setting.program.pk):
        Placemat.objects.filter(pk=shown.pk).update(shown_at=timezone.now())

    page = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "Nobody shows a placemat of their own just now." in nobody
    assert all(words in page for words in ("two of us plan on Mondays", "only in my school", "If-actions of their own"))
    assert page.count("visit classrooms") == 2  # the collective's, and what came of it
    assert "kept to myself" not in page
    assert "<html" not in page


def test_before_the_first_cycle_there_is_nothing_to_show(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        setting.placemat.delete()
        setting.cycle.delete()
    client.force_login(setting.member.user)

    assert client.get(setting.url("placemats-shown", setting.collective.pk)).status_code == 302
