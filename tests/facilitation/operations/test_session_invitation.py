"""Who is asked to which session by mail, told of changes, and whose calendar entry is taken back."""

from datetime import UTC, date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from collectives.models import Door, Notice, Program, Seat
from collectives.operations.collective import CALENDARS_DUE, close_collective
from collectives.operations.facilitator import release_facilitator
from collectives.operations.membership import remove_participant
from collectives.operations.seat import end_seat, seat_participant
from facilitation.models import Coming, Session, SessionInvitation, SessionState
from facilitation.operations.attendance import say_coming
from facilitation.operations.session import (
    cancel_session,
    move_session,
    restore_session,
    slot_of,
)
from facilitation.operations.session_invitation import AHEAD, LOOKED_AT_EVERY, invite_to_sessions
from facilitation.operations.session_notice import write_session_notices
from ilc.content_lines import folded
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_participant, make_session, name_facilitator, seat
from tests.make_invitation import make_invitation
from tests.make_session_invitation import NOW, Group, make_group, told

LATER = NOW + timedelta(hours=1)
REQUEST, CANCEL = "REQUEST", "CANCEL"
ASKED = "session_invitation"
BACK = "session_taken_back"


@pytest.fixture
def group(program: Program) -> Group:
    with program_scope(program.pk):
        return make_group()


def event_of(notice: Notice) -> Event:
    """The one event of the file that goes with a mail, as somebody else's program reads it."""
    (event,) = IcsCalendarStream.calendar_from_ics(folded(notice.calendar).decode()).events
    return event


def last_event(session: Session, name: str) -> tuple[str, Event]:
    row = SessionInvitation.objects.filter(session=session, participant__name=name).order_by("-sequence")[0]
    return row.notice.calendar_method, event_of(row.notice)


def move(session: Session, by: object, **slot: object) -> Session:
    """Move a session as its page does, mails and all."""
    held = Session.objects.get(pk=session.pk)
    new = type(slot_of(held))(**{**slot_of(held).__dict__, **slot})
    moved = move_session(held, slot=new, reason="Snow", version=held.version, by=by, now=LATER)
    write_session_notices(moved, "session_moved", reason="Snow", was=held.starts_at, by=by, now=LATER)
    return moved


