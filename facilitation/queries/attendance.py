"""Who comes to a session, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from collectives.models import Facilitator, Participant
from facilitation.models import Attendance, Came, Coming, Session
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
        return sum(row.came in {Came.ROOM, Came.ONLINE} for row in self.rows)

    def mark_of(self, participant_pk: UUID) -> str:
        """How a person is marked; empty when nobody has marked them."""
        return next((row.came for row in self.rows if row.pk == participant_pk), "")

    @property
    def marked(self) -> bool:
        """Whether anybody has been marked."""
        return any(row.came for row in self.rows)


def list_attendance(session: Session, *, now: datetime) -> AttendanceList:
    """Everybody expected at a session, by name, with answers and marks. Three SQL queries."""
    people = expected_participants(session, now=now).select_related("school", "district").order_by("name", "pk")
    answers = {row.participant_id: row for row in Attendance.objects.filter(session=session)}
    guides = Facilitator.objects.filter(collective=session.collective_id, left_at=None).order_by("named_at")
    return AttendanceList(
        rows=[_row(person, answers.get(person.pk)) for person in people],
        facilitators=list(guides.values_list("participant__name", flat=True)),
    )


def _row(person: Participant, answer: Attendance | None) -> AttendanceRow:
    place = person.school or person.district
    return AttendanceRow(
        pk=person.pk,
        name=person.name,
        initials=person.initials,
        about=", ".join(str(words) for words in (person.get_position_display(), place) if words),
        coming=answer.coming if answer else "",
        coming_words=answer.get_coming_display() if answer else "",
        came=answer.came if answer else "",
        came_words=answer.get_came_display() if answer else "",
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
