"""What people notice of a Redis that is away: nothing."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from collectives.models import Participant, Program, Role
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

_databases = itertools.count()


@pytest.fixture
def admin(program: Program) -> Participant:
    """Somebody who runs the program."""
    with program_scope(program.pk):
        return make_participant("Amara Okafor", email="amara@example.org", role=Role.ADMIN)


@pytest.fixture
def redis_is_away() -> Iterator[None]:
    """The product's own cache, with nobody at its address."""
    address = f"redis://127.0.0.1:9/{next(_databases)}"  # one for each test: a Redis that was away is left alone
    caches: dict[str, Any] = {"default": settings.CACHES["default"] | {"LOCATION": address}}
    with override_settings(CACHES=caches):
        yield


def test_who_is_signed_in_stays_so(admin: Participant, redis_is_away: None) -> None:
    client = Client()
    client.force_login(admin.user)

    answers = [client.get(f"/p/fundy-shore/{path}").status_code for path in ("", "collectives/", "setup/mail/")]

    assert answers == [200, 200, 200]


def test_people_sign_in_by_code_and_sign_out(admin: Participant, redis_is_away: None, client: Client) -> None:
    client.post("/accounts/login/", {"email": "amara@example.org"})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].body)[0]

    inside = client.post("/accounts/login/code/confirm/", {"code": code}, follow=True)
    outside = client.post("/accounts/logout/", follow=True)

    assert (inside.redirect_chain[-1], inside.status_code) == (("/p/fundy-shore/", 302), 200)
    assert (outside.status_code, "_auth_user_id" in client.session) == (200, False)


def test_a_door_that_does_not_open_says_so(db: None, redis_is_away: None, client: Client) -> None:
    response = client.get("/door/no-such-secret/")

    assert response.status_code == 410


def test_the_log_says_that_redis_is_away(redis_is_away: None, caplog: pytest.LogCaptureFixture) -> None:
    found = [cache.add("key", 1), cache.get("key", "nothing"), cache.incr("key", 2), cache.get_many(["key"])]
    found += [cache.has_key("key"), cache.touch("key"), cache.delete("key"), cache.set_many({"key": 1})]

    assert found == [True, "nothing", 2, {}, False, False, False, []]
    assert caplog.text.count("Redis does not answer") == 1


def test_a_redis_that_is_there_keeps_what_it_is_given(db: None) -> None:
    cache.set_many({"one": 1, "two": 2})
    cache.delete_many(["two"])
    cache.set("three", 3)

    assert cache.get_many(["one", "two", "three"]) == {"one": 1, "three": 3}
