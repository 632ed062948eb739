"""The summary of a session: to each member once, in their language, their own commitments first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from collectives.models import Collective, GatheringState, Notice, Participant, Program, ThingTold
from collectives.operations.notice import Message, write_notices
from collectives.queries.notice import Thing
from facilitation.models import Came, Commitment, SessionNotes, SessionRun
from facilitation.operations.attendance import mark_attendance
from facilitation.operations.commitment import NextStep, make_commitment
from facilitation.operations.decision import add_decision, remove_decision
from facilitation.operations.exit_ticket import OPEN_FOR
from facilitation.operations.prompt import prepare_exit_ticket
from facilitation.operations.session_end import end_session, resume_session
from facilitation.operations.session_summary import StillOn, send_summary
from facilitation.queries.exit_ticket import find_exit_ticket
from facilitation.queries.session_summary import SUMMARY
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_session
from tests.make_session import make_full_collective, make_run

NOW = datetime(2026, 11, 17, 19, 30, tzinfo=UTC)
END = NOW + timedelta(minutes=90)


@dataclass
class Room:
    """A session of six members that is on."""

    collective: Collective
    run: SessionRun
    guide: Participant
    members: list[Participant]

    def takes_on(self, person: Participant, text: str, *, before: bool = False) -> Commitment:
        at = NOW - timedelta(days=30) if before else NOW + timedelta(minutes=30)
        step = NextStep(text, person.pk, NOW.date() + timedelta(days=9))
        session = None if before else self.run.session
        return make_commitment(self.collective, step, session=session, by=person, now=at)

    def ended(self) -> SessionRun:
        return end_session(self.run, by=self.guide, now=END)


@pytest.fixture
def room(program: Program) -> Iterator[Room]:
    with program_scope(program.pk):
        collective, guide, members = make_full_collective()
        yield Room(collective, make_run(guide, collective=collective, now=NOW), guide, members)


def text_for(notices: list[Notice], person: Participant) -> str:
    return " ".join(next(one.text for one in notices if one.recipient_id == person.pk).split())


def test_ones_own_comes_first_then_what_was_decided_and_what_others_took_on(room: Room) -> None:
    amara, darnell = room.members[:2]
    room.takes_on(darnell, "Visit a class")
    room.takes_on(amara, "Send the sheet")
    room.takes_on(amara, "Ask the families", before=True)
    add_decision(room.run.session, text="We keep the routine", by=amara, now=NOW)
    gone = add_decision(room.run.session, text="Not this", by=amara, now=NOW)
    remove_decision(gone, by=amara, now=NOW)
    SessionNotes.objects.create(session=room.run.session, text="<b>It climbs</b>")
    make_session(room.collective, on=(NOW + timedelta(days=28)).date())

    notices = send_summary(room.ended(), by=room.guide, now=END)

    mine, other = text_for(notices, amara), text_for(notices, darnell)
    order = ["Send the sheet", "Ask the families", "We keep the routine", f"{darnell.name}: Visit a class", "It climbs"]
    assert sorted(order, key=mine.index) == order
    assert "From before, by Thursday 26 November 2026." in mine
    assert "The next session: Tuesday 15 December 2026" in mine
    assert "Not this" not in mine
    assert "Ask the families" not in other
    assert {person.email for person in room.members} & set(mine.split()) == set()
    assert "&lt;b&gt;It climbs" in notices[0].html


def test_it_goes_once_to_each_who_has_a_seat(room: Room) -> None:
    room.collective.seats.filter(participant=room.members[0]).update(left_at=NOW)
    run = room.ended()

    first = send_summary(run, by=room.guide, now=END)
    again = [send_summary(run, by=by, now=END) for by in (room.guide, None)]

    assert ({one.recipient_id for one in first}, again) == ({one.pk for one in room.members[1:]}, [[], []])
    run.refresh_from_db()
    assert (run.summary_at, run.summary_by_id) == (END, room.guide.pk)
    assert Due.objects.get(kind=SUMMARY).done_at == END


def test_nothing_goes_out_while_it_is_on(room: Room) -> None:
    with pytest.raises(StillOn):
        send_summary(room.run, by=room.guide, now=NOW)

    assert Notice.objects.filter(kind=SUMMARY).count() == 0


def test_it_is_due_three_hours_after_the_end_and_on_the_same_day(room: Room) -> None:
    room.ended()
    due = Due.objects.get(kind=SUMMARY).due_at
    room.run.refresh_from_db()
    resume_session(room.run, by=room.guide, now=END)
    taken_back = Due.objects.get(kind=SUMMARY).done_at
    evening = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # ten in the evening in Halifax
    end_session(room.run, by=room.guide, now=evening)

    assert (due, taken_back) == (END + timedelta(hours=3), END)
    again = Due.objects.get(kind=SUMMARY)
    assert (again.due_at, again.done_at) == (datetime(2026, 11, 18, 3, 30, tzinfo=UTC), None)


def test_a_second_end_sends_nothing_again(room: Room) -> None:
    send_summary(room.ended(), by=room.guide, now=END)
    room.run.refresh_from_db()
    resume_session(room.run, by=room.guide, now=END)

    end_session(room.run, by=room.guide, now=END + timedelta(minutes=10))

    assert Due.objects.filter(kind=SUMMARY, done_at=None).count() == 0
    assert Notice.objects.filter(kind=SUMMARY).count() == 6


def test_who_was_not_there_gets_what_happened_and_what_is_theirs(room: Room) -> None:
    here, away, silent = room.members[:3]
    mark_attendance(room.run.session, participant=here, came=Came.ROOM, by=room.guide, now=NOW)
    mark_attendance(room.run.session, participant=away, came=Came.REGRETS, by=room.guide, now=NOW)
    room.takes_on(away, "Send the sheet")

    notices = {one.recipient_id: one for one in send_summary(room.ended(), by=room.guide, now=END)}

    said = ["it seems you could not be there" in notices[one.pk].text for one in (here, away, silent)]
    assert said == [False, True, True]
    assert "what happened, and what is yours" in notices[away.pk].subject
    assert "- Send the sheet" in notices[away.pk].text


def test_nobody_is_said_to_be_away_when_nobody_was_marked(room: Room) -> None:
    notices = send_summary(room.ended(), by=room.guide, now=END)

    assert [one.recipient.name for one in notices if "could not be there" in one.text] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "What is yours:"), ("fr", "Ce qui vous revient :"), ("es", "Lo que le corresponde:")],
)
def test_each_reads_it_in_their_language(room: Room, language: str, words: str) -> None:
    person = room.members[0]
    assert person.user
    person.user.language = language
    person.user.save()

    text = text_for(send_summary(room.ended(), by=room.guide, now=END), person)

    assert words in text.replace("\u00a0", " ")


def test_the_weeks_own_mail_and_the_summary_do_not_tell_twice(room: Room) -> None:
    amara = room.members[0]
    old, new = room.takes_on(amara, "Ask the families", before=True), room.takes_on(amara, "Send the sheet")
    context = {"door_url": "https://example.org/", "by": amara, "until": NOW}
    message = Message(amara, "told", context, tells=[Thing("commitment", str(old.pk))])
    write_notices([message], kind="invitation", template="invitation", now=NOW - timedelta(days=2))

    notices = send_summary(room.ended(), by=room.guide, now=END)

    assert "Ask the families" not in text_for(notices, amara)
    told = ThingTold.objects.filter(notice__kind=SUMMARY, recipient=amara)
    assert [(row.what, row.about) for row in told] == [("commitment", str(new.pk))]


def test_the_exit_ticket_opens_once_for_two_days_and_its_link_is_in_the_mail(room: Room) -> None:
    ticket = prepare_exit_ticket(room.run.session, by=room.guide, now=NOW)
    run = room.ended()

    notices = send_summary(run, by=room.guide, now=END)

    found = find_exit_ticket(run.session_id)
    assert found
    assert (found.pk, found.gathering.state, found.gathering.closes_at) == (ticket.pk, "open", END + OPEN_FOR)
    assert ["/door/door-" in one.text for one in notices] == [True] * 6
    assert found.gathering.asked.count() == 6
    resume_session(run, by=room.guide, now=END)
    end_session(run, by=room.guide, now=END + timedelta(hours=1))
    found.gathering.refresh_from_db()
    assert (found.gathering.asked.count(), found.gathering.closes_at) == (6, END + timedelta(hours=1) + OPEN_FOR)


def test_an_anonymous_exit_ticket_for_four_stays_closed(room: Room) -> None:
    prepare_exit_ticket(room.run.session, by=room.guide, now=NOW)
    room.collective.seats.filter(participant__in=[one.pk for one in room.members[:2]]).update(left_at=NOW)

    run = room.ended()

    found = find_exit_ticket(run.session_id)
    assert found
    assert (found.gathering.state, found.gathering.closes_at, run.shows) == (GatheringState.DRAFT, None, {})
    assert "/door/" not in send_summary(run, by=room.guide, now=END)[0].text
