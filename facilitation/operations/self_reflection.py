"""Answering the three questions after a session. What was answered before stays as history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import (
    HelpKind,
    ReflectionQuestion,
    SelfReflection,
    SelfReflectionChange,
    Session,
    SessionState,
)
from ilc.errors import Refused


class NotBegun(Refused):
    """There is nothing to look back on yet."""


class DidNotTakePlace(Refused):
    """The session was cancelled."""


class NothingWritten(Refused):
    """Neither an answer nor a wish."""


@dataclass(frozen=True)
class Reflection:
    """What a facilitator says: an answer to each question or none, which of them may be shared, what help is welcome.

    Only what was answered can be shared.
    """

    answers: Mapping[str, str]
    agreed_to_share: Sequence[str] = ()
    wishes: Sequence[str] = field(default=())

    def columns(self) -> dict[str, Any]:
        """As it is stored: choices in a fixed order, each once."""
        answers = {str(one): self.answers.get(one, "").replace("\r\n", "\n").strip() for one in ReflectionQuestion}
        shared = [str(one) for one in ReflectionQuestion if one in self.agreed_to_share and answers[one]]
        return {**answers, "agreed_to_share": shared, "wishes": [str(one) for one in HelpKind if one in self.wishes]}


@transaction.atomic
def write_reflection(session: Session, reflection: Reflection, *, by: Participant, now: datetime) -> SelfReflection:
    """Keep one's answers about a session; the same again changes nothing.

    Raises NotBegun, DidNotTakePlace, NothingWritten.
    """
    if session.state != SessionState.PLANNED:
        raise DidNotTakePlace(_("This session did not take place, so there is nothing to look back on."))
    if session.starts_at > now:
        raise NotBegun(_("The session has not begun. Come back to this page when it has: it takes two minutes."))
    columns = reflection.columns()
    if not any(columns.values()):
        raise NothingWritten(_("Nothing is written yet. One sentence under one question is enough."))
    SelfReflection.objects.bulk_create(
        [SelfReflection(session=session, facilitator=by, at=now, **columns)], ignore_conflicts=True
    )
    # Two devices of one person may send at once: the row is there in any case, and the second waits for the first.
    row = SelfReflection.objects.select_for_update().get(session=session, facilitator=by)
    was = {name: getattr(row, name) for name in columns}
    if was == columns:
        return row
    SelfReflectionChange.objects.create(reflection=row, was=was, at=now)
    for name, value in columns.items():
        setattr(row, name, value)
    row.changed_at = now
    row.save(update_fields=[*columns, "changed_at"])
    return row
