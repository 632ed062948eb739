"""The migration operation that protects a program-owned table."""

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from ilc.tenancy.owned import OwnedForeignKey

BOUND_PROGRAM = "(NULLIF(current_setting('app.program_id'::text, true), ''::text))::bigint"
APP_ROLE = "ilc_app"


def owned_keys(model: type[models.Model]) -> list[OwnedForeignKey[Any, Any]]:
    """The references of a table that must not leave the program."""
    return [field for field in model._meta.local_fields if isinstance(field, OwnedForeignKey)]


def key_name(table: str, column: str) -> str:
    """The name of the composite foreign key on a column, within PostgreSQL's 63 bytes."""
    return f"{table}_{column}"[:50] + "_in_program"


class ProtectTable(Operation):
    """Primary key and foreign keys on (program_id, …), forced row-level security, one policy for the app role.

    Django's state does not change: it goes on seeing `id` as the key.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, name: str) -> None:
        self.name = name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's eyes."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        to_itself = [field for field in owned_keys(model) if field.related_model is model]
        for field in owned_keys(model):
            if field not in to_itself:
                add_owned_key(schema_editor, model, field)
        # The key comes last: where statistics are young, every index that begins with the program seems to cost the
        # same, and the planner then takes the newest.
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey"')
        schema_editor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_pkey" PRIMARY KEY (program_id, id)')
        for field in to_itself:  # they refer to that key
            add_owned_key(schema_editor, model, field)
        schema_editor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
        schema_editor.execute(
            f'CREATE POLICY own_program ON "{table}" TO {APP_ROLE} '
            f"USING (program_id = {BOUND_PROGRAM}) WITH CHECK (program_id = {BOUND_PROGRAM})"
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        schema_editor.execute(f'DROP POLICY own_program ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        for field in owned_keys(model):
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{key_name(table, field.column)}"')
            schema_editor.execute(f'DROP INDEX "{key_name(table, field.column)}_ix"')
        schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey"')
        schema_editor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_pkey" PRIMARY KEY (id)')

    def describe(self) -> str:
        return f"Protect the table of {self.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"protect_{self.name.lower()}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.name], {})


class ProtectKey(Operation):
    """The composite foreign key and index of one reference, for a column added to a protected table."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, name: str) -> None:
        self.model_name = model_name
        self.name = name

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing changes in Django's eyes."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        add_owned_key(schema_editor, model, model._meta.get_field(self.name))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        name = key_name(model._meta.db_table, model._meta.get_field(self.name).column)
        schema_editor.execute(f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{name}"')
        schema_editor.execute(f'DROP INDEX "{name}_ix"')

    def describe(self) -> str:
        return f"Protect the reference {self.name} of {self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"protect_{self.model_name.lower()}_{self.name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__qualname__, [self.model_name, self.name], {})


def add_owned_key(schema_editor: BaseDatabaseSchemaEditor, model: type[models.Model], field: Any) -> None:
    """Make a reference composite with the program, with its index."""
    table, target = model._meta.db_table, field.related_model._meta.db_table
    name = key_name(table, field.column)
    schema_editor.execute(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (program_id, "{field.column}") '
        f'REFERENCES "{target}" (program_id, id) DEFERRABLE INITIALLY DEFERRED'
    )
    schema_editor.execute(f'CREATE INDEX "{name}_ix" ON "{table}" (program_id, "{field.column}")')
