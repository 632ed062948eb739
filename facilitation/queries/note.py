"""A session's shared notes, as a page shows them, and who wrote them when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from collectives.models import Participant
from facilitation.models import MAX_NOTES, PART, NotesChange, Session, SessionNotes


@dataclass(frozen=True)
class NotesBox:
    """The notes as a field. `base` is what stands there; so is `text`, but for what was typed and met an `error`."""

    base: str
    text: str
    changed_by: str
    changed_at: datetime | None
    error: str = ""
    part: str = PART
    key: str = PART

    @property
    def label(self) -> str:
        """What the field is called."""
        return _("Notes")

    @property
    def most(self) -> dict[str, int]:
        """How much fits."""
        return {"characters": MAX_NOTES}


@dataclass(frozen=True)
class NotesSpell:
    """What stood in the notes after somebody had written for a while."""

    number: int
    by: str
    others: Sequence[str]
    at: datetime
    text: str


def notes_box(session: Session, *, typed: str = "", error: str = "") -> NotesBox:
    """What stands in the notes; or what was `typed` and why it is not kept. One SQL query."""
    row = SessionNotes.objects.filter(session=session).select_related("changed_by").first()
    standing = row.text if row else ""
    return NotesBox(
        base=standing,
        text=typed if error else standing,
        changed_by=row.changed_by.name if row and row.changed_by else "",
        changed_at=row.changed_at if row else None,
        error=error,
    )


def list_spells(session: Session) -> list[NotesSpell]:
    """Who wrote in the notes and what stood there then, the latest first. Two SQL queries."""
    changes = list(NotesChange.objects.filter(session=session).select_related("by").order_by("-version"))
    others = {pk for change in changes for pk in change.also_by}
    names = dict(Participant.objects.filter(pk__in=others).values_list("pk", "name"))
    return [
        NotesSpell(
            number=change.version,
            by=change.by.name if change.by else "",
            others=[names[pk] for pk in change.also_by if pk in names],
            at=change.at,
            text=change.text,
        )
        for change in changes
    ]
