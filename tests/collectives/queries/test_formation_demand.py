"""What is wanted beside what can be guided."""

import pytest
from django.utils.timezone import now

from collectives.models import Formation, FormationTheme, Offer, Participant, Theme
from collectives.queries.formation_demand import heat_of, theme_demand, tight_words
from tests.make import make_participant
from tests.make_formation import TUESDAY_AT_THREE, make_ballot, make_formation, make_offer

EARLY = list(range(TUESDAY_AT_THREE, TUESDAY_AT_THREE + 3))  # one slot of 90 minutes


@pytest.fixture
def themes(scope: None) -> list[Theme]:
    return [Theme.objects.create(name=name) for name in ("Belonging", "Grading")]


@pytest.fixture
def formation(themes: list[Theme]) -> Formation:
    return make_formation(make_participant(role="admin"), themes=themes, weekdays=[1])


def ask(formation: Formation, *choices: Theme, **fields) -> None:
    make_ballot(formation, make_participant(), *choices, **fields)


def by_name(formation: Formation) -> dict[str, tuple]:
    return {one.name: (one.ranked, one.facilitators, one.places) for one in theme_demand(formation)}


def test_ranks_are_counted_beside_facilitators(formation, themes, django_assert_num_queries):
    belonging, grading = themes
    ask(formation, grading, belonging)
    ask(formation, grading)
    make_offer(formation, make_participant(), belonging, capacity=2)

    with django_assert_num_queries(5):
        found = by_name(formation)

    assert found == {"Grading": ((2, 0, 0), 0, 0), "Belonging": ((0, 1, 0), 1, 20)}
    assert list(found) == ["Grading", "Belonging"]


def test_who_left_or_does_not_take_part_is_not_counted(formation, themes):
    ask(formation, themes[0], takes_part=False)
    gone = make_participant()
    make_ballot(formation, gone, themes[0])
    Participant.objects.filter(pk=gone.pk).update(left_at=now())

    assert by_name(formation)["Belonging"][0] == (0, 0, 0)


def test_what_will_be_tight_is_said_in_words_the_worst_first(formation, themes):
    belonging, grading = themes
    for _ in range(12):
        ask(formation, grading, belonging)
    for _ in range(2):
        ask(formation, belonging, languages=["fr"])
    make_offer(formation, make_participant(), belonging, grading, languages=["en"])

    assert tight_words(theme_demand(formation), fewest=6) == [
        "Grading: 12 want it first, facilitators for 10.",
        "Belonging: 2 people work only in Français, facilitators for 0.",
    ]


def test_where_people_work_in_several_languages_the_places_are_told_by_language(formation, themes):
    belonging, _grading = themes
    ask(formation, belonging, languages=["fr"])
    make_offer(formation, make_participant(), belonging, languages=["en"], capacity=2)
    make_offer(formation, make_participant(), belonging, languages=["en", "fr"])

    assert [one.guided_in for one in theme_demand(formation)] == [
        [("English", 30), ("Français", 10)],
        [("English", 0), ("Français", 0)],
    ]


def test_one_language_is_not_told(formation, themes):
    ask(formation, themes[0])

    assert [one.guided_in for one in theme_demand(formation)] == [[], []]


def test_a_theme_that_few_chose_is_named_and_a_withdrawn_one_is_not(formation, themes):
    ask(formation, themes[0])
    make_offer(formation, make_participant(), *themes)
    once = tight_words(theme_demand(formation), fewest=6)
    FormationTheme.objects.filter(theme=themes[0]).update(withdrawn_at=now())

    assert once == ["Belonging: 1 person chose it, 6 are needed."]
    assert tight_words(theme_demand(formation), fewest=6) == []


def test_the_times_say_how_many_can(formation, themes, django_assert_num_queries):
    ask(formation, themes[0])
    ask(formation, themes[0], half_hours=EARLY)
    ask(formation, themes[0], half_hours=[])
    make_offer(formation, make_participant(), themes[0], half_hours=EARLY)

    with django_assert_num_queries(2):
        heat = heat_of(formation)

    assert heat.times == ["15:00", "15:30", "16:00"]
    assert [(day, [(cell.members, cell.facilitators, cell.level) for cell in cells]) for day, cells in heat.days] == [
        ("Tuesday", [(2, 1, 5), (1, 0, 3), (1, 0, 3)])
    ]
    assert (heat.answered, heat.none_at_all, heat.best) == (3, 1, 2)


def test_times_before_anybody_has_answered_are_all_zero(formation):
    heat = heat_of(formation)

    assert ({cell.members for _day, cells in heat.days for cell in cells}, heat.answered, heat.best) == ({0}, 0, 0)


def test_an_offer_that_has_not_come_counts_nowhere(formation, themes):
    make_offer(formation, make_participant())

    assert (Offer.objects.count(), by_name(formation)["Grading"]) == (1, ((0, 0, 0), 0, 0))
