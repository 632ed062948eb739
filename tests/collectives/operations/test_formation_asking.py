"""Asking, reminding, until when; and the mails that follow from it."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Ballot, Door, Formation, FormationState, Notice, Offer, Participant, Theme
from collectives.operations.formation import FormedAlready, open_theme, withdraw_theme
from collectives.operations.formation_asking import (
    DatePassed,
    NobodyToAsk,
    NotAsking,
    RemindedToday,
    ask_formation,
    close_asking,
    end_formation,
    remind_formation,
    reopen_asking,
    set_answers_by,
    take_formation_up_again,
)
from collectives.operations.formation_mail import REMINDER, write_some_mails
from collectives.queries.ballot import people_to_ask, waiting_ballots
from ilc.due import Due
from tests.make import give_role, make_participant
from tests.make_formation import make_ballot, make_formation

DAY = timedelta(days=1)


@pytest.fixture
def people(scope: None) -> list[Participant]:
    return [make_participant(name) for name in ("Ana", "Bo", "Cy")]


@pytest.fixture
def guide(scope: None) -> Participant:
    return make_participant("Guy", role="facilitator")


@pytest.fixture
def themes(scope: None) -> list[Theme]:
    return [Theme.objects.create(name=name) for name in ("Belonging", "Grading")]


@pytest.fixture
def draft(admin: Participant, themes: list[Theme]) -> Formation:
    return make_formation(admin, themes=themes, state=FormationState.DRAFT)


def ask(formation: Formation, by: Participant, *, at: datetime | None = None) -> int:
    leaders, guides = people_to_ask(formation, Ballot), people_to_ask(formation, Offer)
    return ask_formation(formation, leaders=leaders, facilitators=guides, by=by, now=at or now())


def write(formation: Formation, *, at: datetime | None = None) -> list[tuple[str, str]]:
    formation.refresh_from_db()
    notices = write_some_mails(formation, limit=100, now=at or now())
    return sorted((notice.kind, notice.recipient.name) for notice in notices)


def test_everybody_with_the_role_is_asked_by_a_mail_with_a_door(draft, admin, people, guide):
    asked = ask(draft, admin)
    written = write(draft)

    assert (asked, written) == (4, [("ballot", "Ana"), ("ballot", "Bo"), ("ballot", "Cy"), ("offer", "Guy")])
    assert sorted(Door.objects.values_list("purpose", flat=True)) == ["ballot", "ballot", "ballot", "offer"]
    assert Formation.objects.get().state == "asking"


def test_no_mail_is_written_twice(draft, admin, people):
    ask(draft, admin)
    write(draft)

    assert write(draft) == []


def test_mails_are_written_a_batch_at_a_time(draft, admin, people):
    ask(draft, admin)
    draft.refresh_from_db()

    batches = [len(write_some_mails(draft, limit=2, now=now())) for _ in range(3)]

    assert batches == [2, 1, 0]


def test_who_left_is_not_asked(draft, admin, people):
    Participant.objects.filter(name="Bo").update(left_at=now())

    ask(draft, admin)

    assert [ballot.participant.name for ballot in Ballot.objects.order_by("participant__name")] == ["Ana", "Cy"]


def test_who_is_both_gets_both(draft, admin, people):
    give_role(people[0], "facilitator")

    ask(draft, admin)

    assert [len(waiting_ballots(one)) for one in people] == [2, 1, 1]


def test_who_joined_since_is_asked_too_and_the_others_not_again(draft, admin, people):
    ask(draft, admin)
    write(draft)
    make_participant("Di")

    assert (ask(draft, admin), write(draft)) == (1, [("ballot", "Di")])


def test_asking_nobody_new_is_refused(draft, admin, people):
    ask(draft, admin)

    with pytest.raises(NobodyToAsk):
        ask(draft, admin)


def test_answers_are_not_asked_for_by_a_day_that_has_passed(draft, admin, people):
    Formation.objects.update(answers_by=now() - DAY)

    with pytest.raises(DatePassed):
        ask(draft, admin)


def test_a_reminder_goes_only_to_those_who_have_not_answered(draft, admin, people, themes):
    ask(draft, admin, at=now() - 2 * DAY)
    write(draft)
    Ballot.objects.filter(participant=people[0]).update(answered_at=now())

    reminded = remind_formation(draft, by=admin, now=now())

    assert (reminded, write(draft)) == (2, [("ballot_reminder", "Bo"), ("ballot_reminder", "Cy")])
    assert "Still time" in Notice.objects.filter(kind="ballot_reminder").first().subject


def test_who_answers_before_the_reminder_is_written_is_left_in_peace(draft, admin, people):
    ask(draft, admin, at=now() - 2 * DAY)
    write(draft)
    remind_formation(draft, by=admin, now=now())
    Ballot.objects.exclude(participant=people[2]).update(answered_at=now())

    assert write(draft) == [("ballot_reminder", "Cy")]


def test_one_reminder_a_day(draft, admin, people):
    ask(draft, admin, at=now() - 3 * DAY)
    remind_formation(draft, by=admin, now=now() - DAY)
    remind_formation(draft, by=admin, now=now())

    with pytest.raises(RemindedToday, match="One a day"):
        remind_formation(draft, by=admin, now=now() + timedelta(hours=3))


def test_who_was_asked_today_is_not_reminded_today(draft, admin, people):
    ask(draft, admin)

    with pytest.raises(NobodyToAsk):
        remind_formation(draft, by=admin, now=now())


def test_only_while_it_asks_does_it_remind(draft, admin):
    with pytest.raises(NotAsking):
        remind_formation(draft, by=admin, now=now())


def test_two_days_before_answers_are_due_it_reminds_by_itself(draft, admin, people):
    ask(draft, admin)
    due = Due.objects.get(kind=REMINDER)

    assert due.due_at == draft.answers_by - 2 * DAY


def test_more_time_moves_the_reminder(draft, admin, people):
    ask(draft, admin)
    later = draft.answers_by + 7 * DAY

    set_answers_by(draft, later, by=admin, now=now())

    assert (Formation.objects.get().answers_by, Due.objects.get(kind=REMINDER).due_at) == (later, later - 2 * DAY)


def test_without_a_day_there_is_no_reminder(draft, admin, people):
    ask(draft, admin)

    set_answers_by(draft, None, by=admin, now=now())

    assert Due.objects.get(kind=REMINDER).done_at is not None


def test_who_ranked_a_withdrawn_theme_is_asked_once_to_look_again(draft, admin, people, themes):
    ask(draft, admin)
    Ballot.objects.all().delete()
    for one, theme in zip(people, [themes[0], themes[1], themes[0]], strict=True):
        make_ballot(draft, one, theme)
    draft.refresh_from_db()

    withdraw_theme(draft, themes[0], by=admin, now=now())
    first = write(draft)
    open_theme(draft, themes[0], by=admin, now=now())
    withdraw_theme(draft, themes[0], by=admin, now=now())

    assert (first, write(draft)) == ([("theme_withdrawn", "Ana"), ("theme_withdrawn", "Cy")], [])
    assert "“Belonging” is no longer open" in Notice.objects.filter(kind="theme_withdrawn").first().subject


def test_asking_is_closed_and_opened_again(draft, admin, people):
    ask(draft, admin)

    close_asking(draft, by=admin, now=now())
    closed = (Formation.objects.get().state, waiting_ballots(people[0]), write(draft))
    reopen_asking(draft, by=admin, now=now())

    assert closed == ("forming", [], [])
    assert (Formation.objects.get().state, len(waiting_ballots(people[0]))) == ("asking", 1)


def test_what_has_not_asked_is_not_closed(draft, admin):
    with pytest.raises(NotAsking):
        close_asking(draft, by=admin, now=now())


def test_an_ended_formation_is_taken_up_where_it_was(draft, admin, people):
    ask(draft, admin)

    end_formation(draft, by=admin, now=now())
    ended = Formation.objects.get().state
    take_formation_up_again(draft, by=admin, now=now())

    assert (ended, Formation.objects.get().state) == ("ended", "asking")


def test_what_was_accepted_is_not_ended(draft, admin):
    Formation.objects.update(state=FormationState.ACCEPTED)

    with pytest.raises(FormedAlready):
        end_formation(draft, by=admin, now=now())


def test_waiting_ballots_come_the_earliest_due_first(admin, people, themes, django_assert_num_queries):
    for title, days in (("Later", 9), ("Sooner", 3)):
        formation = make_formation(admin, themes=themes, title=title, answers_by=now() + days * DAY)
        make_ballot(formation, people[0])

    with django_assert_num_queries(2):
        waiting = waiting_ballots(people[0])

    assert [one.title for one in waiting] == ["Sooner", "Later"]
