"""Rules of a formation, and those that contradict one another."""

import pytest
from django.utils.timezone import now

from collectives.models import Formation, FormationRule, FormationState, Participant, Position
from collectives.operations.formation import FormedAlready
from collectives.operations.formation_rule import (
    Contradiction,
    RuleStands,
    TooFew,
    end_rule,
    restore_rule,
    set_rule,
    set_rules,
)
from collectives.queries.formation_rule import list_rules, suggested_pairs
from tests.make import make_participant, make_school
from tests.make_formation import make_ballot, make_formation


@pytest.fixture
def people(scope: None) -> list[Participant]:
    return [make_participant(f"P{number:02}") for number in range(11)]


@pytest.fixture
def formation(admin: Participant) -> Formation:
    return make_formation(admin)


def keep(formation, kind, people, admin, reason=""):
    return set_rule(formation, kind=kind, people=people, reason=reason, by=admin, now=now())


def kept(formation):
    return sorted((row.kind, *row.people) for row in list_rules(formation))


def test_people_are_kept_apart_and_together(formation, admin, people):
    keep(formation, "apart", people[:2], admin)
    keep(formation, "together", people[2:5], admin)

    assert kept(formation) == [("apart", "P00", "P01"), ("together", "P02", "P03", "P04")]


@pytest.mark.parametrize("many", [0, 1])
def test_a_rule_is_about_two_at_least(formation, admin, people, many):
    with pytest.raises(TooFew):
        keep(formation, "apart", people[:many], admin)


def test_one_person_named_twice_is_one_person(formation, admin, people):
    with pytest.raises(TooFew):
        keep(formation, "apart", [people[0], people[0]], admin)


def test_the_same_rule_stands_once(formation, admin, people):
    keep(formation, "apart", people[:2], admin)

    with pytest.raises(RuleStands):
        keep(formation, "apart", [people[1], people[0]], admin)


def test_who_is_kept_apart_is_not_kept_together(formation, admin, people):
    keep(formation, "apart", people[:2], admin, reason="evaluates them")

    with pytest.raises(Contradiction, match=r"P00 and P01 are kept apart \(evaluates them\)"):
        keep(formation, "together", people[:3], admin)


def test_who_is_kept_together_through_others_is_not_kept_apart(formation, admin, people):
    keep(formation, "together", people[:2], admin)
    keep(formation, "together", people[1:3], admin)

    with pytest.raises(Contradiction, match="P00 and P02"):
        keep(formation, "apart", [people[0], people[2]], admin)


def test_eleven_people_cannot_sit_in_one_collective(formation, admin, people):
    with pytest.raises(Contradiction, match="11 people cannot sit in one collective of 10: P00, P01"):
        keep(formation, "together", people, admin)


def test_eleven_people_cannot_sit_together_through_two_rules_either(formation, admin, people):
    keep(formation, "together", people[:6], admin)

    with pytest.raises(Contradiction, match="11 people"):
        keep(formation, "together", people[5:], admin)

    assert len(kept(formation)) == 1


def test_more_of_one_district_than_allowed_cannot_sit_together(formation, admin, people):
    for number in range(4):
        make_school(f"School {number}", district=f"District {number}")
    school = make_school("School 0", district="District 0")
    Participant.objects.filter(name__in=["P00", "P01", "P02", "P03"]).update(school=school)

    with pytest.raises(Contradiction, match="4 people of District 0 cannot sit together: at most 3"):
        keep(formation, "together", people[:4], admin)


def test_with_few_districts_there_is_no_cap(formation, admin, people):
    school = make_school("School 0", district="District 0")
    Participant.objects.filter(name__in=["P00", "P01", "P02", "P03"]).update(school=school)

    keep(formation, "together", people[:4], admin)

    assert len(kept(formation)) == 1


def test_a_rule_that_ended_stays_in_the_history_and_comes_back(formation, admin, people):
    rule = keep(formation, "apart", people[:2], admin, reason="siblings")

    end_rule(rule, by=admin, now=now())
    ended = kept(formation)
    restore_rule(rule, by=admin, now=now())

    assert (ended, kept(formation)) == ([], [("apart", "P00", "P01")])
    assert FormationRule.objects.exclude(ended_at=None).get().ended_by == admin


def test_a_rule_comes_back_only_when_nothing_contradicts_it_now(formation, admin, people):
    rule = keep(formation, "apart", people[:2], admin)
    end_rule(rule, by=admin, now=now())
    keep(formation, "together", people[:2], admin)

    with pytest.raises(Contradiction):
        restore_rule(rule, by=admin, now=now())


def test_rules_are_set_until_it_is_formed(formation, admin, people):
    Formation.objects.update(state=FormationState.ACCEPTED)

    with pytest.raises(FormedAlready):
        keep(formation, "apart", people[:2], admin)


def test_superintendents_and_principals_of_one_district_are_suggested_to_be_kept_apart(formation, admin):
    here, far = make_school("Here", district="Here"), make_school("Far", district="Far")
    boss = make_participant("Boss", position=Position.SUPERINTENDENT, district=here.district)
    make_ballot(formation, boss)
    for name, school in (("Pam", here), ("Pat", here), ("Fay", far)):
        make_ballot(formation, make_participant(name, position=Position.PRINCIPAL, school=school))
    make_participant("Not asked", position=Position.PRINCIPAL, school=here)

    pairs = suggested_pairs(formation)
    both = [(one.superintendent, one.principal) for one in pairs]
    made = set_rules(formation, both, kind="apart", reason="evaluates them", by=admin, now=now())

    assert [(one.superintendent.name, one.principal.name) for one in pairs] == [("Boss", "Pam"), ("Boss", "Pat")]
    assert (made, suggested_pairs(formation)) == (2, [])


def test_pairs_are_kept_apart_all_or_none(formation, admin, people):
    keep(formation, "together", people[2:4], admin)
    pairs = [people[0:2], people[2:4]]

    with pytest.raises(Contradiction):
        set_rules(formation, pairs, kind="apart", reason="", by=admin, now=now())

    assert kept(formation) == [("together", "P02", "P03")]
