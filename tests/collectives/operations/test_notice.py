"""Mail as rows."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from collectives.models import Notice, NoticeState, Participant, Program, ProgramChange, Role
from collectives.operations.door import door_secret, make_door
from collectives.operations.notice import (
    MAX_ATTEMPTS,
    Message,
    NothingToSendAgain,
    claim_notice,
    door_url,
    mark_not_sent,
    mark_sent,
    send_again,
    write_notice,
    write_notices,
)
from ilc.due import Due, waiting
from ilc.tenancy.scope import program_scope
from tests.make import make_participant


def write(person: Participant, *, key: str = "one", url: str = "https://example.org/") -> Notice:
    """A notice in the words of an invitation."""
    context = {"door_url": url, "by": person, "until": now()}
    return write_notice(person, kind="invitation", key=key, template="invitation", context=context, now=now())


def test_a_notice_is_written_in_the_readers_language_and_waits(program: Program) -> None:
    with program_scope(program.pk):
        person = make_participant("Maëlle O'Brien")
        person.user.language = "fr"
        person.user.save()

        notice = write(person)

        assert (notice.language, notice.state, notice.email) == ("fr", NoticeState.WAITING, person.email)
        assert '<html lang="fr">' in notice.html
        assert "Maëlle O'Brien" in notice.text
        assert "Maëlle O&#x27;Brien" in notice.html
        assert list(waiting("notice", now=now())) == [(program.pk, str(notice.pk))]


def test_the_same_thing_is_written_once(program: Program) -> None:
    with program_scope(program.pk):
        person = make_participant()

        notices = [write(person), write(person), write(person, key="two")]

        assert notices[0] == notices[1] != notices[2]
        assert Notice.objects.count() == 2


def test_of_many_messages_only_the_missing_are_written(program: Program) -> None:
    with program_scope(program.pk):
        person, other = make_participant(), make_participant()
        there = write(person, key="there")
        context = {"door_url": "https://example.org/", "by": person, "until": now()}
        messages = [Message(other, "new", context), Message(person, "there", context)]

        written = write_notices(messages, kind="invitation", template="invitation", now=now())

        assert [(one.key, one.recipient) for one in written] == [("new", other), ("there", person)]
        assert written[1] == there
        assert len(list(waiting("notice", now=now()))) == 2


def test_only_one_takes_a_notice_to_send_it(program: Program) -> None:
    with program_scope(program.pk):
        notice = write(make_participant())

        first, second = claim_notice(notice.pk, now=now()), claim_notice(notice.pk, now=now())

        assert (first.message_id, second) == (notice.message_id, None)


def test_a_notice_in_dead_hands_is_taken_again_with_the_same_message_id(program: Program) -> None:
    with program_scope(program.pk):
        notice = write(make_participant())
        first = claim_notice(notice.pk, now=now())

        again = claim_notice(notice.pk, now=now() + timedelta(minutes=6))
        mark_sent(first, now=now())

        notice.refresh_from_db()
        assert (again.message_id, again.lease.attempt) == (first.message_id, 2)
        assert notice.state == NoticeState.WAITING


def test_the_secret_of_a_door_is_named_only_when_the_notice_goes_out(program: Program) -> None:
    with program_scope(program.pk):
        person = make_participant()
        door = make_door("join", str(person.pk), expires_at=None, now=now())
        notice = write(person, url=door_url(door))

        letter = claim_notice(notice.pk, now=now())

        assert f"/door/{door_secret(door)}/" in letter.text
        assert f"/door/{door_secret(door)}/" in letter.html
        assert door_secret(door) not in notice.text + notice.html


def test_a_notice_whose_door_has_lost_its_secret_is_given_up_visibly(program: Program) -> None:
    with program_scope(program.pk):
        person = make_participant()
        door = make_door("join", str(person.pk), expires_at=None, now=now())
        notice = write(person, url=door_url(door))
        door.secret_hash = b"x" * 32
        door.save()

        letter = claim_notice(notice.pk, now=now())

        notice.refresh_from_db()
        assert (letter, notice.state) == (None, NoticeState.FAILED)
        assert "no longer in use" in notice.trouble


def test_what_did_not_go_out_is_tried_again_later(program: Program) -> None:
    with program_scope(program.pk):
        notice, at = write(make_participant()), now()
        letter = claim_notice(notice.pk, now=at)

        mark_not_sent(letter, trouble="451 try later", for_good=False, now=at)

        notice.refresh_from_db()
        assert (notice.state, notice.attempts, notice.trouble) == (NoticeState.WAITING, 1, "451 try later")
        assert claim_notice(notice.pk, now=at + timedelta(seconds=29)) is None
        assert claim_notice(notice.pk, now=at + timedelta(seconds=31)) is not None


def test_after_eight_tries_it_is_given_up(program: Program) -> None:
    with program_scope(program.pk):
        notice, at = write(make_participant()), now()

        for _ in range(MAX_ATTEMPTS):
            at += timedelta(hours=1)
            mark_not_sent(claim_notice(notice.pk, now=at), trouble="451 try later", for_good=False, now=at)

        notice.refresh_from_db()
        assert (notice.state, notice.attempts) == (NoticeState.FAILED, MAX_ATTEMPTS)
        assert claim_notice(notice.pk, now=at + timedelta(days=1)) is None


def test_what_was_given_up_can_be_sent_again_by_hand(program: Program) -> None:
    with program_scope(program.pk):
        admin, at = make_participant(role=Role.ADMIN), now()
        notice = write(admin)
        mark_not_sent(claim_notice(notice.pk, now=now()), trouble="550 no such user", for_good=True, now=now())

        send_again(notice, by=admin, now=at)

        notice.refresh_from_db()
        assert (notice.state, notice.attempts) == (NoticeState.WAITING, 0)
        assert claim_notice(notice.pk, now=now()).lease.attempt == 1
        kept = ProgramChange.objects.values_list("what", "about", "was", "by", "at")
        assert list(kept) == [("notice", notice.pk, {"attempts": 1, "trouble": "550 no such user"}, admin.pk, at)]


def test_what_is_on_its_way_is_not_sent_again(program: Program) -> None:
    with program_scope(program.pk):
        notice = write(make_participant())

        with pytest.raises(NothingToSendAgain):
            send_again(notice, by=notice.recipient, now=now())

        assert Due.objects.filter(kind="notice").count() == 1
