"""What every table of a program is made of: its program, a fail-closed manager, composite foreign keys."""

from typing import Any

from django.db import models
from django.db.models.functions import UUID7

from ilc.tenancy.scope import bound_program_id


class OwnedManager[M: models.Model](models.Manager[M]):
    """Adds the bound program to every query, and raises NoProgramBound when there is none."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(program_id=bound_program_id())

    def none(self) -> models.QuerySet[M]:
        """No rows: the one query that needs no program, for forms that are told their choices later."""
        return super().get_queryset().none()


class OwnedForeignKey[S, G](models.ForeignKey[S, G]):
    """A reference that cannot leave the program.

    Django joins on `id`; the constraint and the index in the database are on `(program_id, <column>)` and are
    made by ProtectTable, because foreign keys ignore row-level security.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options.setdefault("db_constraint", False)
        options.setdefault("db_index", False)
        super().__init__(to, on_delete, **options)


class ProgramKey[S, G](models.ForeignKey[S, G]):
    """The program of a row. Migrations do not carry its default: a data migration names the program."""

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options.pop("default", None)
        return name, path, args, options


class ProgramOwned(models.Model):
    """A row that belongs to one program and is invisible outside it."""

    program = ProgramKey(
        "collectives.Program",
        models.PROTECT,
        related_name="+",
        default=bound_program_id,
        editable=False,
        db_index=False,
    )

    objects = OwnedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Addressed(ProgramOwned):
    """A program-owned row that appears in addresses: its id is a UUIDv7 made by the database."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)

    class Meta(ProgramOwned.Meta):
        abstract = True
