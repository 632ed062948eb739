"""`manage.py assets`: build the style sheets, scripts and fonts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ilc.assets.build import BuildStopped, build_assets

ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Build the style sheets, scripts and fonts into static/built. Quick when nothing changed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even when nothing changed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = build_assets(ROOT, say=self.stdout.write, force=options["force"])
        except BuildStopped as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("static/built is made anew." if made else "static/built is up to date.")
