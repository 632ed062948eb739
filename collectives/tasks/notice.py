"""Sending notices: one at a time, with a sweep for those that no bell rang for."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID

from celery import shared_task
from django.core.mail import EmailMultiAlternatives
from django.utils.timezone import now
from kombu.exceptions import OperationalError

from collectives.models import Notice
from collectives.operations.notice import KIND, Letter, claim_notice, mark_not_sent, mark_sent
from ilc.content_lines import folded
from ilc.due import waiting
from ilc.tenancy.scope import program_scope

SWEPT_AT_ONCE = 200
PERMANENT = 500  # an SMTP answer from here on means: do not try again

logger = logging.getLogger(__name__)


@shared_task(acks_late=True)
def send_notice(*, program_id: int, notice_pk: UUID | str) -> None:
    """Send one notice, at least once: a worker that dies between sending and marking lets another send it again.

    The second copy carries the same Message-ID, which mail readers show as one. Sending happens between two scopes.
    """
    with program_scope(program_id):
        letter = claim_notice(UUID(str(notice_pk)), now=now())
    if letter is None:
        return
    try:
        _deliver(letter)
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _said in refused.recipients.values()]
        with program_scope(program_id):
            mark_not_sent(letter, trouble=_words(refused), for_good=all(code >= PERMANENT for code in codes), now=now())
    except (SMTPException, OSError) as reason:
        with program_scope(program_id):
            mark_not_sent(letter, trouble=_words(reason), for_good=False, now=now())
    else:
        with program_scope(program_id):
            mark_sent(letter, now=now())


def ring_notices(program_id: int, notices: Iterable[Notice]) -> None:
    """Ask for the sending of these messages after the commit."""
    for notice in notices:
        send_notice.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
            program_id=program_id, notice_pk=str(notice.pk)
        )


@shared_task
def sweep_notices() -> None:
    """Ring for every notice that is due and in nobody's hands."""
    for program_id, key in waiting(KIND, now=now(), limit=SWEPT_AT_ONCE):
        try:
            send_notice.delay(program_id=program_id, notice_pk=key)
        except OperationalError:
            logger.exception("The broker does not answer; the next sweep rings again.")
            return


def _deliver(letter: Letter) -> None:
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.email],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
            **_way_out(letter),
        },
    )
    message.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        # Twice, as Google does: Gmail and Outlook act on the alternative, Apple and older readers on the attachment.
        file = folded(letter.calendar)
        message.attach_alternative(file.decode(), f"text/calendar; method={letter.calendar_method}")
        message.attach("invite.ics", file, "application/ics")
    message.send()


def _way_out(letter: Letter) -> dict[str, str]:
    """What lets a mail reader show a button that stops this mail: RFC 2369, and RFC 8058 for one press."""
    if not letter.unsubscribe:
        return {}
    return {"List-Unsubscribe": f"<{letter.unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _words(reason: Exception) -> str:
    return f"{type(reason).__name__}: {reason}"
