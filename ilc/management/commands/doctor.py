"""`manage.py doctor`: say what is here, what is not as it should be, and what to do about it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from ilc.doctor import Finding, examine

NAME_WIDTH = 14


class Command(BaseCommand):
    """Ends with 1 when there is something to do. Changes nothing."""

    help = "Look the installation over: versions, database, roles, protection, Redis, PDF, mail, disk."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        problems = 0
        for area, findings in examine():
            self.stdout.write(self.style.MIGRATE_HEADING(area))
            for finding in findings:
                problems += bool(finding.remedy)
                self._say(finding)
        if problems:
            self.stdout.write(f"\n{problems} to look at.")
            sys.exit(1)
        self.stdout.write("\nEverything is as it should be.")

    def _say(self, finding: Finding) -> None:
        mark = self.style.WARNING("look at ") if finding.remedy else self.style.SUCCESS("good    ")
        self.stdout.write(f"  {mark}  {finding.name:<{NAME_WIDTH}}  {finding.text}")
        for line in finding.remedy.splitlines():
            self.stdout.write(f"{'':<{NAME_WIDTH + 14}}> {line}")
