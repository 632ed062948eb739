"""What the demonstration programs bring: made up, and made by the product's own operations."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from collectives.models import Collective, Participant
from evidence.operations.demonstration.attachment import make_attachments
from evidence.operations.demonstration.figures import make_figures
from evidence.operations.demonstration.tables import make_tables
from evidence.operations.demonstration.words import make_words

CONTENT = Path(__file__).resolve().parents[2] / "content" / "demonstration"


def bring_evidence(
    name: str,
    collectives: Mapping[str, Collective],
    people: Mapping[str, Participant],
    *,
    since: date,
    now: datetime,
) -> None:
    """Everything that the files of a demonstration program hold, by people and collectives of these names."""
    make_figures(_read(f"{name}_figures.toml"), collectives, since=since, now=now)
    make_words(_read(f"{name}_words.toml"), collectives, now=now)
    make_tables(collectives, _read(f"{name}_tables.toml")["tables"], now=now)
    entries = _read(f"{name}_attachments.toml")["attachments"]
    make_attachments(collectives, people, entries, now=now)


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / file).read_text(encoding="utf-8"))
