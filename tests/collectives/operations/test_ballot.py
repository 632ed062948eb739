"""Answering a ballot and an offer."""

from collections.abc import Callable

import pytest
from django.utils.timezone import now

from collectives.models import Formation, FormationState, Participant, ProgramChange, Theme
from collectives.operations.ballot import (
    AskingIsOver,
    Said,
    ThemeNotOpen,
    save_ballot,
    save_offer,
    say_not_this_time,
    take_part_after_all,
)
from collectives.operations.formation import withdraw_theme
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_participant, make_program
from tests.make_formation import FREE_ON_TUESDAY, make_ballot, make_formation, make_offer

SAID = Said("America/Toronto", FREE_ON_TUESDAY, ["en", "fr"], "online", "Not in February.")


@pytest.fixture
def leader(scope: None) -> Participant:
    return make_participant("Ana")


@pytest.fixture
def themes(scope: None) -> list[Theme]:
    return [Theme.objects.create(name=name) for name in ("Belonging", "Grading", "Walkthroughs", "Attendance")]


@pytest.fixture
def formation(admin: Participant, themes: list[Theme]) -> Formation:
    return make_formation(admin, themes=themes)


def ranked(ballot):
    return [choice.theme.name for choice in ballot.choices.order_by("rank")]


def changes(answer):
    rows = ProgramChange.objects.filter(about=answer.pk).order_by("at")
    return [(row.what, row.by.name, row.was.get("note"), len(row.was.get("choices", []))) for row in rows]


def test_a_ballot_keeps_what_a_member_wants_the_dearest_first(formation, leader, themes):
    ballot, at = make_ballot(formation, leader), now()

    save_ballot(ballot, SAID, choices=[themes[1], themes[0]], by=leader, now=at)

    ballot.refresh_from_db()
    assert ranked(ballot) == ["Grading", "Belonging"]
    assert (ballot.zone, ballot.half_hours, ballot.languages, ballot.meeting, ballot.note) == (
        "America/Toronto", FREE_ON_TUESDAY, ["en", "fr"], "online", "Not in February.",
    )  # fmt: skip
    assert (ballot.answered_at, ballot.takes_part) == (at, True)


def test_a_ballot_answered_twice_keeps_the_later_answer_and_the_earlier_one_in_the_history(formation, leader, themes):
    ballot = make_ballot(formation, leader)
    save_ballot(ballot, SAID, choices=themes[:2], by=leader, now=now())

    save_ballot(ballot, SAID, choices=themes[3:], by=leader, now=now())

    assert ranked(ballot) == ["Attendance"]
    assert changes(ballot) == [("ballot", "Ana", None, 0), ("ballot", "Ana", "Not in February.", 2)]


def test_an_admin_writes_down_what_somebody_told_them(formation, leader, admin, themes):
    ballot = make_ballot(formation, leader)

    save_ballot(ballot, SAID, choices=themes[:1], by=admin, now=now())

    assert changes(ballot) == [("ballot", "Inès", None, 0)]


def test_a_theme_that_was_withdrawn_meanwhile_is_refused_and_the_former_answer_stands(formation, leader, admin, themes):
    ballot = make_ballot(formation, leader, themes[0])
    withdraw_theme(formation, themes[1], by=admin, now=now())

    with pytest.raises(ThemeNotOpen, match="“Grading”"):
        save_ballot(ballot, SAID, choices=[themes[1], themes[2]], by=leader, now=now())

    assert ranked(ballot) == ["Belonging"]


def test_a_ballot_that_ranked_a_theme_keeps_it_when_it_is_withdrawn(formation, leader, admin, themes):
    ballot = make_ballot(formation, leader, themes[0], themes[1])

    withdraw_theme(formation, themes[0], by=admin, now=now())

    assert ranked(ballot) == ["Belonging", "Grading"]


