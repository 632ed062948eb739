from collectives.engine.formation.problem import Collective, Weights
from collectives.models import Ballot, District, FormationTheme, Offer, Participant, Program, School
from collectives.queries.formation_problem import formation_facts, weights_of, without_overlap
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, make_school
from tests.make_formation import FREE_ON_TUESDAY, TUESDAY_AT_THREE, make_ballot, make_offer
from tests.make_proposal import make_answered


def test_only_who_answered_takes_part_and_is_here_counts(program: Program):
    with program_scope(program.pk):
        answered = make_answered(4)
        make_ballot(answered.formation, make_participant())
        Ballot.objects.filter(participant=answered.leaders[0]).update(takes_part=False)
        Participant.objects.filter(pk=answered.leaders[1].pk).update(left_at=answered.formation.made_at)

        facts = formation_facts(answered.formation)

    assert [person.key for person in facts.problem.people] == sorted(str(one.pk) for one in answered.leaders[2:])


def test_a_withdrawn_theme_is_nobodys_choice_any_more(program: Program):
    with program_scope(program.pk):
        answered = make_answered(2, agree=True)
        FormationTheme.objects.filter(theme=answered.themes[0]).update(withdrawn_at=answered.formation.made_at)

        facts = formation_facts(answered.formation)

    wanted = tuple(str(theme.pk) for theme in answered.themes[1:3])
    assert {person.choices for person in facts.problem.people} == {wanted}
    assert str(answered.themes[0].pk) not in facts.problem.facilitators[0].themes


def test_times_are_read_on_everybodys_own_clocks(program: Program):
    with program_scope(program.pk):
        answered = make_answered(0)
        there = make_participant()
        an_hour_later = [half_hour + 2 for half_hour in FREE_ON_TUESDAY]
        make_ballot(answered.formation, there, answered.themes[0], zone="America/Toronto", half_hours=FREE_ON_TUESDAY)
        make_ballot(answered.formation, make_participant(), answered.themes[0], half_hours=an_hour_later)

        facts = formation_facts(answered.formation)

    slots = {TUESDAY_AT_THREE + 2}
    assert [person.slots for person in facts.problem.people] == [slots, slots]


def test_the_cap_on_districts_is_off_where_there_are_few(program: Program):
    with program_scope(program.pk):
        answered = make_answered(0)
        many = formation_facts(answered.formation).problem.rules.max_per_district
        Participant.objects.update(school=None)
        for district in District.objects.all()[:3]:
            district.schools.all().delete()
            district.delete()

        few = formation_facts(answered.formation).problem.rules.max_per_district

    assert (many, few) == (3, None)


def test_the_digest_follows_answers_and_not_weights(program: Program):
    with program_scope(program.pk):
        answered = make_answered(3)
        before = formation_facts(answered.formation).digest
        other_weights = formation_facts(answered.formation, weights={"positions": 9}).digest
        Ballot.objects.filter(participant=answered.leaders[0]).update(half_hours=[])

        after = formation_facts(answered.formation).digest

    assert before == other_weights
    assert before != after


def test_somebody_is_what_their_school_says_else_what_their_district_says(program: Program):
    with program_scope(program.pk):
        answered = make_answered(6)
        District.objects.filter(name__in=["District 0", "District 1"]).update(surroundings="large")
        School.objects.filter(name__in=["School 1", "School 2"]).update(surroundings="rural")
        office = make_participant(district=District.objects.get(name="District 0"))
        make_ballot(answered.formation, office, answered.themes[0])

        people = {one.key: one for one in formation_facts(answered.formation).problem.people}

    said = [(people[str(one.pk)].rural, people[str(one.pk)].large) for one in (*answered.leaders[:4], office)]
    assert said == [(False, True), (True, False), (True, False), (False, False), (False, True)]


def test_who_is_rural_changes_the_digest_once_it_counts(program: Program):
    with program_scope(program.pk):
        answered = make_answered(3)
        counts = {"rural_with_large": 20}
        before = [formation_facts(answered.formation, weights=one).digest for one in ({}, counts)]
        School.objects.filter(name="School 1").update(surroundings="rural")

        after = [formation_facts(answered.formation, weights=one).digest for one in ({}, counts)]

    assert before[0] == before[1] == after[0]
    assert after[1] != after[0]


def test_weights_are_kept_by_name(program: Program):
    assert weights_of({}) == Weights()
    assert weights_of({"choices": [30, 20, 10], "regions": 5}) == Weights(choices=(30, 20, 10), regions=5)


def test_who_guides_several_is_not_offered_meetings_that_overlap(program: Program):
    with program_scope(program.pk):
        answered = make_answered(6, guides=1, agree=True)
        Offer.objects.update(capacity=3)
        facts = formation_facts(answered.formation)

        spread = without_overlap(facts).facilitators[0].slots
        kept = Collective("k", "t", TUESDAY_AT_THREE + 1, "en", facts.problem.facilitators[0].key, ())
        around = without_overlap(facts, kept=[kept]).facilitators[0].slots

    assert facts.problem.facilitators[0].slots == {78, 79, 80, 174, 175, 176}
    assert len(spread) == 2
    assert {slot for slot in around if slot < 96} == {TUESDAY_AT_THREE + 1}


def test_it_costs_the_same_for_few_and_for_many(program: Program, django_assert_num_queries):
    with program_scope(program.pk):
        answered = make_answered(2)
        with django_assert_num_queries(10):
            formation_facts(answered.formation)
        for number in range(5):
            school = make_school(f"More {number}", district=f"More {number}")
            make_ballot(answered.formation, make_participant(school=school), answered.themes[0])
            make_offer(answered.formation, make_participant(), answered.themes[0])

        with django_assert_num_queries(10):
            formation_facts(answered.formation)
