"""Who comes to a session, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from collectives.models import Facilitator, NoticeState
from facilitation.models import WAS_THERE, Attendance, Came, Coming, Session, SessionInvitation
from facilitation.permissions.attendance import expected_participants


@dataclass(frozen=True)
class AttendanceRow:
    """One person: what they said beforehand, what was marked."""

    pk: UUID
    name: str
    initials: str
    about: str
    coming: str
    coming_words: str
    came: str
    came_words: str
    left: bool
    unreached: bool

    @property
    def key(self) -> str:
        """The person's id as pages that are open name it."""
        return str(self.pk)


@dataclass(frozen=True)
class AttendanceList:
    """Everybody who is expected, and how many of them said or did what."""

    rows: Sequence[AttendanceRow]
    facilitators: Sequence[str]

    @property
    def said_yes(self) -> int:
        """How many come, in the room or online."""
        return sum(row.coming in {Coming.ROOM, Coming.ONLINE} for row in self.rows)

    @property
    def open(self) -> int:
        """How many have not answered yet."""
        return sum(not row.coming for row in self.rows)

    @property
    def were_there(self) -> int:
        """How many are marked as there, in the room or online."""
        return sum(row.came in WAS_THERE for row in self.rows)

    def mark_of(self, participant_pk: UUID) -> str:
        """How a person is marked; empty when nobody has marked them."""
        return next((row.came for row in self.rows if row.pk == participant_pk), "")

    @property
    def marked(self) -> bool:
        """Whether anybody has been marked."""
        return any(row.came for row in self.rows)


def list_people(session: Session, *, now: datetime) -> list[AttendanceRow]:
    """Everybody expected at a session, by name, with answers and marks. One SQL query.

    `unreached`: the last invitation or change of it could not be sent to them.
    """
    told = SessionInvitation.objects.filter(session=session, participant=OuterRef("pk")).order_by("-sequence")
    people = expected_participants(session, now=now).select_related("school", "district").order_by("name", "pk")
    own = Attendance.objects.filter(session=session, participant=OuterRef("pk"))
    names = ("coming", "came", "left_at")
    said = {f"said_{name}": Subquery(own.values(name)) for name in names}
    return [_row(person) for person in people.annotate(mail=Subquery(told.values("notice__state")[:1]), **said)]


class PeopleHere:
    """Everybody expected at a session, read when a page first names them. One SQL query then."""

    def __init__(self, session: Session, *, now: datetime) -> None:
        self._session, self._now = session, now

    @cached_property
    def rows(self) -> list[AttendanceRow]:
        """By name."""
        return list_people(self._session, now=self._now)

    @property
    def there(self) -> int:
        """How many said that they are here and have not gone."""
        return sum(row.came in WAS_THERE and not row.left for row in self.rows)


def list_attendance(session: Session, *, now: datetime) -> AttendanceList:
    """The same, with those who guide it. Two SQL queries."""
    guides = Facilitator.objects.filter(collective=session.collective_id, left_at=None).order_by("named_at")
    return AttendanceList(
        rows=list_people(session, now=now),
        facilitators=list(guides.values_list("participant__name", flat=True)),
    )


def _row(person: Any) -> AttendanceRow:
    place = person.school or person.district
    coming, came = person.said_coming or "", person.said_came or ""
    return AttendanceRow(
        pk=person.pk,
        name=person.name,
        initials=person.initials,
        about=", ".join(str(words) for words in (person.get_position_display(), place) if words),
        coming=coming,
        coming_words=str(Coming(coming).label) if coming else "",
        came=came,
        came_words=str(Came(came).label) if came else "",
        left=person.said_left_at is not None,
        unreached=person.mail == NoticeState.FAILED,
    )


@dataclass(frozen=True)
class MarkToUndo:
    """A mark just made, and what it was before."""

    person: AttendanceRow
    was: str


def mark_to_undo(attendance: AttendanceList, person_key: str, was: str) -> MarkToUndo | None:
    """What an address names as just marked; None when it names nothing of the kind. No SQL."""
    person = next((row for row in attendance.rows if str(row.pk) == person_key), None)
    if person is None or was not in {"", *Came.values} or person.came == was:
        return None
    return MarkToUndo(person, was)
