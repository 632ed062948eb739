"""Outgoing mail as rows: written once, claimed with a lease, sent at least once."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from collectives.models import Door, Notice, NoticeState, Participant, Program, ProgramChange, ThingTold
from collectives.operations.door import SecretLost, door_secret
from collectives.queries.notice import Thing
from ilc.due import Lease, backoff, claim, finish, release, schedule, schedule_all
from ilc.errors import Refused
from ilc.tenancy.scope import bound_program_id

KIND = "notice"
MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=5)
DOOR_MARK = re.compile(r"/door/door-(\d+)/")

logger = logging.getLogger(__name__)


class NothingToSendAgain(Refused):
    """Only what could not be sent can be sent again."""


@dataclass(frozen=True)
class Letter:
    """A notice as it goes out, with the right to send it."""

    notice_pk: UUID
    lease: Lease
    email: str
    language: str
    subject: str
    text: str
    html: str
    message_id: str
    calendar: str
    calendar_method: str
    unsubscribe: str


@dataclass(frozen=True)
class CalendarFile:
    """What goes to a person's calendar: an RFC 5546 method, and what writes the file in the reader's language.

    Its lines are not folded yet.
    """

    method: str
    text: Callable[[], str]


@dataclass(frozen=True)
class Message:
    """What is to be written to one person: the key that keeps it from being written twice, and what it tells.

    `unsubscribe`: the door that stops this kind of mail, as door_url() gives it.
    """

    recipient: Participant
    key: str
    context: Mapping[str, Any]
    calendar: CalendarFile | None = None
    tells: Sequence[Thing] = ()
    unsubscribe: str = ""


def write_notice(
    recipient: Participant, *, kind: str, key: str, template: str, context: Mapping[str, Any], now: datetime
) -> Notice:
    """Write a message to one person and make it due. The same kind and key again gives the first one, never a second.

    `template` names templates/mail/<template>.{subject.txt,txt,html}; they are rendered here, in the reader's language
    and time zone, with `recipient`, `program` and `subject` beside the context. Ask for its sending after the commit:
    send_notice.delay_on_commit(program_id=…, notice_pk=…); a sweep finds it in any case.
    """
    [notice] = write_notices([Message(recipient, key, context)], kind=kind, template=template, now=now)
    return notice


def write_notices(messages: Iterable[Message], *, kind: str, template: str, now: datetime) -> list[Notice]:
    """The same for many people, in their order. As many SQL statements for ten as for one.

    A rehearsal keeps what it writes: nothing of it becomes due, and nothing is ever sent.
    """
    of_key = {one.key: one for one in messages}
    program = Program.objects.get(pk=bound_program_id())
    while True:
        written = {one.key: one for one in Notice.objects.filter(kind=kind, key__in=of_key)}
        new = [_draft(one, kind, template, program, now) for key, one in of_key.items() if key not in written]
        try:
            with transaction.atomic():
                written |= {one.key: one for one in Notice.objects.bulk_create(new)}
                _remember_things(new, of_key, now)
        except IntegrityError as error:
            if "notice_once" not in str(error):
                raise
            continue  # another transaction wrote one of them a moment ago
        if not program.is_rehearsal:
            schedule_all(KIND, [str(one.pk) for one in new], due_at=now)
        return [written[key] for key in of_key]


def _remember_things(notices: Iterable[Notice], of_key: Mapping[str, Message], now: datetime) -> None:
    """Keep what each new mail tells of, so that another need not. One SQL statement, none for mail about nothing."""
    ThingTold.objects.bulk_create(
        ThingTold(notice=notice, recipient=notice.recipient, what=thing.what, about=thing.about, at=now)
        for notice in notices
        for thing in dict.fromkeys(of_key[notice.key].tells)
    )


def _draft(message: Message, kind: str, template: str, program: Program, now: datetime) -> Notice:
    language, words = _render(message, template, program)
    return Notice(
        recipient=message.recipient,
        kind=kind,
        key=message.key,
        email=message.recipient.email,
        language=language,
        message_id=f"<{uuid4()}@{urlsplit(settings.BASE_URL).hostname}>",
        state=NoticeState.KEPT if program.is_rehearsal else NoticeState.WAITING,
        written_at=now,
        unsubscribe=message.unsubscribe,
        **words,
    )


def door_url(door: Door) -> str:
    """The address of a door for a notice's template. The secret takes its place only when the mail goes out."""
    return settings.BASE_URL + reverse("door", args=[f"door-{door.pk}"])


