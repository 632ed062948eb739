"""How people of a setting come to its placemat."""

from contextlib import AbstractAsyncContextManager

from collectives.models import User
from tests.inquiry.setting import Setting, person_named
from tests.live import Page, Server, open_page

PRIORITY = "priority"


def user_of(setting: Setting, who: str) -> User:
    user = person_named(setting, who).user
    assert user
    return user


def at_the_placemat(
    servers: list[Server], setting: Setting, cookies: str, *, server: int = 0, query: str = "", origin: str = ""
) -> AbstractAsyncContextManager[Page]:
    place = (setting.program.slug, setting.placemat.pk)
    return open_page(servers[server], *place, cookies, query, origin=origin)
