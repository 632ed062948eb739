"""Due work: one row for each thing that must not get lost, claimed with a lease.

Redis only rings the bell. The row is the truth: whoever claims it works on it, and when that worker dies the
lease runs out and a sweep rings again. The table stands outside the row-level policies because a sweep must see
it before it knows the program; it therefore holds no content.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from ilc.tenancy.scope import bound_program_id


class Due(models.Model):
    """One piece of work: when it is due, who holds it until when, when it was done."""

    program = models.ForeignKey("collectives.Program", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "due"
        constraints = [models.UniqueConstraint(fields=["program", "kind", "key"], name="due_once")]
        indexes = [models.Index(fields=["kind", "due_at"], condition=Q(done_at=None), name="due_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass(frozen=True)
class Lease:
    """The right to work on one due row until `until`. `attempt` counts from 1."""

    program_id: int
    kind: str
    key: str
    token: uuid.UUID
    until: datetime
    attempt: int


def schedule(kind: str, key: str, *, due_at: datetime) -> None:
    """Make work of the bound program due, or due anew when it was done. One SQL statement."""
    schedule_all(kind, [key], due_at=due_at)


def schedule_all(kind: str, keys: Iterable[str], *, due_at: datetime) -> None:
    """The same for several pieces of work of one kind. One SQL statement, none for no keys."""
    Due.objects.bulk_create(
        [Due(program_id=bound_program_id(), kind=kind, key=key, due_at=due_at) for key in sorted(set(keys))],
        update_conflicts=True,
        unique_fields=["program", "kind", "key"],
        update_fields=["due_at", "done_at", "lease", "leased_until", "attempts"],
    )


def begin_everywhere(kind: str, *, due_at: datetime) -> None:
    """Make work that every program has to do regularly due where it never was: once for each, under the empty key.

    One SQL query, and one statement where programs are new. Needs no bound program.
    """
    programs = apps.get_model("collectives", "Program")._default_manager
    known = Due.objects.filter(kind=kind, key="").values("program")
    new = programs.exclude(pk__in=known).values_list("pk", flat=True)
    Due.objects.bulk_create([Due(program_id=pk, kind=kind, key="", due_at=due_at) for pk in new], ignore_conflicts=True)


def schedule_new(kind: str, keys: Iterable[str], *, due_at: datetime) -> None:
    """The same, but for work that is due at some time already. Two SQL statements at most."""
    wanted = set(keys)
    rows = Due.objects.filter(program_id=bound_program_id(), kind=kind, key__in=wanted, done_at=None)
    schedule_all(kind, wanted.difference(rows.values_list("key", flat=True)), due_at=due_at)


def claim(program_id: int, kind: str, key: str, *, now: datetime, lease: timedelta) -> Lease | None:
    """Take one piece of due work. None when it is done, not due yet, or held by another."""
    with transaction.atomic():
        row = _open(kind, now).filter(program_id=program_id, key=key).select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.lease, row.leased_until, row.attempts = uuid.uuid4(), now + lease, row.attempts + 1
        row.save(update_fields=["lease", "leased_until", "attempts"])
    return Lease(program_id, kind, key, row.lease, row.leased_until, row.attempts)


def lock_batch(kind: str, *, now: datetime, limit: int) -> list[Due]:
    """Rows of the bound program that are due, locked until this transaction ends; rows others hold are passed over.

    For work that is done in the same transaction: set `due_at` or `done_at` and save before it ends.
    """
    rows = _open(kind, now).filter(program_id=bound_program_id()).order_by("due_at")
    return list(rows.select_for_update(skip_locked=True)[:limit])


def finish(lease: Lease, *, now: datetime) -> bool:
    """Mark the work done. False when the lease was lost meanwhile: then nothing may be stored."""
    return bool(_held(lease).update(done_at=now, lease=None, leased_until=None))


def extend(lease: Lease, *, until: datetime) -> bool:
    """Hold the work for longer, and lock its row until this transaction ends. False when the lease was lost."""
    return bool(_held(lease).update(leased_until=until))


def release(lease: Lease, *, due_at: datetime) -> None:
    """Give the work back, to be tried again from `due_at` on."""
    _held(lease).update(due_at=due_at, lease=None, leased_until=None)


def cancel(kind: str, key: str, *, now: datetime) -> None:
    """Take work of the bound program back, whether somebody holds it or not."""
    Due.objects.filter(program_id=bound_program_id(), kind=kind, key=key, done_at=None).update(
        done_at=now, lease=None, leased_until=None
    )


def is_done(kind: str, key: str) -> bool | None:
    """Whether this work of the bound program is done; None when it never was due. One SQL query."""
    row = Due.objects.filter(program_id=bound_program_id(), kind=kind, key=key).first()
    return row.done_at is not None if row else None


def due_when(kind: str, key: str) -> datetime | None:
    """When this work of the bound program is due; None when it is done, or never was due. One SQL query."""
    rows = Due.objects.filter(program_id=bound_program_id(), kind=kind, key=key, done_at=None)
    return rows.values_list("due_at", flat=True).first()


def waiting(kind: str, *, now: datetime, limit: int = 1000) -> Iterator[tuple[int, str]]:
    """Program and key of work that is due and held by nobody, longest waiting first. One SQL query."""
    yield from _open(kind, now).order_by("due_at").values_list("program_id", "key")[:limit]


def waiting_programs(kind: str, *, now: datetime) -> list[int]:
    """Programs that have such work. One SQL query."""
    return list(_open(kind, now).order_by("program_id").values_list("program_id", flat=True).distinct())


def _open(kind: str, now: datetime) -> models.QuerySet[Due]:
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    return Due.objects.filter(free, kind=kind, done_at=None, due_at__lte=now)


def _held(lease: Lease) -> models.QuerySet[Due]:
    return Due.objects.filter(
        program_id=lease.program_id, kind=lease.kind, key=lease.key, lease=lease.token, done_at=None
    )


def backoff(attempt: int) -> timedelta:
    """How long to wait after the given attempt (from 1): 30 s, doubling, at most 30 minutes."""
    return timedelta(seconds=min(30 * 2 ** (attempt - 1), 1800))
