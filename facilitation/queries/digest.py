"""What one person's week holds, for the one mail that comes by itself.

What goes in: own commitments due within ten days, or up to four weeks past their day; evidence that one promised to
bring and that is asked for now; help that was offered to one in
the last week; the next session within two weeks, when it is still to be answered or comes this week; gatherings that
wait for an answer. Nothing that other mail told within the same week, and nothing at all when nothing of this is there.
What the mail tells is kept (`ThingTold`), and a reminder of the same thing leaves those people out. News is not held
back: that a session moved, or that a calendar must learn of it, is told when it happens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from collectives.models import Asked, Door, Participant, Program, Seat
from collectives.permissions.collective import belongs
from collectives.queries.gathering import waiting_asked
from collectives.queries.gathering_words import Words, words_in
from collectives.queries.notice import SAME_WEEK, Thing, things_told
from evidence.queries.evidence_plan import DueRow, due_evidence
from facilitation.models import Attendance, Commitment, DigestChoice, Help, Prompt, PromptUse, Session, SessionState
from facilitation.queries.commitment import commitments_of
from ilc.zones import local_time

DUE_WITHIN = timedelta(days=10)
PAST_UP_TO = timedelta(days=28)  # after that a mail each week would only nag
SESSION_WITHIN = timedelta(days=14)
THIS_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class DigestCommitment:
    """What one took on. `past`: its day has gone by."""

    pk: UUID
    text: str
    collective: str
    due_on: date
    past: bool


@dataclass(frozen=True)
class DigestSession:
    """One's next session. `coming`: one's answer; `asked`: whether one is asked for one."""

    session: Session
    asked: bool
    coming: str

    @property
    def open(self) -> bool:
        """Whether one's answer is still to come."""
        return self.asked and not self.coming


@dataclass(frozen=True)
class DigestGathering:
    """Questions that wait for one's answer."""

    asked: Asked
    title: Words


@dataclass(frozen=True)
class Digest:
    """Everything in the mail, in its order."""

    commitments: Sequence[DigestCommitment]
    evidence: Sequence[DueRow]
    help: Sequence[Help]
    session: DigestSession | None
    gatherings: Sequence[DigestGathering]

    @property
    def things(self) -> list[Thing]:
        """What it tells of; empty when there is nothing to say."""
        found = [Thing("commitment", str(one.pk)) for one in self.commitments]
        found += [Thing("evidence", str(one.line)) for one in self.evidence]
        found += [Thing("help", str(one.pk)) for one in self.help]
        found += [Thing("session", str(self.session.session.pk))] if self.session else []
        return found + [Thing("gathering", str(one.asked.gathering_id)) for one in self.gatherings]


def digest_of(participant: Participant, program: Program, *, now: datetime) -> Digest:
    """One person's week. Six SQL queries."""
    told = things_told([participant], since=now - SAME_WEEK)[participant.pk]
    today = local_time(now, zone_of(participant, program)).date()
    commitments = commitments_of(participant).filter(due_on__range=(today - PAST_UP_TO, today + DUE_WITHIN))
    session = _next_session(participant, now)
    elsewhere = Prompt.objects.filter(use=PromptUse.LIVE, gathering=OuterRef("gathering"))
    gatherings = waiting_asked(participant, now=now).filter(~Exists(elsewhere))  # live ones are for the session itself
    return Digest(
        commitments=[_commitment(row, today) for row in commitments if Thing("commitment", str(row.pk)) not in told],
        evidence=[
            row for row in due_evidence(participant, today=today) if Thing("evidence", str(row.line)) not in told
        ],
        help=[row for row in _offered(participant, now) if Thing("help", str(row.pk)) not in told],
        session=session if session and Thing("session", str(session.session.pk)) not in told else None,
        gatherings=[
            DigestGathering(row, words_in(row.gathering.title, participant.reads, otherwise=program.language))
            for row in gatherings
            if Thing("gathering", str(row.gathering_id)) not in told
        ],
    )


def _commitment(row: Commitment, today: date) -> DigestCommitment:
    return DigestCommitment(row.pk, row.text, row.collective.name, row.due_on, row.due_on < today)


def _offered(participant: Participant, now: datetime) -> QuerySet[Help]:
    """Help that was addressed to one since the week before, as facilitator."""
    rows = Help.objects.filter(addressed_to=participant, at__gt=now - THIS_WEEK, collective__closed_at=None)
    return rows.select_related("collective", "by").order_by("at", "pk")


def _next_session(participant: Participant, now: datetime) -> DigestSession | None:
    answers = Attendance.objects.filter(session=OuterRef("pk"), participant=participant)
    seats = Seat.objects.filter(collective=OuterRef("collective"), participant=participant, left_at=None)
    row = (
        Session.objects.filter(belongs(participant, "collective"), state=SessionState.PLANNED)
        .filter(collective__closed_at=None, starts_at__gt=now, starts_at__lte=now + SESSION_WITHIN)
        .select_related("collective")
        .annotate(asked=Exists(seats), coming=Subquery(answers.values("coming")[:1]))
        .order_by("starts_at", "pk")
        .first()
    )
    if row is None:
        return None
    found = DigestSession(row, row.asked, row.coming or "")
    return found if found.open or row.starts_at <= now + THIS_WEEK else None


def zone_of(participant: Participant, program: Program) -> str:
    """The time zone of a person's clocks."""
    return participant.user.time_zone if participant.user else program.time_zone


def wants_digest(participant: Participant) -> bool:
    """Whether the weekly mail comes. One SQL query."""
    last = DigestChoice.objects.filter(participant=participant).order_by("-at", "-pk").first()
    return last is None or last.wanted


def digest_readers() -> QuerySet[Participant]:
    """Those to whom the weekly mail comes: with an account, still here, and off means off."""
    last = DigestChoice.objects.filter(participant=OuterRef("pk")).order_by("-at", "-pk")
    people = Participant.objects.filter(user__isnull=False, left_at=None).select_related("user")
    return people.alias(wanted=Coalesce(Subquery(last.values("wanted")[:1]), True)).filter(wanted=True)


def doors_to_answer(purpose: str, keys: Sequence[str], *, program: Program) -> dict[str, Door]:
    """Doors that are open already, by what they open. One SQL query."""
    doors = Door.objects.filter(program=program, purpose=purpose, closed_at=None, object_key__in=keys)
    return {door.object_key: door for door in doors}
