"""Participants as a list, and one of them with their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectives.models import (
    NOWHERE,
    District,
    Membership,
    Notice,
    Participant,
    ParticipantChange,
    Region,
    RoleGrant,
    School,
)
from collectives.permissions.collective import visible_collectives
from collectives.permissions.participant import can_see_contact, visible_participants
from collectives.permissions.program import is_admin
from collectives.queries.role import role_words
from collectives.queries.seat import place_name

type Annotated = Any  # a queryset with annotations, which the stubs cannot name


class Entry(TextChoices):
    """How far a participant has come in."""

    NOT_INVITED = "not-invited", _("not invited yet")
    INVITED = "invited", _("invited")
    ENTERED = "entered", _("has come in")
    LEFT = "left", _("left the program")


@dataclass(frozen=True)
class ParticipantFilter:
    """What the list is narrowed to. Empty fields narrow nothing."""

    words: str = ""
    region: Region | None = None
    district: District | None = None
    school: School | None = None
    position: str = ""
    role: str = ""
    entry: str = ""


@dataclass(frozen=True)
class ParticipantRow:
    """One participant in the list. `email` is empty for a reader who may not see it."""

    pk: UUID
    name: str
    initials: str
    email: str
    position: str
    at: str
    roles: Sequence[str]
    entry: str
    entry_words: str

    @property
    def can_be_invited(self) -> bool:
        """Whether no invitation went out yet."""
        return self.entry == Entry.NOT_INVITED


def find_participants(participant: Participant, narrowed: ParticipantFilter) -> Annotated:
    """The participants one may see, narrowed, by name. Two SQL queries; those who left only when asked for."""
    people = with_entry(visible_participants(participant))
    people = _narrow_by_words(people, narrowed.words, emails=is_admin(participant))
    people = _narrow_by_place(people, narrowed)
    if narrowed.position:
        people = people.filter(position=narrowed.position)
    if narrowed.role:
        held = RoleGrant.objects.filter(participant=OuterRef("pk"), role=narrowed.role, taken_at=None)
        people = people.filter(Exists(held))
    people = _narrow_by_entry(people, narrowed.entry)
    grants = RoleGrant.objects.filter(taken_at=None).select_related("region").order_by("given_at")
    return (
        people.select_related("school__district", "district")
        .prefetch_related(Prefetch("grants", grants, to_attr="held"))
        .order_by("name", "pk")
    )


def with_entry(people: QuerySet[Participant]) -> Annotated:
    """The same people, annotated with whether they have `entered` the program."""
    entered = Membership.objects.filter(
        program_id=OuterRef("program_id"), user_id=OuterRef("user_id"), entered_at__isnull=False
    )
    return people.annotate(entered=Exists(entered))


def participant_row(person: Any, *, reader: Participant) -> ParticipantRow:
    """One of `find_participants` as the list shows it to a reader. No SQL."""
    entry = entry_of(person)
    return ParticipantRow(
        person.pk,
        person.name,
        person.initials,
        person.email if person.has_address and can_see_contact(reader, person) else "",
        person.get_position_display(),
        place_name(person),
        [role_words(grant) for grant in person.held],
        entry,
        str(entry.label),
    )


def entry_of(person: Any) -> Entry:
    """How far somebody of `with_entry` has come in. No SQL."""
    if person.left_at:
        return Entry.LEFT
    if person.entered:
        return Entry.ENTERED
    return Entry.INVITED if person.invited_at else Entry.NOT_INVITED


def find_person(participant: Participant, pk: UUID) -> Participant | None:
    """One participant whom one may see, with school, district, region and entry. One SQL query."""
    people = with_entry(visible_participants(participant))
    rows = people.select_related("school__district__region", "district__region", "user")
    found: Participant | None = rows.filter(pk=pk).first()
    return found


def people_to_invite(participant: Participant) -> QuerySet[Participant]:
    """Those with an address who were not invited yet and have not left, by name. One SQL query."""
    people = visible_participants(participant).filter(invited_at=None, left_at=None)
    people = people.exclude(email__endswith=NOWHERE)
    found: QuerySet[Participant] = with_entry(people).filter(entered=False).order_by("name", "pk")
    return found


def _narrow_by_words(people: Annotated, words: str, *, emails: bool) -> Annotated:
    for word in words.split():
        here = Q(name__icontains=word)
        people = people.filter(here | Q(email__icontains=word) if emails else here)
    return people


def _narrow_by_place(people: Annotated, narrowed: ParticipantFilter) -> Annotated:
    if narrowed.region:
        in_school = Q(school__district__region=narrowed.region)
        people = people.filter(in_school | Q(district__region=narrowed.region))
    if narrowed.district:
        people = people.filter(Q(school__district=narrowed.district) | Q(district=narrowed.district))
    return people.filter(school=narrowed.school) if narrowed.school else people


def _narrow_by_entry(people: Annotated, entry: str) -> Annotated:
    if entry == Entry.LEFT:
        return people.exclude(left_at=None)
    people = people.filter(left_at=None)
    if entry == Entry.ENTERED:
        return people.filter(entered=True)
    if entry == Entry.INVITED:
        return people.filter(entered=False, invited_at__isnull=False)
    return people.filter(entered=False, invited_at=None) if entry == Entry.NOT_INVITED else people


@dataclass(frozen=True)
class PartRow:
    """A seat or a facilitator's task of a participant: where, since when, until when."""

    collective: UUID
    name: str
    task: str
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class MailRow:
    """A notice that was written to a participant."""

    pk: UUID
    subject: str
    state: str
    at: datetime


@dataclass(frozen=True)
class PersonChangeRow:
    """Something that happened to a participant."""

    what: str
    reason: str
    by: str
    at: datetime


def list_parts(participant: Participant, person: Participant) -> list[PartRow]:
    """Where a person sits and guides, in collectives the reader sees; present ones first. Two SQL queries."""
    seen = visible_collectives(participant).values("pk")
    seats = person.seats.filter(collective__in=seen).select_related("collective")
    tasks = person.facilitates.filter(collective__in=seen).select_related("collective")
    rows = [
        PartRow(
            seat.collective.pk, seat.collective.name, gettext("member"), seat.seated_at, seat.left_at, seat.left_reason
        )
        for seat in seats
    ] + [
        PartRow(
            task.collective.pk,
            task.collective.name,
            gettext("facilitator"),
            task.named_at,
            task.left_at,
            task.left_reason,
        )
        for task in tasks
    ]
    return sorted(rows, key=lambda row: (row.until is not None, row.name))


def list_mail(person: Participant) -> list[MailRow]:
    """What was written to a person, latest first, at most twenty. One SQL query."""
    notices = Notice.objects.filter(recipient=person).order_by("-written_at")[:20]
    return [
        MailRow(notice.pk, notice.subject, notice.get_state_display(), notice.sent_at or notice.written_at)
        for notice in notices
    ]


def list_person_changes(person: Participant) -> list[PersonChangeRow]:
    """What happened to a person's row, latest first. One SQL query."""
    changes = ParticipantChange.objects.filter(participant=person).select_related("by").order_by("-at")
    return [PersonChangeRow(one.get_what_display(), one.reason, one.by.name, one.at) for one in changes]
