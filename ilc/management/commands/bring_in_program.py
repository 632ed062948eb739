"""Bring a program, or some of its collectives, in from the export of another installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import transaction
from django.forms import ValidationError
from django.utils.timezone import now

from facilitation.operations.export_bring_in import bring_in_program, let_admin_in
from ilc.errors import Refused


class Command(BaseCommand):
    help = (
        "Bring a program in from the JSON export of another installation, whole or some of its collectives. Its "
        "checksums are verified first, and nothing happens unless all of it can be brought in. Accounts do not come "
        "along: one of its admins is invited, who invites the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the export, a .zip file")
        parser.add_argument("--admin-email", required=True, help="the admin of the program who is invited first")
        parser.add_argument("--admin-name", default="", help="of somebody new, for collectives without their program")
        parser.add_argument("--slug", default="", help="another place in addresses than it had: /p/<slug>/")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = now()
        try:
            if options["slug"]:
                validate_slug(options["slug"])
            with transaction.atomic():
                program = bring_in_program(options["file"], slug=options["slug"], now=moment)
                let_admin_in(program, email=options["admin_email"], name=options["admin_name"], now=moment)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{program.name} stands at {settings.BASE_URL}/p/{program.slug}/.")
        self.stdout.write(f"{options['admin_email']} is invited, and can invite the others.")
