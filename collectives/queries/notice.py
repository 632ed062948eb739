"""The mail that a program sent, as its admins see it; and what the demonstration wrote into files."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from collectives.models import Notice, NoticeState, Participant, ThingTold
from collectives.permissions.notice import visible_notices

FILES_READ = 200
SAME_WEEK = timedelta(days=6)  # what mail told within it, no other mail tells; a weekly mail comes every seven days
WEEKLY = "digest"  # the kind of the one mail a week that comes by itself
BETWEEN_MAILS = b"-" * 79


@dataclass(frozen=True)
class Thing:
    """What a mail tells of: a "commitment", "evidence", "help", a "session" or a "gathering", and its id."""

    what: str
    about: str


@dataclass(frozen=True)
class OutboxMail:
    """One message as the demonstration wrote it into a file."""

    key: str
    to: str
    subject: str
    at: datetime
    text: str


def outbox_mails() -> list[OutboxMail]:
    """The messages in the demonstration's mail folder, newest first. Reads the newest 200 files, no SQL."""
    folder = settings.DEMO_MAIL_FOLDER
    if not settings.DEMO or not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:FILES_READ]
    mails = [mail for path in files for mail in _mails_in(path)]
    return sorted(mails, key=lambda mail: mail.at, reverse=True)


def _mails_in(path: Path) -> Iterator[OutboxMail]:
    for part in path.read_bytes().split(BETWEEN_MAILS):
        message = message_from_bytes(part.lstrip(b"\n"), policy=policy.default)
        if not isinstance(message, EmailMessage) or not message["Message-ID"]:
            continue
        body = message.get_body(("plain",))
        yield OutboxMail(
            key=hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:20],
            to=str(message["To"]),
            subject=str(message["Subject"]),
            at=parsedate_to_datetime(str(message["Date"])).astimezone(UTC),
            text=str(body.get_content()) if body is not None else "",
        )


@dataclass(frozen=True)
class NoticeCounts:
    """How much of a program's mail is where."""

    waiting: int
    sent: int
    failed: int


def count_notices(participant: Participant) -> NoticeCounts:
    """How much of the mail that the participant may see waits, went out, or could not be sent. One SQL query."""
    counted = visible_notices(participant).aggregate(
        **{field.name: Count("pk", filter=Q(state=field.name)) for field in fields(NoticeCounts)}
    )
    return NoticeCounts(**counted)


def list_notices(participant: Participant, *, state: str = "", words: str = "") -> QuerySet[Notice]:
    """The mail that the participant may see, newest first, without its texts. One SQL query for a page of it.

    `state` narrows it to one state; each of the `words` is in the reader's name or e-mail, or in the subject.
    """
    notices = visible_notices(participant).select_related("recipient").defer("text", "html")
    if state in NoticeState.values:
        notices = notices.filter(state=state)
    for word in words.split():
        found = Q(recipient__name__icontains=word) | Q(email__icontains=word) | Q(subject__icontains=word)
        notices = notices.filter(found)
    return notices.order_by("-written_at", "-pk")


def things_told(recipients: Iterable[Participant], *, since: datetime, kind: str = "") -> dict[UUID, set[Thing]]:
    """What mail told each of these people since then; mail of one kind, or any. One SQL query."""
    rows = ThingTold.objects.filter(recipient__in=[one.pk for one in recipients], at__gte=since)
    if kind:
        rows = rows.filter(notice__kind=kind)
    told: dict[UUID, set[Thing]] = defaultdict(set)
    for recipient_pk, what, about in rows.values_list("recipient", "what", "about"):
        told[recipient_pk].add(Thing(what, about))
    return told
