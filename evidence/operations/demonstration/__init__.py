"""What the demonstration programs bring: made up, and made by the product's own operations."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from collectives.models import Collective, Participant
from evidence.operations.demonstration.attachment import make_attachments

CONTENT = Path(__file__).resolve().parents[2] / "content" / "demonstration"


def bring_evidence(
    name: str, collectives: Mapping[str, Collective], people: Mapping[str, Participant], *, now: datetime
) -> None:
    """Everything that the files of a demonstration program hold, by people and collectives of these names."""
    entries = tomllib.loads((CONTENT / f"{name}_attachments.toml").read_text(encoding="utf-8"))["attachments"]
    make_attachments(collectives, people, entries, now=now)
