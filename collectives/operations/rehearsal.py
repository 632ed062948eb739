"""A practice program of one's own: begun, begun again, thrown away by hand or a month after the last visit.

Its content is made by the apps above; here is only that it exists, for whom, and how it goes.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.utils.crypto import get_random_string

from collectives.models import Membership, Program, User
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope

MAKE: Final = "rehearsal_make"  # due: its content; the key is empty
END: Final = "rehearsal_end"  # due: it is thrown away, a month after the last visit or at once
KEPT_FOR: Final = timedelta(days=30)  # after the last visit
NOTED_EVERY: Final = timedelta(days=1)
SLUG: Final = "rehearsal-"
_LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def begin_rehearsal(user: User, *, now: datetime) -> Program:
    """The rehearsal of a person, being made from now on; the one they have when there is one, for two presses are one.

    It opens to them once its content is there.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    standing = Program.objects.filter(rehearsal_of=user, thrown_away_at=None).first()
    if standing is not None:
        return standing
    slug = SLUG + get_random_string(10, _LETTERS)
    program = Program.objects.create(
        slug=slug, name=slug, language=user.language, time_zone=user.time_zone, rehearsal_of=user
    )
    with program_scope(program.pk):
        schedule(MAKE, "", due_at=now)
        schedule(END, "", due_at=now + KEPT_FOR)
    return program


@transaction.atomic
def begin_again(user: User, *, instead_of: str, now: datetime) -> Program:
    """Another one in place of the rehearsal with this slug. A second press names the old one, and changes nothing."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    throw_away(user, slug=instead_of, now=now)
    return begin_rehearsal(user, now=now)


@transaction.atomic
def throw_away(user: User, *, slug: str, now: datetime) -> None:
    """From now on it opens to nobody; its rows and files go as soon as a worker gets there. Twice does no harm."""
    program = Program.objects.select_for_update(no_key=True).filter(rehearsal_of=user, slug=slug).first()
    if program is None or program.thrown_away_at is not None:
        return
    program.thrown_away_at = now
    program.save(update_fields=["thrown_away_at"])
    Membership.objects.filter(program=program, left_at=None).update(left_at=now)
    rows = Due.objects.filter(program=program)
    rows.exclude(kind=END).filter(done_at=None).update(done_at=now, lease=None, leased_until=None)
    rows.filter(kind=END).update(due_at=now, done_at=None)


def note_visit(program: Program, *, now: datetime) -> None:
    """Somebody is in their rehearsal: it is kept for another month. One statement, which writes once a day."""
    until = now + KEPT_FOR
    Due.objects.filter(program=program, kind=END, key="", due_at__lt=until - NOTED_EVERY).update(due_at=until)


def delete_rehearsal(program_id: int) -> None:
    """Every row of a rehearsal, and the program itself. Nothing when it is none, or gone already.

    All of it goes in one transaction: references are looked at when that ends, so the order does not matter. Deleting
    may make rows (the counts of data points write down what went), so it goes on until nothing is left.
    """
    with program_scope(program_id):
        program = Program.objects.select_for_update().filter(pk=program_id, rehearsal_of__isnull=False).first()
        if program is None:
            return
        tables = [one for one in apps.get_models() if one is not Program and _program_of(one)]
        while sum(_delete_all(one, program_id) for one in tables):
            pass
        Program.objects.filter(pk=program_id)._raw_delete("default")


def _program_of(model: type[models.Model]) -> bool:
    """Whether its rows belong to a program."""
    fields = {field.name: field for field in model._meta.local_fields}
    return "program" in fields and fields["program"].related_model is Program


def _delete_all(model: type[models.Model], program_id: int) -> int:
    """Its rows of the program, in one statement: to ask Django what hangs on each would read them all."""
    rows: Any = model._base_manager.filter(program_id=program_id)
    return int(rows._raw_delete("default"))
