"""`manage.py migrate`, as the role that may: ilc_migrate changes the tables and hands them to ilc_owner."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections

from ilc.embedded.roles import APP, MIGRATE, grant_statements


class Command(migrate.Command):
    """Django's command, on the connection `migrate` unless told otherwise, followed by our grants."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="migrate" if "migrate" in connections else "default")

    def handle(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (role,) = cursor.fetchone()
        if role == APP:
            raise CommandError(
                f"{APP} may not change tables. Set DATABASE_MIGRATE_URL to an address that signs in as {MIGRATE}."
            )
        answer = super().handle(*args, **options)
        only_looking = options.get("plan") or options.get("check_unapplied")
        if role == MIGRATE and not only_looking:
            with connection.cursor() as cursor:
                for statement in grant_statements():
                    cursor.execute(statement)
        return answer
