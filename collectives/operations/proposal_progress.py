"""Telling how far the forming of a proposal is: it happens outside of any transaction."""

from typing import Final

from django.core.cache import cache

from collectives.queries.proposal_progress import progress_key

_KEPT: Final = 300  # seconds


def tell_progress(program_id: int, proposal_pk: str, *, step: str, percent: int) -> None:
    """Say which step is being worked on and how much of it is done, for whoever watches. Never stops the work."""
    cache.set(progress_key(program_id, proposal_pk), (step, percent), _KEPT)
