"""The mails of a formation: asking, reminding, and asking to look again after a theme was withdrawn.

Which mails are still to be written follows from the rows: a task writes some, then some more, until none is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from collectives.models import Ballot, BallotChoice, Formation, FormationState, Notice, Offer, Theme
from collectives.operations.door import make_doors
from collectives.operations.notice import Message, door_url, write_notices
from collectives.queries.ballot import ONE_DAY, to_remind, unanswered
from ilc.due import cancel, schedule

MAIL = "formation_mail"
REMINDER = "formation_reminder"
BALLOT, OFFER = "ballot", "offer"  # what doors open, and kinds of notices
REMINDED_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class _Mail:
    """Messages of one sort: to the people of these answers, unless one of this kind with this end of its key exists."""

    kind: str
    answers: QuerySet[Any]
    template: str
    ends: str = ""
    again: bool = False
    theme: Theme | None = None


def mail_is_due(formation: Formation, *, now: datetime) -> None:
    """Let the mails of a formation be written. Ring after the commit: write_formation_mails.delay_on_commit(…)."""
    schedule(MAIL, str(formation.pk), due_at=now)


def plan_reminder(formation: Formation, *, now: datetime) -> None:
    """Remind by itself two days before answers are due; not at all when that has passed, or there is no such day."""
    at = formation.answers_by - REMINDED_BEFORE if formation.answers_by else None
    if formation.state == FormationState.ASKING and at and at > now:
        schedule(REMINDER, str(formation.pk), due_at=at)
    else:
        cancel(REMINDER, str(formation.pk), now=now)


def write_some_mails(formation: Formation, *, limit: int, now: datetime) -> list[Notice]:
    """Write the next messages, at most `limit`; none when all are written, or nobody is asked any more."""
    if formation.state != FormationState.ASKING:
        return []
    written: list[Notice] = []
    for mail in _mails(formation, now):
        answers = list(_without_notice(mail)[: limit - len(written)])
        purpose = BALLOT if mail.answers.model is Ballot else OFFER
        doors = make_doors(purpose, [str(one.pk) for one in answers], expires_at=None, now=now)
        said = {"formation": formation, "again": mail.again, "theme": mail.theme}
        messages = [
            Message(one.participant, one.key, {**said, "door_url": door_url(door)})
            for one, door in zip(answers, doors, strict=True)
        ]
        written += write_notices(messages, kind=mail.kind, template=mail.template, now=now)
        if len(written) == limit:
            break
    return written


def _mails(formation: Formation, now: datetime) -> Iterator[_Mail]:
    reminded_at = formation.reminded_at
    for kind, model in ((BALLOT, Ballot), (OFFER, Offer)):
        yield _Mail(kind, unanswered(model, formation), kind)
        if reminded_at and reminded_at > now - ONE_DAY:
            late = to_remind(formation, model, at=reminded_at)
            yield _Mail(f"{kind}_reminder", late, kind, ends=f":{reminded_at.isoformat()}", again=True)
    for row in formation.themes.exclude(withdrawn_at=None).select_related("theme"):
        ranked = BallotChoice.objects.filter(ballot=OuterRef("pk"), theme=row.theme)
        ballots = formation.ballots.filter(Exists(ranked), takes_part=True, participant__left_at=None)
        yield _Mail("theme_withdrawn", ballots, "theme_withdrawn", ends=f":{row.theme_id}", theme=row.theme)


def _without_notice(mail: _Mail) -> QuerySet[Any]:
    """The answers whose message is not written yet; `key` is what it would have."""
    key = Concat(Cast("pk", CharField()), Value(mail.ends), output_field=CharField())
    answers = mail.answers.annotate(key=key)
    there = Notice.objects.filter(kind=mail.kind, key=OuterRef("key"))
    missing: QuerySet[Any] = answers.exclude(Exists(there))
    return missing.select_related("participant__user").order_by("asked_at", "pk")
