"""How far the one transaction of bringing in is: a hint, kept where it is seen before that transaction ends."""

import logging
from typing import Final

from django.core.cache import cache
from redis.exceptions import RedisError

_KEPT: Final = 300  # seconds
_log = logging.getLogger(__name__)


def tell_progress(program_id: int, roster_pk: str, line: int) -> None:
    """Say that everything up to this line of the file is in, for whoever watches. Never stops the work."""
    try:
        cache.set(_key(program_id, roster_pk), line, _KEPT)
    except RedisError:
        _log.warning("Progress of roster %s could not be told.", roster_pk)


def told_progress(program_id: int, roster_pk: str) -> int:
    """The latest line that was told, 0 when none was."""
    try:
        return int(cache.get(_key(program_id, roster_pk)) or 0)
    except RedisError:
        return 0


def _key(program_id: int, roster_pk: str) -> str:
    return f"p{program_id}:roster:{roster_pk}"
