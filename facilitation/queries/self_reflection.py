"""Self-reflections: one's own with the last three at hand, and those of a collective as its staff reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, DurationField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from collectives.models import Collective, Facilitator, Participant, Seat
from facilitation.models import HelpKind, ReflectionQuestion, SelfReflection, Session, SessionState
from facilitation.permissions.self_reflection import visible_reflections
from facilitation.queries.home_step import Step
from facilitation.queries.session import LONGEST, When, when_of

AT_HAND = 3
FIRST_LOOKS_BACK = timedelta(days=45)
ASKED_FOR = timedelta(days=7)  # after that, memory makes things up


@dataclass(frozen=True)
class EarlierAnswer:
    """What one answered after an earlier session."""

    when: When
    text: str


@dataclass(frozen=True)
class Answer:
    """One question with its answer; `shared`: whether other facilitators may read it at their own meeting."""

    key: str
    question: str
    text: str
    shared: bool


@dataclass(frozen=True)
class ReflectionRow:
    """A self-reflection as it is read. Only questions that were answered stand in it."""

    pk: UUID
    session_pk: UUID
    when: When
    by: str
    initials: str
    at: datetime
    changed_at: datetime | None
    answers: Sequence[Answer]
    wishes: Sequence[str]


@dataclass(frozen=True)
class SharedReflection:
    """What one facilitator lets the others read: the answers they agreed to share, and nothing else."""

    by: str
    initials: str
    collective: str
    when: When
    answers: Sequence[Answer]


def own_reflection(session: Session, participant: Participant) -> SelfReflection | None:
    """What one wrote about a session, if anything. One SQL query."""
    return SelfReflection.objects.filter(session=session, facilitator=participant).first()


def earlier_answers(session: Session, participant: Participant) -> Mapping[str, Sequence[EarlierAnswer]]:
    """For each question one's last three answers about sessions of the collective before this one. One SQL query."""
    rows = list(
        SelfReflection.objects.filter(
            facilitator=participant, session__collective=session.collective_id, session__starts_at__lt=session.starts_at
        )
        .select_related("session")
        .order_by("-session__starts_at")[: 4 * AT_HAND]
    )
    return {
        question.value: [
            EarlierAnswer(when_of(row.session), getattr(row, question)) for row in rows if getattr(row, question)
        ][:AT_HAND]
        for question in ReflectionQuestion
    }


def collective_reflections(collective: Collective, participant: Participant) -> QuerySet[SelfReflection]:
    """Those of one collective that the participant may read, the latest session first; for a page of a list."""
    rows = visible_reflections(participant).filter(session__collective=collective)
    return rows.select_related("session", "facilitator").order_by("-session__starts_at", "facilitator__name", "pk")


def reflection_row(row: SelfReflection) -> ReflectionRow:
    """One of `collective_reflections`. No SQL."""
    return ReflectionRow(
        pk=row.pk,
        session_pk=row.session_id,
        when=when_of(row.session),
        by=row.facilitator.name,
        initials=row.facilitator.initials,
        at=row.at,
        changed_at=row.changed_at,
        answers=[
            Answer(question.value, str(question.label), getattr(row, question), question.value in row.agreed_to_share)
            for question in ReflectionQuestion
            if getattr(row, question)
        ],
        wishes=[str(HelpKind(wish).label) for wish in row.wishes],
    )


def shared_reflections(session: Session, *, reader: Participant) -> list[SharedReflection]:
    """For a session of the facilitators' own collective: what others agreed to share since the session before it.

    Of each reflection only the answers its author agreed to share. Nothing about a collective in which the reader
    sits: what is kept from members is kept from them here, too. Two SQL queries, none for another collective.
    """
    if not session.collective.for_facilitators:
        return []
    planned = Session.objects.filter(collective=session.collective_id, state=SessionState.PLANNED)
    before = planned.filter(starts_at__lt=session.starts_at).order_by("-starts_at").first()
    since = before.starts_at if before else session.starts_at - FIRST_LOOKS_BACK
    seats = Seat.objects.filter(collective=OuterRef("session__collective"), participant=reader, left_at=None)
    rows = (
        SelfReflection.objects.alias(said_at=Coalesce("changed_at", "at"))
        .filter(~Exists(seats), said_at__gte=since, said_at__lt=session.starts_at + LONGEST)
        .exclude(agreed_to_share=[])
        .exclude(facilitator=reader)
        .select_related("session__collective", "facilitator")
        .order_by("session__collective__name", "session__starts_at", "facilitator__name", "pk")
    )
    return [_shared(row) for row in rows]


def _shared(row: SelfReflection) -> SharedReflection:
    return SharedReflection(
        by=row.facilitator.name,
        initials=row.facilitator.initials,
        collective=row.session.collective.name,
        when=when_of(row.session),
        answers=[answer for answer in reflection_row(row).answers if answer.shared],
    )


def reflection_steps(participant: Participant, *, now: datetime) -> Iterator[Step]:
    """For who guided a session in the last week and has not looked back on it. One SQL query."""
    guides = Facilitator.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None)
    written = SelfReflection.objects.filter(session=OuterRef("pk"), facilitator=participant)
    for session in (
        _ended(now).filter(Exists(guides), ~Exists(written)).select_related("collective").order_by("-starts_at")
    ):
        yield Step(
            _("Two minutes on the session of %(collective)s") % {"collective": session.collective.name},
            _("Three questions for you as its facilitator. Members do not see what you write."),
            _("Look back"),
            "facilitation:session-reflection",
            session.pk,
            None,
        )


def _ended(now: datetime) -> QuerySet[Session, Any]:
    length = ExpressionWrapper(F("minutes") * timedelta(minutes=1), output_field=DurationField())
    ends_at = ExpressionWrapper(F("starts_at") + length, output_field=DateTimeField())
    sessions = Session.objects.filter(state=SessionState.PLANNED, collective__closed_at=None)
    return sessions.alias(ends_at=ends_at).filter(starts_at__gt=now - ASKED_FOR, ends_at__lte=now)
