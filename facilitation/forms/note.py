"""The notes' one field. Its rules are the sheet's: a socket needs them too."""

from django.http import QueryDict

from facilitation.models import PART


def read_notes(data: QueryDict) -> tuple[str, str] | None:
    """What the notes were written upon, and what was written; None when none were sent."""
    if f"text-{PART}" not in data:
        return None
    return str(data.get(f"base-{PART}", "")), str(data[f"text-{PART}"])
