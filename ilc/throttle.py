"""Too often within a little while: counted in the cache, which forgets."""

import time

from django.core.cache import cache


def is_too_often(what: str, *, most: int, seconds: int) -> bool:
    """Count one more `what`; true when that makes more than `most` within so many seconds. While Redis is away: false.

    `what` names who and what, and holds no secret. Windows begin at fixed times, so twice as many may pass around one.
    """
    key = f"throttle:{what}:{int(time.time()) // seconds}"
    cache.add(key, 0, timeout=2 * seconds)
    return cache.incr(key) > most
