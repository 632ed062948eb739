"""Setting up a formation."""

from datetime import time

import pytest
from django.utils.timezone import now

from collectives.models import Formation, FormationState, ProgramChange, Theme
from collectives.operations.formation import (
    FormedAlready,
    LastTheme,
    NothingOpen,
    change_formation,
    make_formation,
    open_theme,
    set_weights,
    withdraw_theme,
)
from collectives.queries.formation import list_formations, open_themes, slots_made_by, slots_of, usual_district_most
from tests.make import make_participant, make_school
from tests.make_formation import FREE_ON_TUESDAY, TUESDAY_AT_THREE, make_ballot, settings_of
from tests.make_formation import make_formation as formation_of


@pytest.fixture
def themes(scope: None) -> list[Theme]:
    return [Theme.objects.create(name=name) for name in ("Attendance", "Belonging", "Grading")]


def names(formation):
    return [theme.name for theme in open_themes(formation)]


def test_a_new_formation_is_a_draft_with_the_themes_that_were_chosen(admin, themes):
    formation = make_formation(settings_of(), themes=themes[1:], by=admin, now=now())

    assert (formation.state, names(formation), formation.district_most) == ("draft", ["Belonging", "Grading"], 3)


def test_a_formation_needs_a_theme(admin, themes):
    with pytest.raises(NothingOpen, match="themes"):
        make_formation(settings_of(), themes=[], by=admin, now=now())


@pytest.mark.parametrize("wrong", [{"weekdays": []}, {"earliest": time(17), "latest": time(16)}])
def test_a_formation_needs_a_time_at_which_a_session_can_begin(admin, themes, wrong):
    with pytest.raises(NothingOpen, match="No session could begin"):
        make_formation(settings_of(**wrong), themes=themes, by=admin, now=now())


def test_a_change_keeps_what_was_before(admin, themes):
    formation = make_formation(settings_of(), themes=themes, by=admin, now=now())

    change_formation(formation, settings_of(fewest=4), themes=themes[:1], by=admin, now=now())

    formation.refresh_from_db()
    assert (formation.fewest, names(formation)) == (4, ["Attendance"])
    assert ProgramChange.objects.get(what="formation").was["fewest"] == 6


def test_once_people_are_asked_a_change_leaves_the_themes(admin, themes):
    formation = formation_of(admin, themes=themes)

    change_formation(formation, settings_of(minutes=60), themes=themes[:1], by=admin, now=now())

    assert names(formation) == ["Attendance", "Belonging", "Grading"]


@pytest.mark.parametrize("state", [FormationState.FORMING, FormationState.ACCEPTED, FormationState.ENDED])
def test_what_is_being_formed_is_not_changed(admin, themes, state):
    formation = formation_of(admin, themes=themes, state=state)

    with pytest.raises(FormedAlready, match="Spring 2027"):
        change_formation(formation, settings_of(), themes=None, by=admin, now=now())


def test_a_theme_is_withdrawn_and_opened_again(admin, themes):
    formation = formation_of(admin, themes=themes)

    withdraw_theme(formation, themes[0], by=admin, now=now())
    without = names(formation)
    open_theme(formation, themes[0], by=admin, now=now())

    assert (without, names(formation)) == (["Belonging", "Grading"], ["Attendance", "Belonging", "Grading"])
    assert [row.was["withdrawn_at"] is None for row in ProgramChange.objects.order_by("at")] == [True, False]


def test_a_theme_made_since_is_opened(admin, themes):
    formation = formation_of(admin, themes=themes[:1])

    open_theme(formation, themes[2], by=admin, now=now())

    assert names(formation) == ["Attendance", "Grading"]


def test_the_last_theme_stays_open(admin, themes):
    formation = formation_of(admin, themes=themes[:1])

    with pytest.raises(LastTheme, match="“Attendance”"):
        withdraw_theme(formation, themes[0], by=admin, now=now())


def test_weights_are_kept_as_numbers_with_what_they_were(admin, themes):
    formation = formation_of(admin, themes=themes)

    set_weights(formation, {"districts": 40}, by=admin, now=now())

    formation.refresh_from_db()
    assert (formation.weights, ProgramChange.objects.get().was) == ({"districts": 40}, {"weights": {}})


def test_a_few_districts_need_no_cap(admin):
    for number in range(3):
        make_school(f"School {number}", district=f"District {number}")
    few = usual_district_most()
    make_school("School 4", district="District 4")

    assert (few, usual_district_most()) == (None, 3)


def test_slots_are_those_between_the_earliest_and_the_latest_start(admin):
    formation = Formation(zone="America/Halifax", minutes=90, starts_on="2027-01-01")
    formation.weekdays, formation.earliest, formation.latest = [1], time(15), time(16)

    assert slots_of(formation) == [TUESDAY_AT_THREE, TUESDAY_AT_THREE + 1, TUESDAY_AT_THREE + 2]


def test_somebody_an_hour_west_makes_the_slots_that_their_clocks_show(admin, themes):
    formation = formation_of(admin, themes=themes)

    at_home = slots_made_by(formation, half_hours=FREE_ON_TUESDAY, zone="America/Halifax")
    in_toronto = slots_made_by(formation, half_hours=FREE_ON_TUESDAY, zone="America/Toronto")

    assert at_home == {TUESDAY_AT_THREE, TUESDAY_AT_THREE + 1, TUESDAY_AT_THREE + 2}
    assert in_toronto == {TUESDAY_AT_THREE + 2}


def test_the_list_counts_who_was_asked_and_who_has_answered(admin, themes, django_assert_num_queries):
    formation = formation_of(admin, themes=themes)
    make_ballot(formation, make_participant(), themes[0])
    make_ballot(formation, make_participant())

    with django_assert_num_queries(2):
        rows = list_formations(admin)

    assert [(row.title, row.themes, row.asked, row.answered) for row in rows] == [("Spring 2027", 3, 2, 1)]
