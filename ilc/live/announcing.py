"""News for open pages: what to look at again. Redis carries them; whoever misses one sees it at the next look."""

import functools
import logging
from typing import Final

import redis
from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)

NEWS: Final = b"news:"


def channel(program_id: int, topic: str) -> str:
    """Where news of one topic are told. A topic is `word:id`, such as placemat:<id>."""
    return f"live:{program_id}:{topic}"


def announce(program_id: int, topic: str, news: str) -> None:
    """Tell open pages of a topic, once what was written is committed. Never raises: news that get lost do no harm."""
    transaction.on_commit(lambda: _publish(channel(program_id, topic), NEWS + news.encode()))


def _publish(name: str, message: bytes) -> None:
    try:
        redis_client().publish(name, message)
    except redis.RedisError as reason:
        log.warning("News could not be told: %s", reason)


@functools.cache
def redis_client() -> redis.Redis:
    """The process's way to Redis for what need not arrive: it gives up after a second."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
