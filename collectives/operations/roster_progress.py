"""Telling how far a roster is, outside the one transaction that brings it in."""

from typing import Final

from django.core.cache import cache

from collectives.queries.roster_progress import progress_key

_KEPT: Final = 300  # seconds


def tell_progress(program_id: int, roster_pk: str, line: int) -> None:
    """Say that everything up to this line of the file is in, for whoever watches. Never stops the work."""
    cache.set(progress_key(program_id, roster_pk), line, _KEPT)