@pytest.mark.parametrize("state", ["draft", "forming", "accepted", "ended"])
def test_nobody_answers_by_themselves_unless_they_are_asked(formation, leader, themes, state):
    ballot = make_ballot(formation, leader)
    Formation.objects.update(state=state)

    with pytest.raises(AskingIsOver):
        save_ballot(ballot, SAID, choices=themes[:1], by=leader, now=now())


def test_an_admin_still_writes_one_down_until_it_is_formed(formation, leader, admin, themes):
    ballot = make_ballot(formation, leader)
    Formation.objects.update(state=FormationState.FORMING)

    save_ballot(ballot, SAID, choices=themes[:1], by=admin, now=now())

    assert ranked(ballot) == ["Belonging"]


def test_who_left_the_program_no_longer_answers(formation, leader, themes):
    ballot = make_ballot(formation, leader)
    Participant.objects.filter(pk=leader.pk).update(left_at=now())

    with pytest.raises(AskingIsOver):
        save_ballot(ballot, SAID, choices=themes[:1], by=leader, now=now())


def test_who_cannot_take_part_keeps_what_they_said_and_comes_back_to_it(formation, leader, themes):
    ballot = make_ballot(formation, leader, themes[2])

    say_not_this_time(ballot, by=leader, now=now())
    ballot.refresh_from_db()
    away = (ballot.takes_part, bool(ballot.answered_at), ranked(ballot))
    take_part_after_all(ballot, by=leader, now=now())
    ballot.refresh_from_db()

    assert away == (False, True, ["Walkthroughs"])
    assert (ballot.takes_part, bool(ballot.answered_at), ranked(ballot)) == (True, True, ["Walkthroughs"])


def test_who_had_said_nothing_and_comes_back_has_not_answered(formation, leader):
    ballot = make_ballot(formation, leader)
    say_not_this_time(ballot, by=leader, now=now())

    take_part_after_all(ballot, by=leader, now=now())

    ballot.refresh_from_db()
    assert (ballot.takes_part, ballot.answered_at) == (True, None)


def test_answering_after_a_no_takes_part(formation, leader, themes):
    ballot = make_ballot(formation, leader)
    say_not_this_time(ballot, by=leader, now=now())

    save_ballot(ballot, SAID, choices=themes[:1], by=leader, now=now())

    ballot.refresh_from_db()
    assert ballot.takes_part is True


def test_an_offer_keeps_what_a_facilitator_can_guide(formation, leader, themes):
    offer = make_offer(formation, leader)

    save_offer(offer, SAID, themes=themes[:2], capacity=3, by=leader, now=now())

    offer.refresh_from_db()
    named = sorted(one.theme.name for one in offer.themes.all())
    assert (named, offer.capacity, offer.languages) == (["Belonging", "Grading"], 3, ["en", "fr"])


def test_an_offer_changed_keeps_what_it_was(formation, leader, themes):
    offer = make_offer(formation, leader, themes[0], capacity=2)

    save_offer(offer, SAID, themes=themes[1:2], capacity=1, by=leader, now=now())

    was = ProgramChange.objects.get(what="offer").was
    assert (was["capacity"], was["themes"]) == (2, [str(themes[0].pk)])


def test_two_answers_at_the_same_moment_are_both_kept_and_one_of_them_stands_whole(committed):
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        leader, admin = make_participant(), make_participant(role="admin")
        themes = [Theme.objects.create(name=f"Theme {number}") for number in range(6)]
        ballot = make_ballot(make_formation(admin, themes=themes), leader)

    def answer(choices: list[Theme]) -> Callable[[], object]:
        def work() -> object:
            with program_scope(program.pk):
                return save_ballot(ballot, SAID, choices=choices, by=leader, now=now()).pk

        return work

    at_once(answer(themes[:3]), answer(themes[3:]))

    with program_scope(program.pk):
        stands = [int(name.removeprefix("Theme ")) for name in ranked(ballot)]
        assert stands in ([0, 1, 2], [3, 4, 5])
        assert ProgramChange.objects.filter(about=ballot.pk).count() == 2
