"""`manage.py catalogues`: compile the translations, without gettext's own tools."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Entries marked fuzzy are left out: people see the English text until somebody has read the translation."""

    help = "Compile each translation catalogue that is newer than what was compiled from it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                compiled = source.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
                    polib.pofile(str(source)).save_as_mofile(str(compiled))
                    self.stdout.write(f"Compiled {source.relative_to(settings.BASE_DIR)}.")
