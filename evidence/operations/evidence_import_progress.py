"""Telling how far a table is, outside the one transaction that brings it in."""

from typing import Final

from django.core.cache import cache

from evidence.queries.evidence_import_progress import progress_key

_KEPT: Final = 300  # seconds


def tell_progress(program_id: int, import_pk: str, line: int) -> None:
    """Say that everything up to this row of the table is in, for whoever watches. Never stops the work."""
    cache.set(progress_key(program_id, import_pk), line, _KEPT)
