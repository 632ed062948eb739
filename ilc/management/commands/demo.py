"""Load the demonstration programs and say how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from collectives.queries.user import demo_sign_ins
from facilitation.operations.demonstration import make_demonstration
from facilitation.operations.demonstration.forming import form_first_proposals
from facilitation.operations.demonstration.going_on import sessions_on


class Command(BaseCommand):
    help = "Load the two demonstration programs (running it again changes nothing) and print the sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration belongs on a computer of its own: set ILC_DEMO=yes.")
        for program in make_demonstration(now=now()):
            form_first_proposals(program, now=now())
            self.stdout.write(f"Loaded {program.name}.")
        for sign_in in demo_sign_ins():
            self.stdout.write(f"  {sign_in.email:36} {sign_in.name}, {sign_in.role_words} ({sign_in.program})")
        for words in sessions_on():
            self.stdout.write(f"{words}: its people join from their first page.")
