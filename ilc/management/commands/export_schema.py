"""Write the published JSON Schema of exports anew."""

import json
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand

from facilitation.queries.export_schema import FILE_NAME, export_schema

FOLDER: Final = Path(settings.BASE_DIR) / "static" / "src" / "schemas"


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(export_schema(), indent=1) + "\n"


class Command(BaseCommand):
    help = "Write the published JSON Schema of exports anew, after a table or a column changed."

    def handle(self, *args: Any, **options: Any) -> None:
        path = FOLDER / FILE_NAME
        path.write_text(schema_text(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.name}.")
