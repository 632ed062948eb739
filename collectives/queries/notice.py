"""The mail that a program sent, as its admins see it; and what the demonstration wrote into files."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

FILES_READ = 200
BETWEEN_MAILS = b"-" * 79


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
