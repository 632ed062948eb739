"""Make a program and invite its first admin."""

from argparse import ArgumentParser
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.forms import ValidationError
from django.utils.timezone import now

from collectives.operations.program import found_program
from ilc.errors import Refused


class Command(BaseCommand):
    help = "Make a program and invite its first admin, who does everything else in the browser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="its place in addresses: /p/<slug>/")
        parser.add_argument("name", help="what people call it")
        parser.add_argument("--admin-name", required=True)
        parser.add_argument("--admin-email", required=True)
        parser.add_argument("--language", default="en", choices=[code for code, _ in settings.LANGUAGES])
        parser.add_argument("--time-zone", default="UTC", help="an IANA zone, such as America/Halifax")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["time_zone"] not in available_timezones():
            raise CommandError(f"{options['time_zone']} is no time zone. Give one such as America/Halifax.")
        try:
            validate_slug(options["slug"])
            validate_email(options["admin_email"])
            found_program(
                options["slug"],
                name=options["name"],
                language=options["language"],
                time_zone=options["time_zone"],
                admin_name=options["admin_name"],
                admin_email=options["admin_email"],
                now=now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(f"{options['name']} stands at {settings.BASE_URL}/p/{options['slug']}/.")
        self.stdout.write(f"{options['admin_name']} is invited at {options['admin_email']}.")
