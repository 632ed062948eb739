"""Whose pages are open: a hint in Redis that may be lost at any time, and is then there again within seconds."""

import logging
import time
from typing import Final

import redis
from redis.asyncio import Redis

from ilc.live.announcing import channel, redis_client

log = logging.getLogger(__name__)

SAID_EVERY_SECONDS: Final = 15
BELIEVED_SECONDS: Final = 40


def people_here(program_id: int, topic: str) -> set[str]:
    """The ids of those who have a page of the topic open. Empty when Redis is away. No SQL."""
    since = time.time() - BELIEVED_SECONDS
    try:
        pages = redis_client().zrangebyscore(_key(program_id, topic), since, "+inf")
    except redis.RedisError as reason:
        log.warning("Could not look who is here: %s", reason)
        return set()
    return {page.decode().partition("/")[0] for page in pages}  # type: ignore[union-attr]


async def say_here(way: Redis, program_id: int, topic: str, page: str) -> None:
    """A page (`person/anything`) is open. To be said again and again."""
    key, at = _key(program_id, topic), time.time()
    async with way.pipeline(transaction=False) as pipe:
        pipe.zadd(key, {page: at})
        pipe.zremrangebyscore(key, "-inf", at - BELIEVED_SECONDS)
        pipe.expire(key, 2 * BELIEVED_SECONDS)
        await pipe.execute()


async def say_gone(way: Redis, program_id: int, topic: str, page: str) -> None:
    """A page was closed."""
    await way.zrem(_key(program_id, topic), page)


def _key(program_id: int, topic: str) -> str:
    return f"here:{channel(program_id, topic)}"
