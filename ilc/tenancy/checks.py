"""System checks that refuse to start when a table or a role is not protected."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from ilc.tenancy.owned import ProgramOwned
from ilc.tenancy.protection import APP_ROLE, BOUND_PROGRAM, key_name, owned_keys

OUTSIDE = frozenset({"user", "program", "membership", "door", "due"})
"""Our own tables outside the row-level policies, and nothing else."""
APPS = ("ilc", "collectives", "inquiry", "evidence", "facilitation")


def owned_models() -> list[type[models.Model]]:
    """Every model whose rows belong to a program."""
    return [model for model in apps.get_models() if issubclass(model, ProgramOwned)]


@register(Tags.models)
def check_models(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Every table of ours is program-owned or on the short list; owned references and uniques hold the program."""
    return [Error(problem, id="ilc.E001") for problem in model_problems()]


@register(Tags.database)
def check_database(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None, **options: Any
) -> list[CheckMessage]:
    """The database behind the pages protects every program-owned table, and its role cannot step around it."""
    if not databases or "default" not in databases:
        return []
    return [
        Error(problem, hint="Run `manage.py migrate`; `manage.py doctor` says more.", id="ilc.E002")
        for problem in unprotected(connections["default"])
    ]


def model_problems() -> list[str]:
    """What is wrong with the models themselves."""
    problems = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        if not issubclass(model, ProgramOwned):
            if model._meta.db_table not in OUTSIDE:
                problems.append(f"{model._meta.label} is neither program-owned nor on the list of tables outside.")
            continue
        problems += _reference_problems(model) + _unique_problems(model)
    return problems


def unprotected(connection: BaseDatabaseWrapper) -> list[str]:
    """What is not protected in the database behind this connection, in words. Empty before the first migration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        role, superuser, bypass = cursor.fetchone()
        problems = []
        if superuser or bypass:
            problems.append(f"The role {role} steps around row-level security. Pages must connect as {APP_ROLE}.")
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner = (SELECT oid FROM pg_roles "
            "WHERE rolname = current_user) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
            "AND c.relkind IN ('r', 'p')"
        )
        tables = {name: (enabled, forced, own) for name, enabled, forced, own in cursor.fetchall()}
        cursor.execute(
            "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies "
            "WHERE schemaname = 'public'"
        )
        policies: dict[str, list[tuple[Any, ...]]] = {}
        for table, *rest in cursor.fetchall():
            policies.setdefault(table, []).append(tuple(rest))
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint"
        )
        constraints = {(table.strip('"'), name): definition for table, name, _kind, definition in cursor.fetchall()}
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('m', 'v')"
        )
        problems += [f"The view {name} can show rows of every program." for (name,) in cursor.fetchall()]
    for model in owned_models():
        if model._meta.db_table in tables:
            problems += _table_problems(model, tables[model._meta.db_table], policies, constraints)
    return problems


def _table_problems(
    model: type[models.Model],
    state: tuple[bool, bool, bool],
    policies: dict[str, list[tuple[Any, ...]]],
    constraints: dict[tuple[str, str], str],
) -> list[str]:
    table, problems = model._meta.db_table, []
    enabled, forced, own = state
    if not (enabled and forced):
        problems.append(f"Row-level security is not forced on {table}.")
    if own:
        problems.append(f"The role that serves pages owns {table}, and could switch its protection off.")
    rule = f"(program_id = {BOUND_PROGRAM})"
    if policies.get(table) != [("own_program", "PERMISSIVE", [APP_ROLE], "ALL", rule, rule)]:
        problems.append(f"{table} does not have exactly the one policy that binds it to its program.")
    if constraints.get((table, f"{table}_pkey")) != "PRIMARY KEY (program_id, id)":
        problems.append(f"The primary key of {table} does not begin with the program.")
    for field in owned_keys(model):
        definition = constraints.get((table, key_name(table, field.column)), "")
        if not definition.startswith(f"FOREIGN KEY (program_id, {field.column}) REFERENCES"):
            problems.append(f"{table}.{field.column} can point into another program.")
    return problems


def _reference_problems(model: type[models.Model]) -> list[str]:
    owned = owned_keys(model)
    return [
        f"{model._meta.label}.{field.name} must be an OwnedForeignKey."
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, ProgramOwned)
        and field not in owned
    ]


def _unique_problems(model: type[models.Model]) -> list[str]:
    problems = [
        f"{model._meta.label}.{field.name} is unique across programs."
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            first = constraint.fields[0] if constraint.fields else getattr(constraint.expressions[0], "name", None)
            if first != "program":
                problems.append(f"{constraint.name} does not begin with the program.")
    return problems