def _render(message: Message, template: str, program: Program) -> tuple[str, dict[str, str]]:
    recipient = message.recipient
    language = recipient.reads
    zone = recipient.user.time_zone if recipient.user else program.time_zone
    with translation.override(language), timezone.override(ZoneInfo(zone)):
        said = {**message.context, "recipient": recipient, "program": program, "base_url": settings.BASE_URL}
        subject = re.sub(r"[ \t\r\n]+", " ", render_to_string(f"mail/{template}.subject.txt", said)).strip()
        said["subject"] = subject
        text = render_to_string(f"mail/{template}.txt", said).strip() + "\n"
        html = render_to_string(f"mail/{template}.html", said)
        file = message.calendar
        calendar = {"calendar": file.text(), "calendar_method": file.method} if file else {}
    return language, {"subject": subject[:250], "text": text, "html": html, **calendar}


def claim_notice(notice_pk: UUID, *, now: datetime) -> Letter | None:
    """Take a notice of the bound program to send it. None when it is sent, not due yet, or in another's hands.

    None also when a door in it cannot be named any more: such a notice is given up, visibly.
    """
    lease = claim(bound_program_id(), KIND, str(notice_pk), now=now, lease=LEASE)
    if lease is None:
        return None
    notice = Notice.objects.get(pk=notice_pk)
    if notice.state != NoticeState.WAITING:
        finish(lease, now=now)
        return None
    letter = Letter(
        notice_pk=notice.pk,
        lease=lease,
        email=notice.email,
        language=notice.language,
        subject=notice.subject,
        text=notice.text,
        html=notice.html,
        message_id=notice.message_id,
        calendar=notice.calendar,
        calendar_method=notice.calendar_method,
        unsubscribe=notice.unsubscribe,
    )
    with_doors = (letter.text, letter.html, letter.calendar, letter.unsubscribe)
    try:
        text, html, calendar, unsubscribe = (_with_secrets(one) for one in with_doors)
        return replace(letter, text=text, html=html, calendar=calendar, unsubscribe=unsubscribe)
    except SecretLost as reason:
        mark_not_sent(letter, trouble=str(reason), for_good=True, now=now)
        return None


def _with_secrets(words: str) -> str:
    doors = Door.objects.filter(program_id=bound_program_id()).in_bulk({int(pk) for pk in DOOR_MARK.findall(words)})
    return DOOR_MARK.sub(lambda mark: reverse("door", args=[door_secret(doors[int(mark[1])])]), words)


def mark_sent(letter: Letter, *, now: datetime) -> None:
    """Keep that the mail went out. Nothing happens when the lease was lost meanwhile: then another one sends it."""
    if finish(letter.lease, now=now):
        Notice.objects.filter(pk=letter.notice_pk).update(
            state=NoticeState.SENT, sent_at=now, attempts=letter.lease.attempt, trouble=""
        )


def mark_not_sent(letter: Letter, *, trouble: str, for_good: bool, now: datetime) -> None:
    """Keep why the mail did not go out; it is tried again later, unless for good or after MAX_ATTEMPTS."""
    over = for_good or letter.lease.attempt >= MAX_ATTEMPTS
    logged = trouble.replace(letter.email, "…")  # servers name the recipient; the log names nobody
    if over:
        held = finish(letter.lease, now=now)
        logger.error("Notice %s is given up after %d attempts: %s", letter.notice_pk, letter.lease.attempt, logged)
    else:
        held = True
        release(letter.lease, due_at=now + backoff(letter.lease.attempt))
        logger.warning("Notice %s did not go out, attempt %d: %s", letter.notice_pk, letter.lease.attempt, logged)
    if held:
        state = NoticeState.FAILED if over else NoticeState.WAITING
        Notice.objects.filter(pk=letter.notice_pk, state=NoticeState.WAITING).update(
            state=state, attempts=letter.lease.attempt, trouble=trouble[:2000]
        )


@transaction.atomic
def send_again(notice: Notice, *, by: Participant, now: datetime) -> None:
    """Make a notice that was given up wait again, with fresh attempts; who asked, and what the trouble was, is kept.

    Raises NothingToSendAgain.
    """
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    if held.state != NoticeState.FAILED:
        raise NothingToSendAgain(_("This message is on its way already, or has gone out."))
    was = {"attempts": held.attempts, "trouble": held.trouble}
    ProgramChange.objects.create(what="notice", about=held.pk, was=was, by=by, at=now)
    held.state, held.attempts, held.trouble = NoticeState.WAITING, 0, ""
    held.save(update_fields=["state", "attempts", "trouble"])
    schedule(KIND, str(held.pk), due_at=now)
