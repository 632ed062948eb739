"""After a backup was restored: what servers and browsers still hold of documents is not what stands there now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models.functions import UUID4

from collectives.models import Program
from ilc.tenancy.scope import program_scope
from inquiry.models import Document


class Command(BaseCommand):
    help = "Give every document a new epoch. Run it once after a backup was restored, before the sockets start."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = 0
        for program_id in Program.objects.values_list("pk", flat=True):
            with program_scope(program_id):
                changed += Document.objects.update(epoch=UUID4())
        self.stdout.write(f"{changed} documents have a new epoch. Open pages start anew, and show what was not saved.")
