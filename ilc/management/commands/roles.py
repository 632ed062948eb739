"""`manage.py roles`: make the database and its four roles on a server of your own."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ilc.embedded import database_settings, embedded_urls
from ilc.embedded.roles import APP, BACKUP, MIGRATE, ensure_roles


class Command(BaseCommand):
    """Signs in with DATABASE_ADMIN_URL; names and passwords come from the addresses of the roles."""

    help = (
        "Make the database and its four roles, or bring them back to what they should be. Signs in with "
        "DATABASE_ADMIN_URL; the passwords are those in DATABASE_URL, DATABASE_MIGRATE_URL and DATABASE_BACKUP_URL."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        urls = embedded_urls()
        if urls.admin is None:
            raise CommandError("Set DATABASE_ADMIN_URL to an address that signs in as a superuser.")
        given = {APP: urls.app, MIGRATE: urls.migrate, BACKUP: urls.backup}
        addresses = {role: database_settings(url) for role, url in given.items() if url}
        for role, address in addresses.items():
            if address["USER"] != role:
                raise CommandError(f"An address signs in as {address['USER']}, where {role} is expected.")
        passwords = {role: address["PASSWORD"] for role, address in addresses.items() if address["PASSWORD"]}
        ensure_roles(urls.admin, database=addresses[APP]["NAME"], passwords=passwords)
        self.stdout.write(f"The database {addresses[APP]['NAME']} and its roles are as they should be.")
