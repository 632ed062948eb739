"""A page as a benchmark asks for it: through every middleware, with its templates, by somebody who is signed in."""

from collections.abc import Callable

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from collectives.models import Participant


def page_of(reader: Participant, address: str) -> Callable[[], None]:
    """What asks for the page at an address. Raises SystemExit when it does not answer."""
    client = Client()
    client.force_login(reader.user)
    handler = BaseHandler()
    handler.load_middleware()
    factory = RequestFactory()
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"

    def load() -> None:
        answer = handler.get_response(factory.get(address, headers={"cookie": cookie}))
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")

    return load


def queries_of(load: Callable[[], None]) -> list[str]:
    """All that goes to the database for a page that was asked for before."""
    load()
    with CaptureQueriesContext(connection) as queries:
        load()
    return [query["sql"] for query in queries]


def count_queries(load: Callable[[], None]) -> int:
    """How much goes to the database for a page that was asked for before."""
    return len(queries_of(load))
