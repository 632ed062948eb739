"""In what somebody took part, how often and how long; and what a certificate says of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Collective, Facilitator, Participant, Position, Program, Seat
from collectives.queries.gathering import QrCode, qr_code
from facilitation.models import WAS_THERE, Attendance, Certificate, Session, SessionRun, SessionState, TookPart
from ilc.zones import date_words, local_time

HOUR = 60
PART = 5  # of a code, between its hyphens


@dataclass(frozen=True)
class Participation:
    """In which collective, as what, from when until when (None: still), in how many sessions, for how many minutes."""

    collective: Collective
    took_part_as: TookPart
    since: date
    until: date | None
    sessions: int
    minutes: int

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.took_part_as}:{self.collective.pk}"

    @property
    def words(self) -> str:
        """How much it was."""
        return amount_words(self.sessions, self.minutes)

    @property
    def as_words(self) -> str:
        """As what."""
        return str(self.took_part_as.label)


@dataclass(frozen=True)
class CertificateSheet:
    """All that a certificate says, on the page, on paper and to who checks it. `code` as it is read: ABCDE-FGHJK."""

    program: str
    name: str
    position: str
    took_part_as: TookPart
    collective: str
    since: date
    until: date | None
    sessions: int
    minutes: int
    issued_on: date
    code: str
    address: str
    qr: QrCode
    taken_back: bool

    @property
    def amount(self) -> str:
        """How much it was."""
        return amount_words(self.sessions, self.minutes)

    @property
    def issued(self) -> str:
        """The day it was issued."""
        return date_words(self.issued_on)

    @property
    def period(self) -> str:
        """From when until when."""
        if self.until is None:
            return _("since %(since)s") % {"since": date_words(self.since)}
        return _("from %(since)s to %(until)s") % {"since": date_words(self.since), "until": date_words(self.until)}


def participations(participant: Participant, *, zone: ZoneInfo, now: datetime) -> list[Participation]:
    """Every collective in which one was there at least once, the latest first. Four SQL queries."""
    found = [*_as_leader(participant, zone, now), *_as_facilitator(participant, zone, now)]
    return sorted((one for one in found if one.sessions), key=lambda one: (one.since, one.key), reverse=True)


def list_certificates(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """The latest first."""
    return certificates.select_related("collective").order_by("-issued_at")


def certificate_sheet(certificate: Certificate, program: Program, *, base_url: str) -> CertificateSheet:
    """What it says, in the reader's language. No SQL."""
    path = reverse("certificate-check", args=[certificate.code])
    return CertificateSheet(
        program=program.name,
        name=certificate.name,
        position=str(Position(certificate.position).label) if certificate.position else "",
        took_part_as=TookPart(certificate.took_part_as),
        collective=certificate.collective_name,
        since=certificate.since,
        until=certificate.until,
        sessions=certificate.sessions,
        minutes=certificate.minutes,
        issued_on=local_time(certificate.issued_at, program.time_zone).date(),
        code=f"{certificate.code[:PART]}-{certificate.code[PART:]}",
        address=f"{base_url}{path}",
        qr=qr_code(f"{base_url}{path}"),
        taken_back=certificate.taken_back_at is not None,
    )


def amount_words(sessions: int, minutes: int) -> str:
    """So many sessions, so many hours and minutes, in words."""
    hours, rest = divmod(minutes, HOUR)
    said = [ngettext("%(n)d session", "%(n)d sessions", sessions) % {"n": sessions}]
    if hours:
        said.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if rest:
        said.append(ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest})
    return ", ".join(said)


def _as_leader(participant: Participant, zone: ZoneInfo, now: datetime) -> Iterable[Participation]:
    seats = Seat.objects.filter(participant=participant).select_related("collective__theme").order_by("seated_at")
    there = Attendance.objects.filter(
        participant=participant, came__in=WAS_THERE, session__state=SessionState.PLANNED, session__starts_at__lte=now
    )
    counted = {
        row["session__collective"]: row
        for row in there.values("session__collective").annotate(n=Count("pk"), minutes=Sum("session__minutes"))
    }
    yield from _merged([(one, one.seated_at, one.left_at) for one in seats], TookPart.LEADER, counted, zone)


def _as_facilitator(participant: Participant, zone: ZoneInfo, now: datetime) -> Iterable[Participation]:
    guided = Facilitator.objects.filter(participant=participant).select_related("collective__theme")
    while_guiding = Facilitator.objects.filter(
        Q(left_at=None) | Q(left_at__gt=OuterRef("starts_at")),
        participant=participant,
        collective=OuterRef("collective"),
        named_at__lte=OuterRef("starts_at"),
    )
    run = SessionRun.objects.filter(session=OuterRef("pk"), ended_at__isnull=False)
    somebody = Attendance.objects.filter(session=OuterRef("pk"), came__in=WAS_THERE)
    held = Session.objects.filter(
        Exists(while_guiding), Exists(run) | Exists(somebody), state=SessionState.PLANNED, starts_at__lte=now
    )
    counted = {
        row["collective"]: row for row in held.values("collective").annotate(n=Count("pk"), minutes=Sum("minutes"))
    }
    rows = [(one, one.named_at, one.left_at) for one in guided.order_by("named_at")]
    yield from _merged(rows, TookPart.FACILITATOR, counted, zone)


def _merged(
    rows: Sequence[tuple[Seat | Facilitator, datetime, datetime | None]],
    took_part_as: TookPart,
    counted: Mapping[UUID, Mapping[str, Any]],
    zone: ZoneInfo,
) -> Iterable[Participation]:
    """One for each collective, however often somebody left it and came back."""
    by_collective: dict[UUID, list[tuple[Seat | Facilitator, datetime, datetime | None]]] = {}
    for row in rows:
        by_collective.setdefault(row[0].collective_id, []).append(row)
    for pk, spells in by_collective.items():
        ends = [left for _one, _began, left in spells if left is not None]
        yield Participation(
            collective=spells[0][0].collective,
            took_part_as=took_part_as,
            since=local_time(spells[0][1], zone).date(),
            until=local_time(max(ends), zone).date() if len(ends) == len(spells) else None,
            sessions=counted[pk]["n"] if pk in counted else 0,
            minutes=counted[pk]["minutes"] if pk in counted else 0,
        )
