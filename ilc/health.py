"""Whether this process can do its work: for load balancers and health checks."""

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

ANSWER_SECONDS = 1


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """One line of plain text for the database and one for Redis; 503 when one of them does not answer."""
    answers = {"database": _database_answers(), "redis": _redis_answers()}
    lines = [f"{name}: {'ok' if fine else 'does not answer'}" for name, fine in answers.items()]
    status = 200 if all(answers.values()) else 503
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8", status=status)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _redis_answers() -> bool:
    """Asks Redis itself: the cache goes on without it."""
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=ANSWER_SECONDS) as server:
            server.ping()
    except (redis.RedisError, OSError):
        return False
    return True
