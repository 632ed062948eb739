"""The cache in Redis. What it holds can always be done without, so a Redis that is away breaks no page."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

RESTS_SECONDS = 5

log = logging.getLogger(__name__)
_rests_until: dict[str, float] = {}


class SpareRedisCache(RedisCache):
    """Django's cache in Redis. While Redis is away nothing is kept and nothing is found, and the log says so.

    Sessions are then read from the database, and nobody is told that they came too often. Once Redis did not answer,
    this process leaves it alone for RESTS_SECONDS: pages wait for a Redis that hangs now and then, not each.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._server = server

    def add(self, *args: Any, **options: Any) -> bool:
        """True while Redis is away: who asks for a lock goes on."""
        return self._unless_away(super().add, True, *args, **options)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._unless_away(super().get, default, key, default, version)

    def set(self, *args: Any, **options: Any) -> None:
        self._unless_away(super().set, None, *args, **options)

    def touch(self, *args: Any, **options: Any) -> bool:
        return self._unless_away(super().touch, False, *args, **options)

    def delete(self, *args: Any, **options: Any) -> bool:
        return self._unless_away(super().delete, False, *args, **options)

    def get_many(self, *args: Any, **options: Any) -> dict[Any, Any]:
        return self._unless_away(super().get_many, {}, *args, **options)

    def has_key(self, *args: Any, **options: Any) -> bool:
        return self._unless_away(super().has_key, False, *args, **options)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return self._unless_away(super().incr, delta, key, delta, version)

    def set_many(self, *args: Any, **options: Any) -> list[Any]:
        return self._unless_away(super().set_many, [], *args, **options)

    def delete_many(self, *args: Any, **options: Any) -> None:
        self._unless_away(super().delete_many, None, *args, **options)

    def _unless_away[Answer](
        self, method: Callable[..., Answer], otherwise: Answer, *args: Any, **options: Any
    ) -> Answer:
        if time.monotonic() < _rests_until.get(self._server, 0):
            return otherwise
        try:
            return method(*args, **options)
        except RedisError:
            _rests_until[self._server] = time.monotonic() + RESTS_SECONDS
            log.exception("Redis does not answer; pages go on without it.")
            return otherwise
