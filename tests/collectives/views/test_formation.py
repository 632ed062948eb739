"""Formations: their list, setting one up, what stands in it, its themes, its end."""

import re

import pytest

from collectives.models import District, FormationState, School, Theme
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.collectives.views.formations import Asking, asking
from tests.make_formation import make_ballot, make_offer

__all__ = ["asking"]
FORMATIONS = "formations/"
STAFF_ONLY = {"facilitator": 403, "member": 403, "outsider": 403, "stranger": 404}
SETTINGS = {
    "title": "Autumn 2027",
    "fewest": "6",
    "most": "10",
    "district_most": "",
    "weekdays": ["1", "3"],
    "earliest": "15:00",
    "latest": "16:30",
    "minutes": "90",
    "zone": "America/Halifax",
    "nth": "2",
    "answers_by": "",
}


def settings(shore, **more) -> dict:
    """What the form holds at first, and more."""
    page = shore.sign_in("admin").get(shore.url(f"{FORMATIONS}new/")).content.decode()
    month = re.search(r'name="starts_on".*?value="([\d-]+)"', page, re.DOTALL).group(1)
    with program_scope(shore.program_pk):
        themes = [str(theme.pk) for theme in Theme.objects.all()]
    return SETTINGS | {"starts_on": month, "themes": themes} | more


def test_staff_see_the_formations_and_an_admin_sets_one_up(shore):
    assert shore.answers(FORMATIONS) == STAFF_ONLY | {"admin": 200, "coordinator": 200, "other_coordinator": 200}
    assert shore.answers(f"{FORMATIONS}new/")["coordinator"] == 403
    assert "Set up a formation" not in plain(shore.sign_in("coordinator").get(shore.url(FORMATIONS)))


def test_without_a_theme_the_list_leads_to_themes(shore):
    with program_scope(shore.program_pk):
        Theme.objects.update(set_aside_at="2026-01-01T00:00Z")

    assert "Choose themes" in plain(shore.sign_in("admin").get(shore.url(FORMATIONS)))


def test_a_formation_is_set_up_as_a_draft(shore):
    client = shore.sign_in("admin")

    page = plain(client.post(shore.url(f"{FORMATIONS}new/"), settings(shore), follow=True))

    assert ("Autumn 2027" in page, "being prepared" in page, "Ask 2 leaders what they want" in page) == (True,) * 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"themes": []}, "Tick at least one theme."),
        ({"weekdays": []}, "Tick at least one weekday."),
        ({"fewest": "8", "most": "7"}, "This is fewer than at least 8."),
        ({"earliest": "17:00"}, "This is before the earliest start."),
        ({"most": "11"}, "less than or equal to 10"),
        ({"title": ""}, "This needs an answer."),
        ({"earliest": "15:10", "latest": "15:20"}, "No session could begin."),
    ],
)
def test_settings_that_cannot_be_are_refused_and_kept_on_the_page(shore, wrong, said):
    response = shore.sign_in("admin").post(shore.url(f"{FORMATIONS}new/"), settings(shore, **wrong), headers=HTMX)

    page = plain(response)
    assert (response.status_code, said in page, 'value="90"' in page) == (422, True, True)
    assert response.content.decode().strip().startswith("<form")


def test_settings_are_changed_while_people_are_asked(asking: Asking):
    client = asking.shore.sign_in("admin")

    shown = plain(client.get(asking.url("settings/")))
    client.post(asking.url("settings/"), settings(asking.shore, minutes="60"))

    assert ("Themes that are open" in shown, asking.formation().minutes) == (False, 60)


def test_what_is_being_formed_is_not_changed(asking: Asking):
    client = asking.shore.sign_in("admin")
    asking.change(state=FormationState.FORMING)

    assert client.get(asking.url("settings/")).status_code == 302
    response = client.post(asking.url("settings/"), settings(asking.shore))
    assert (response.status_code, "Its settings stand now." in plain(response)) == (422, True)


def test_the_page_says_in_words_what_will_be_tight(asking: Asking):
    with program_scope(asking.shore.program_pk):
        formation = asking.formation()
        grading = Theme.objects.get(name="Grading")
        make_ballot(formation, asking.shore.outsider, grading)

    page = plain(asking.shore.sign_in("coordinator").get(asking.url()))

    assert "Grading: 1 want it first, facilitators for 0." in page
    assert "The best time suits 1 of 1 member who has answered." in page
    assert "1 of 2" in page