def test_everybody_is_asked_once_and_a_second_look_asks_nobody(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        first = invite_to_sessions(group.collective.pk, now=NOW)
        second = invite_to_sessions(group.collective.pk, now=LATER)

        assert told(group.session) == [("Amara Okafor", REQUEST, 1, ASKED), ("Renée Thériault", REQUEST, 1, ASKED)]
        assert (len(first.notices), len(second.notices)) == (2, 0)


def test_the_file_says_what_the_session_is_and_names_nobody_else(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)

        method, event = last_event(group.session, "Amara Okafor")
        notice = Notice.objects.get(recipient=group.member)
    assert method == REQUEST
    assert event.start.astimezone(UTC) == group.session.starts_at
    assert event.uid == f"{group.session.pk}@localhost"
    assert [one.uri for one in event.attendees] == ["mailto:amara@example.org"]
    assert event.organizer.common_name == "Renée Thériault"
    assert event.organizer.uri == "mailto:ilc@localhost"
    assert "renee@example.org" not in notice.calendar + notice.text + notice.html
    assert event.description.splitlines()[:3] == [
        "Tuesday 15 December 2026, 15:30–17:00, Atlantic time (Halifax)",
        "In the room: Truro board room",
        "Online: https://meet.example.org/reading",
    ]


def test_the_file_is_written_in_the_readers_language(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        group.member.user.language = "fr"
        group.member.user.save()

        invite_to_sessions(group.collective.pk, now=NOW)

        _method, event = last_event(group.session, "Amara Okafor")
    assert event.description.startswith("mardi 15 décembre 2026")


@pytest.mark.parametrize(("days", "asked"), [(0, 2), (1, 0)])
def test_nobody_is_asked_earlier_than_five_weeks_ahead(program: Program, days: int, asked: int) -> None:
    with program_scope(program.pk):
        group = make_group()
        now = group.session.starts_at - AHEAD - timedelta(days=days)

        look = invite_to_sessions(group.collective.pk, now=now)

        assert len(look.notices) == asked
        assert look.again_at == (now + LOOKED_AT_EVERY)


def test_a_session_that_has_begun_asks_nobody(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        now = group.session.starts_at

        look = invite_to_sessions(group.collective.pk, now=now)

        assert (look.notices, look.again_at) == ([], now + LOOKED_AT_EVERY)


def test_moving_changes_the_same_entry_of_everybody_who_was_asked(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)

        moved = move(group.session, group.facilitator, date=date(2026, 12, 16))

        assert told(group.session)[2:] == [
            ("Amara Okafor", REQUEST, 2, "session_moved"),
            ("Renée Thériault", REQUEST, 2, "session_moved"),
        ]
        method, event = last_event(group.session, "Amara Okafor")
        assert (method, event.uid, event.sequence) == (REQUEST, f"{group.session.pk}@localhost", 2)
        assert event.start.astimezone(UTC) == moved.starts_at
        assert invite_to_sessions(group.collective.pk, now=LATER).notices == []


def test_a_move_far_ahead_is_told_without_a_file_and_asked_in_time(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        early = group.session.starts_at - AHEAD - timedelta(days=20)
        held = Session.objects.get(pk=group.session.pk)
        slot = type(slot_of(held))(**{**slot_of(held).__dict__, "date": date(2026, 12, 16)})
        moved = move_session(held, slot=slot, reason="x", version=1, by=group.facilitator, now=early)
        notices = write_session_notices(moved, "session_moved", reason="x", by=group.facilitator, now=early)

        assert [(one.recipient.name, one.calendar) for one in notices] == [("Amara Okafor", "")]
        invite_to_sessions(group.collective.pk, now=NOW)
        assert told(group.session) == [("Amara Okafor", REQUEST, 2, ASKED), ("Renée Thériault", REQUEST, 2, ASKED)]


def test_cancelling_takes_the_entry_back_and_taking_up_asks_anew(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)
        session = cancel_session(group.session, reason="Snow", version=1, by=group.facilitator, now=LATER)
        write_session_notices(session, "session_cancelled", reason="Snow", by=group.facilitator, now=LATER)
        cancelled = last_event(group.session, "Amara Okafor")
        session = restore_session(session, reason="Thaw", version=2, by=group.facilitator, now=LATER)
        write_session_notices(session, "session_restored", reason="Thaw", by=group.facilitator, now=LATER)
        restored = last_event(group.session, "Amara Okafor")
        look = invite_to_sessions(group.collective.pk, now=LATER)

        assert (cancelled[0], cancelled[1].status, cancelled[1].sequence) == (CANCEL, "CANCELLED", 2)
        assert (restored[0], restored[1].status, restored[1].sequence) == (REQUEST, "CONFIRMED", 3)
        # who took it up gets their entry back by an invitation, having had no mail of their own doing
        assert [one.recipient.name for one in look.notices] == ["Renée Thériault"]
        assert [row for row in told(group.session) if row[0] == "Renée Thériault"] == [
            ("Renée Thériault", REQUEST, 1, ASKED),
            ("Renée Thériault", CANCEL, 2, "session_cancelled"),
            ("Renée Thériault", REQUEST, 3, ASKED),
        ]


def test_who_gets_a_seat_later_is_asked_to_what_is_to_come(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)
        newcomer = make_participant("Zoé Martin")

        seat_participant(group.collective, participant=newcomer, by=group.facilitator, now=LATER)

        assert Due.objects.get(kind=CALENDARS_DUE).due_at == LATER
        look = invite_to_sessions(group.collective.pk, now=LATER)
        assert [one.recipient.name for one in look.notices] == ["Zoé Martin"]


def test_whose_seat_ends_gets_the_entry_taken_back_and_comes_back_with_a_higher_number(
    program: Program, group: Group
) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)
        end_seat(Seat.objects.get(), reason="moved away", by=group.facilitator, now=LATER)
        invite_to_sessions(group.collective.pk, now=LATER)
        taken_back = last_event(group.session, "Amara Okafor")
        seat_participant(group.collective, participant=group.member, by=group.facilitator, now=LATER)
        invite_to_sessions(group.collective.pk, now=LATER)

        assert (taken_back[0], taken_back[1].status) == (CANCEL, "CANCELLED")
        assert [row for row in told(group.session) if row[0] == "Amara Okafor"] == [
            ("Amara Okafor", REQUEST, 1, ASKED),
            ("Amara Okafor", CANCEL, 2, BACK),
            ("Amara Okafor", REQUEST, 3, ASKED),
        ]


@pytest.mark.parametrize("how", ["leaves", "released", "closed", "replaced"])
def test_every_end_takes_the_entry_back(program: Program, group: Group, how: str) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)
        match how:
            case "leaves":
                remove_participant(group.member, by=group.facilitator, now=LATER)
            case "released":
                release_facilitator(group.collective.facilitators.get(), by=group.member, now=LATER)
            case "closed":
                close_collective(group.collective, reason="done", by=group.facilitator, now=LATER)
            case _:
                Session.objects.update(state=SessionState.REPLACED)

        invite_to_sessions(group.collective.pk, now=LATER)

        back = {row[0] for row in told(group.session) if row[1:] == (CANCEL, 2, BACK)}
        member, guide = "Amara Okafor", "Renée Thériault"
        assert back == {"leaves": {member}, "released": {guide}}.get(how, {member, guide})


def test_who_still_thinks_about_a_seat_and_who_has_no_account_are_not_asked(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        thinking, without = make_participant("Thinking"), make_participant("Without account")
        make_invitation(group.collective, thinking)
        seat(group.collective, without)
        without.user = None
        without.save()

        look = invite_to_sessions(group.collective.pk, now=NOW)

        assert [one.recipient.name for one in look.notices] == ["Amara Okafor", "Renée Thériault"]


def test_an_answer_given_before_stands_in_the_file(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        say_coming(group.session, coming=Coming.NO, by=group.member, now=NOW)

        invite_to_sessions(group.collective.pk, now=NOW)

        assert last_event(group.session, "Amara Okafor")[1].attendees[0].status == "DECLINED"


def test_the_links_of_the_first_mail_stay_good_until_the_moved_session_ends(program: Program, group: Group) -> None:
    with program_scope(program.pk):
        invite_to_sessions(group.collective.pk, now=NOW)
        before = set(Door.objects.values_list("pk", flat=True))

        moved = move(group.session, group.facilitator, date=date(2026, 12, 18))

        doors = Door.objects.all()
        assert {door.pk for door in doors} == before
        assert {door.expires_at for door in doors} == {moved.starts_at + timedelta(minutes=90)}


def test_ten_people_cost_as_many_queries_as_two(program: Program) -> None:
    counts = []
    for people in (2, 9):
        with program_scope(program.pk):
            collective = make_collective()
            name_facilitator(collective, make_participant())
            for _ in range(people):
                seat(collective, make_participant())
            make_session(collective)
            with CaptureQueriesContext(connection) as queries:
                invite_to_sessions(collective.pk, now=NOW)
            counts.append(len(queries))

    assert counts[0] == counts[1] <= 22
