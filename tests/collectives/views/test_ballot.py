"""Answering a ballot: by door, signed in, on somebody's behalf."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import Door, Participant, Program, ProgramChange, User
from collectives.operations.formation import withdraw_theme
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.collectives.views.formations import ANSWER, Asking, asking
from tests.make_formation import TUESDAY_AT_THREE, make_ballot, make_formation

__all__ = ["asking"]
MOST_QUERIES = 20


def wants(asking: Asking, *names: str, **more) -> dict:
    chosen = dict(zip(("first", "second", "third"), (asking.themes[name] for name in names), strict=False))
    return ANSWER | chosen | more


def ticked(page: str) -> list[int]:
    return [int(one) for one in re.findall(r'name="half" value="(\d+)" checked', page)]


def test_looking_at_the_link_changes_nothing_and_says_as_whom_one_answers(client: Client, asking: Asking):
    pages = [client.get(asking.ballot_door) for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert "You answer as <b>Amara Okafor</b>" in plain(pages[0])
    assert "Other members do not see it." in plain(pages[0])
    assert (asking.ballot().answered_at, Door.objects.filter(opened_at=None).count()) == (None, 2)
    assert pages[0]["Referrer-Policy"] == "strict-origin"


def test_a_ballot_is_answered_by_the_link_without_signing_in(client: Client, asking: Asking):
    response = client.post(asking.ballot_door, wants(asking, "Grading", "Belonging"), follow=True)

    assert response.redirect_chain == [(f"{asking.ballot_door}?said=saved", 302)]
    assert "Your answer is saved." in plain(response)
    assert "Of 6 times at which sessions can begin, 2 suit you." in plain(response)
    assert (asking.ranked(), asking.ballot().meeting) == (["Grading", "Belonging"], "online")


def test_the_same_link_answered_twice_keeps_the_later_answer_and_both_in_the_history(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading"))

    response = client.post(asking.ballot_door, wants(asking, "Belonging", seen=""), follow=True)

    assert "The later answer stands; the earlier one is kept in the history." in plain(response)
    assert asking.ranked() == ["Belonging"]
    with program_scope(asking.shore.program_pk):
        was = [change.was.get("choices") for change in ProgramChange.objects.order_by("at")]
    assert was == [None, [asking.themes["Grading"]]]


def test_an_answer_changed_on_a_fresh_page_is_no_second_tab(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading"))
    seen = asking.ballot().answered_at.isoformat()

    response = client.post(asking.ballot_door, wants(asking, "Belonging", seen=seen))

    assert response["Location"].endswith("?said=saved")


def test_a_member_answers_signed_in_on_the_same_page(asking: Asking):
    client = asking.shore.sign_in("member")

    response = client.post(asking.ballot_url, wants(asking, "Walkthroughs"), follow=True)

    assert "Your answer is saved." in plain(response)
    assert asking.ranked() == ["Walkthroughs"]


def test_what_is_left_open_is_asked_for_and_what_was_ticked_is_kept(client: Client, asking: Asking):
    response = client.post(asking.ballot_door, ANSWER | {"languages": [], "note": "Not in February"}, headers=HTMX)

    page = plain(response)
    assert response.status_code == 422
    assert response.content.decode().strip().startswith('<div id="ballot">')
    assert ("Choose the theme you want most." in page, "Tick at least one language." in page) == (True, True)
    assert (ticked(page), "Not in February" in page) == ([TUESDAY_AT_THREE + number for number in range(4)], True)
    assert asking.ballot().answered_at is None


def test_a_theme_is_chosen_once(client: Client, asking: Asking):
    response = client.post(asking.ballot_door, wants(asking, "Grading", "Grading"))

    assert response.status_code == 422
    assert "You chose “Grading” already." in plain(response)


def test_a_third_choice_without_a_second_becomes_the_second(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading") | {"third": asking.themes["Belonging"]})

    assert asking.ranked() == ["Grading", "Belonging"]


def test_a_theme_withdrawn_while_the_page_was_open_is_refused_in_words(client: Client, asking: Asking):
    with program_scope(asking.shore.program_pk):
        theme = asking.formation().themes.get(theme=asking.themes["Grading"]).theme
        withdraw_theme(asking.formation(), theme, by=asking.shore.admin, now=now())

    response = client.post(asking.ballot_door, wants(asking, "Grading"))

    assert response.status_code == 422
    assert "This theme is no longer open. Choose another one." in plain(response)


def test_who_ranked_a_withdrawn_theme_is_told_on_the_page(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading", "Belonging"))
    with program_scope(asking.shore.program_pk):
        theme = asking.formation().themes.get(theme=asking.themes["Grading"]).theme
        withdraw_theme(asking.formation(), theme, by=asking.shore.admin, now=now())

    page = plain(client.get(asking.ballot_door))

    assert "A theme you chose is no longer open: Grading." in page
    assert re.search(rf'name="first".*?value="{asking.themes["Belonging"]}" selected', page)


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("all", 10),
        ("day-1", 5),
        ("time-30", 2),
        ("afternoons", 10),
        ("none", 0),
        ("nonsense", 1),
        ("day-x", 1),
        ("day-" + "9" * 5000, 1),
    ],
)
def test_a_quick_way_ticks_many_and_saves_nothing(client: Client, asking: Asking, way: str, expected: int):
    sent = ANSWER | {"half": [str(TUESDAY_AT_THREE), "9" * 5000], "fill": way, "note": "kept"}

    response = client.post(asking.ballot_door, sent)

    page = plain(response)
    assert (response.status_code, len(ticked(page)), "kept" in page) == (200, expected, True)
    assert "Choose the theme you want most." not in page
    assert asking.ballot().answered_at is None


def test_another_zone_shows_the_same_window_on_its_clocks(client: Client, asking: Asking):
    response = client.post(asking.ballot_door, ANSWER | {"act": "show", "zone": "America/Toronto"})

    page = plain(response)
    assert "Eastern time (Toronto)" in page
    assert "14:00" in re.search(r"<table.*?</table>", page).group()
    assert (len(ticked(page)), f'type="hidden" name="half" value="{TUESDAY_AT_THREE + 3}"' in page) == (3, True)
    assert asking.ballot().answered_at is None


def test_what_was_ticked_outside_the_window_is_kept(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading") | {"half": ["0", str(TUESDAY_AT_THREE)]})

    page = plain(client.get(asking.ballot_door))

    assert '<input type="hidden" name="half" value="0">' in page
    assert asking.ballot().half_hours == [0, TUESDAY_AT_THREE]


def test_who_can_make_no_time_is_told_kindly(client: Client, asking: Asking):
    response = client.post(asking.ballot_door, wants(asking, "Grading", half=[]), follow=True)

    assert "None of the times at which sessions can begin suits you. That is all right" in plain(response)


def test_who_cannot_take_part_says_so_and_takes_it_back(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading"))

    no = client.post(asking.ballot_door, {"act": "no"}, follow=True)
    yes = client.post(asking.ballot_door, {"act": "yes"}, follow=True)

    assert "You said that you cannot take part this time." in plain(no)
    assert 'name="first"' not in plain(no)
    assert f'value="{asking.themes["Grading"]}" selected' in plain(yes)


@pytest.mark.parametrize("state", ["forming", "accepted"])
def test_when_answers_are_in_the_page_shows_what_was_said(client: Client, asking: Asking, state: str):
    client.post(asking.ballot_door, wants(asking, "Grading"))
    asking.change(state=state)

    page, sent = plain(client.get(asking.ballot_door)), client.post(asking.ballot_door, wants(asking, "Belonging"))

    assert ("Tuesday 15:00–17:00" in page, "Grading" in page, "<form" in page.split("<footer")[0]) == (
        True,
        True,
        False,
    )
    assert (sent.status_code, asking.ranked()) == (422, ["Grading"])


@pytest.mark.parametrize("state", ["draft", "ended"])
def test_the_link_of_a_formation_that_does_not_ask_opens_nothing(client: Client, asking: Asking, state: str):
    asking.change(state=state)

    assert client.get(asking.ballot_door).status_code == 410


def test_the_link_of_somebody_who_left_opens_nothing(client: Client, asking: Asking):
    with program_scope(asking.shore.program_pk):
        Participant.objects.filter(pk=asking.shore.member.pk).update(left_at=now())

    assert client.get(asking.ballot_door).status_code == 410


def test_an_admin_answers_for_somebody_who_called(asking: Asking):
    admin = asking.shore.sign_in("admin")
    asking.change(state="forming")

    shown = plain(admin.get(asking.ballot_url))
    response = admin.post(asking.ballot_url, wants(asking, "Grading"), follow=True)

    assert "You write this down for <b>Amara Okafor</b>" in shown
    assert (response.status_code, asking.ranked()) == (200, ["Grading"])
    assert "Inès Arsenault wrote this down" in plain(asking.shore.sign_in("member").get(asking.ballot_url))


def test_a_coordinator_of_the_region_reads_and_changes_nothing(asking: Asking):
    coordinator = asking.shore.sign_in("coordinator")

    page = coordinator.get(asking.ballot_url)

    assert (page.status_code, 'name="first"' in plain(page)) == (200, False)
    assert coordinator.post(asking.ballot_url, wants(asking, "Grading")).status_code == 403


@pytest.mark.parametrize("who", ["other_coordinator", "outsider", "facilitator"])
def test_nobody_else_sees_a_ballot(asking: Asking, who: str):
    assert asking.shore.sign_in(who).get(asking.ballot_url).status_code == 404


def test_a_stranger_finds_no_ballot_in_their_own_program(asking: Asking):
    client = asking.shore.sign_in("stranger")

    assert client.get(f"/p/autre-rive/formations/ballots/{asking.ballot_pk}/").status_code == 404


def test_it_is_filled_in_from_what_one_said_the_last_time(client: Client, asking: Asking):
    with program_scope(asking.shore.program_pk):
        theme = asking.formation().themes.get(theme=asking.themes["Walkthroughs"]).theme
        former = make_formation(asking.shore.admin, title="Autumn 2026", state="accepted")
        make_ballot(former, asking.shore.member, theme, languages=["fr"])

    page = plain(client.get(asking.ballot_door))

    assert "Filled in from what you said for “Autumn 2026”." in page
    assert f'value="{asking.themes["Walkthroughs"]}" selected' in page
    assert len(ticked(page)) == 5


def test_the_link_speaks_the_language_of_the_mail(client: Client, asking: Asking):
    with program_scope(asking.shore.program_pk):
        Participant.objects.filter(pk=asking.shore.member.pk).update(language="fr")

    page = plain(client.get(asking.ballot_door))

    assert '<html lang="fr"' in page
    assert "Mardi" in page


def test_a_link_of_another_program_opens_in_its_own_scope_only(client: Client, asking: Asking, other_program: Program):
    Door.objects.filter(purpose="ballot").update(program=other_program)

    assert client.get(asking.ballot_door).status_code == 410


def test_the_page_costs_the_same_however_many_themes(client: Client, asking: Asking):
    client.post(asking.ballot_door, wants(asking, "Grading", "Belonging", "Walkthroughs"))

    with CaptureQueriesContext(connection) as captured:
        client.get(asking.ballot_door)

    assert len(captured) <= MOST_QUERIES


def test_the_clocks_are_those_of_the_person(asking: Asking):
    User.objects.filter(pk=asking.shore.member.user_id).update(time_zone="America/St_Johns")

    page = plain(asking.shore.sign_in("member").get(asking.ballot_url))

    assert "Newfoundland time (St. John’s)" in re.search(r"<table.*?</table>", page).group()