def test_what_matters_is_said_in_words_and_kept_as_numbers(asking: Asking):
    client = asking.shore.sign_in("admin")
    asking.change(weights={"absence": 50})
    levels = {"choices": "4", "positions": "2", "districts": "0", "regions": "1", "alone": "0", "third_last_cycle": "3"}

    shown = plain(client.get(asking.url("weights/")))
    client.post(asking.url("weights/"), levels)
    refused = client.post(asking.url("weights/"), levels | {"regions": "9"}, headers=HTMX)

    ticked = [one for one in re.findall(r"<input[^>]*>", shown) if "checked" in one]
    assert [re.search(r'value="(\d)"', one).group(1) for one in ticked] == ["3", "2", "2", "0", "0", "0"]
    assert asking.formation().weights == {
        "absence": 50,
        "choices": [120, 80, 40],
        "positions": 4,
        "districts": 0,
        "regions": 5,
        "alone": 0,
        "third_last_cycle": 40,
    }
    assert (refused.status_code, refused.content.decode().strip().startswith("<form")) == (422, True)


def test_rural_with_large_can_matter_once_places_are_both(asking: Asking):
    client, words = asking.shore.sign_in("admin"), "Rural with large"
    levels = dict.fromkeys(("choices", "positions", "districts", "regions", "alone", "third_last_cycle"), "0")
    with program_scope(asking.shore.program_pk):
        District.objects.filter(name="Tidewater").update(surroundings="large")
    before = plain(client.get(asking.url("weights/")))
    client.post(asking.url("weights/"), levels | {"rural_with_large": "4"})
    kept_before = asking.formation().weights
    with program_scope(asking.shore.program_pk):
        School.objects.filter(name="Basin View High School").update(surroundings="rural")

    after = plain(client.get(asking.url("weights/")))
    client.post(asking.url("weights/"), levels | {"rural_with_large": "1"})

    assert [words in before, "Go to the places" in before] == [False, True]
    assert [words in after, "Go to the places" in after] == [True, False]
    assert "rural_with_large" not in kept_before
    assert asking.formation().weights["rural_with_large"] == 20


def test_a_coordinator_sees_no_button(asking: Asking):
    page = plain(asking.shore.sign_in("coordinator").get(asking.url()))

    assert [words in page for words in ("Withdraw", "Close asking", "kept apart")] == [False] * 3


@pytest.mark.parametrize("state", [state.value for state in FormationState])
def test_every_state_has_its_next_step(asking: Asking, state: str):
    asking.change(state=state)

    response = asking.shore.sign_in("admin").get(asking.url())

    assert (response.status_code, 'class="next' in response.content.decode()) == (200, True)


def test_when_everybody_has_answered_the_next_step_is_to_form(asking: Asking):
    with program_scope(asking.shore.program_pk):
        formation = asking.formation()
        formation.ballots.all().delete()
        formation.offers.all().delete()
        make_ballot(formation, asking.shore.member, Theme.objects.get(name="Grading"))
        make_offer(formation, asking.shore.facilitator, Theme.objects.get(name="Grading"))

    assert "Everybody has answered" in plain(asking.shore.sign_in("admin").get(asking.url()))


def test_a_theme_is_withdrawn_after_a_question_and_opened_again(asking: Asking):
    client, theme = asking.shore.sign_in("admin"), asking.themes["Grading"]
    with program_scope(asking.shore.program_pk):
        make_ballot(asking.formation(), asking.shore.outsider, Theme.objects.get(pk=theme))

    asked = plain(client.get(asking.url(f"themes/{theme}/withdraw/")))
    without = plain(client.post(asking.url(f"themes/{theme}/withdraw/"), follow=True))
    again = plain(client.post(asking.url(f"themes/{theme}/open/"), follow=True))

    assert "1 member chose it and gets one mail" in asked
    assert ("withdrawn" in without, "withdrawn" in again) == (True, False)


def test_the_last_theme_stays_open(asking: Asking):
    client = asking.shore.sign_in("admin")
    for name in ("Belonging", "Walkthroughs"):
        client.post(asking.url(f"themes/{asking.themes[name]}/withdraw/"))

    response = client.post(asking.url(f"themes/{asking.themes['Grading']}/withdraw/"))

    assert (response.status_code, "is the last open theme" in plain(response)) == (422, True)


def test_a_formation_ends_after_a_question_and_is_taken_up_again(asking: Asking):
    client = asking.shore.sign_in("admin")

    asked = plain(client.get(asking.url("end/")))
    ended = plain(client.post(asking.url("end/"), follow=True))
    client.post(asking.url("take-up/"))

    assert ("the links in the mails no longer open" in asked, "Undo" in ended) == (True, True)
    assert asking.formation().state == "asking"


def test_what_was_accepted_is_not_ended(asking: Asking):
    asking.change(state=FormationState.ACCEPTED)

    response = asking.shore.sign_in("admin").post(asking.url("end/"))

    assert response.status_code == 422


def test_a_formation_of_another_program_is_not_there(asking: Asking):
    client = asking.shore.sign_in("stranger")

    paths = ("", "settings/", "ask/", "answers/", "rules/", "end/")
    answers = {client.get(f"/p/autre-rive/formations/{asking.pk}/{path}").status_code for path in paths}

    assert answers == {404}
