"""Bringing a program, or some of its collectives, into another installation: all of it or nothing, by new ids."""

import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import batched, count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from collectives.models import Participant, Program, Role, RoleGrant, no_address
from collectives.operations.membership import Invited, invite_participant
from collectives.operations.program import SlugTaken, invite_first_admin
from evidence.models import Release
from facilitation.operations.export_bring_in_due import make_due
from facilitation.operations.export_check import CheckedExport, ExportDamaged, checked_export
from facilitation.operations.export_json import PROGRAM_COLUMNS
from facilitation.operations.export_stage import KEY
from facilitation.queries.export_table import AnyField, ExportTable
from facilitation.queries.export_tables import TABLES
from ilc.errors import Refused
from ilc.tenancy.owned import ProgramOwned
from ilc.tenancy.scope import program_scope

ROWS_AT_ONCE: Final = 1_000
EMPTY: Final[dict[type[Model], dict[str, Any]]] = {Release: {"behind": []}}  # what stays behind and may not be empty


class NoSuchAdmin(Refused):
    """Nobody could let the others in."""


def bring_in_program(path: Path, *, slug: str = "", now: datetime) -> Program:
    """Make the program of an export, with everything in it but accounts. Nothing happens unless all of it can be.

    Collectives without their program become one of themselves: it has no admin yet, and its people no address.
    `slug`: another address than the one it had. Raises SlugTaken, and what checked_export raises. Memory grows with the
    number of rows, about 300 bytes for each: their ids are made anew, and whatever names one is to find it.
    """
    with checked_export(path) as export:
        keys = new_keys(export, now=now)
        try:
            with transaction.atomic():
                program = _make_program(export, slug or export.program["slug"])
                with program_scope(program.pk):
                    for table in TABLES.values():
                        _bring_in(table, export, keys)
                    _check_references()
                    make_due(now=now)
        except (IntegrityError, DataError, ValidationError, ValueError, KeyError, TypeError) as error:
            raise ExportDamaged(
                _("What the export holds does not fit together. Nothing was brought in: %(why)s")
                % {"why": str(error).partition("\n")[0]}
            ) from error
    return program


def let_admin_in(program: Program, *, email: str, name: str = "", now: datetime) -> Invited:
    """Invite an admin of a program that was brought in, who then invites the others.

    `name`: of somebody new, where collectives came without admins. Raises NoSuchAdmin.
    """
    with program_scope(program.pk):
        grants = RoleGrant.objects.filter(role=Role.ADMIN, taken_at=None, participant__left_at=None)
        if not grants.exists():
            if not name.strip():
                raise NoSuchAdmin(_("These collectives came without an admin. Say with --admin-name who it will be."))
            return invite_first_admin(name=name.strip(), email=email, language=program.language, now=now)
        grant = grants.filter(participant__email__iexact=email).select_related("participant").first()
        if grant is None:
            emails = ", ".join(grants.order_by("participant__email").values_list("participant__email", flat=True))
            raise NoSuchAdmin(
                _("No admin of this program has the address %(email)s. Its admins are: %(admins)s.")
                % {"email": email, "admins": emails}
            )
        Participant.objects.filter(pk=grant.participant_id).update(invited_at=None)  # it was to the other installation
        return invite_participant(grant.participant, by=grant.participant, now=now)


def new_keys(export: CheckedExport, *, now: datetime) -> dict[str, str]:
    """A new id for each row, by its old one, in the same order. Raises ExportDamaged where two have the same."""
    made, keys = _new_ids(now), dict[str, str]()
    for table in TABLES.values():
        if not table.columns[0].primary_key or table.columns[0].get_internal_type() != "UUIDField":
            continue
        for line in export.lines(table):
            old = json.loads(line)["id"] if not line.startswith('{"id":"') else line[7:43]
            if old in keys or not KEY.fullmatch(old):
                raise ExportDamaged(_("Two rows of the export have the same id, or one has none: %(id)s") % {"id": old})
            keys[old] = str(next(made))
    return keys


def _make_program(export: CheckedExport, slug: str) -> Program:
    about = {name: export.program[name] for name in PROGRAM_COLUMNS if name != "slug"}
    program, made = Program.objects.get_or_create(slug=slug, defaults=about)
    if not made:
        raise SlugTaken(_("There is a program at /p/%(slug)s/ already. Choose another address.") % {"slug": slug})
    return program


def _bring_in(table: ExportTable, export: CheckedExport, keys: dict[str, str]) -> None:
    """The rows of one table. Numbered ones that others refer to get their numbers noted."""
    columns = [column for column in table.columns if export.whole or column.name not in table.admins]
    numbered = table.columns[0].get_internal_type() == "BigAutoField"
    timed = [column.name for column in table.columns if getattr(column, "auto_now_add", False)]
    for some in batched(export.lines(table), ROWS_AT_ONCE):
        rows = [json.loads(KEY.sub(lambda found: keys.get(found[0], found[0]), line)) for line in some]
        made = table.model._default_manager.bulk_create([_made(table, columns, row, keys) for row in rows])
        if timed:  # an insert takes the moment of now
            again = [_made(table, columns, row, keys) for row in rows]
            table.model._default_manager.bulk_update(again, timed)
        if numbered:
            keys.update({row["id"]: one.pk for row, one in zip(rows, made, strict=True)})


def _made(table: ExportTable, columns: Sequence[AnyField], row: dict[str, Any], keys: dict[str, str]) -> ProgramOwned:
    if set(row) != {column.name for column in columns}:
        raise ValueError(f"{table.name}: {sorted(set(row) ^ {column.name for column in columns})}")
    values = {
        column.attname: _value(column, row[column.name], keys)
        for column in columns
        if not (column.primary_key and column.get_internal_type() == "BigAutoField")
    }
    if table.model is Participant and "email" not in values:
        values["email"] = no_address(values["id"])
    return table.model(**values, **EMPTY.get(table.model, {}))


def _value(column: AnyField, value: Any, keys: dict[str, str]) -> Any:
    target = column.target_field if isinstance(column, ForeignKey) else column
    if target.get_internal_type() == "BigAutoField":
        return None if value is None else keys[value]
    return target.to_python(value)


def _check_references() -> None:
    """That whatever a row refers to came along. Raises IntegrityError."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _new_ids(now: datetime) -> Iterator[UUID]:
    """UUIDv7 in rising order: the moment, a counter of 36 bits, the rest by chance (RFC 9562, 6.2, method 1)."""
    begun = int(now.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62
    for number in count():
        yield UUID(int=begun | (number >> 24 & 0xFFF) << 64 | (number & 0xFFFFFF) << 38 | secrets.randbits(38))
