"""What goes out with every page: a policy without exceptions, no frames, nothing cached by others or from elsewhere."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.addresses import addresses
from tests.world import World, make_world, taken_back

pytestmark = pytest.mark.xdist_group("headers")  # every page is asked once, by one worker

# A mail as its reader shows it, and PDFs: no pages.
OWN_POLICY = {
    "collectives:notice-html",
    "evidence:chain-pdf-file",
    "evidence:judgement-pdf-file",
    "facilitation:certificate-file",
    "facilitation:report-pdf-file",
    "facilitation:session-pack-file",
    "inquiry:blank-file",
    "inquiry:placemat-file",
}
FOREIGN = re.compile(
    r"""<(?:link|script|img|iframe|source|object|embed|form|use)\b[^>]*?\b(?:href|src|srcset|action|data)=["'](?:https?:)?//""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"<style\b|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
)

type Answer = tuple[str, str, HttpResponse]


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Answer]]:
    """Every address, asked by an admin, a member and nobody; and the pages of errors."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world("fundy-shore")
        yield [*all_pages(world), *error_pages(world)]
        transaction.set_rollback(True)


def all_pages(world: World) -> Iterator[Answer]:
    for address in addresses():
        for relation in ("admin", "member", "anonymous"):
            yield address.name, relation, ask(world.client(relation), address.url(world.program.slug, world.things))


def error_pages(world: World) -> Iterator[Answer]:
    member, slug = world.client("member"), world.program.slug
    yield "404", "member", ask(member, f"/p/{slug}/collectives/{uuid4()}/")
    yield "404", "anonymous", ask(Client(), "/nowhere/")
    yield "403", "member", ask(member, f"/p/{slug}/setup/")
    yield "422", "anonymous", ask(Client(), "/accounts/login/", {"email": "no e-mail"})
    yield "csrf", "member", ask(Client(enforce_csrf_checks=True), "/accounts/login/", {"email": "a@example.org"})
    large = {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}
    yield "413", "member", ask(member, f"/p/{slug}/sessions/{world.things['session']}/notes/", large)


def ask(client: Client, url: str, data: dict[str, Any] | None = None) -> HttpResponse:
    cache.clear()
    with taken_back():
        answer: Any = client.get(url) if data is None else client.post(url, data)
        answer.body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
            errors="replace"
        )
    return answer


def pages_of(answers: list[Answer]) -> list[Answer]:
    return [one for one in answers if one[2].headers.get("Content-Type", "").startswith("text/html")]


def test_there_is_something_to_look_at(answers: list[Answer]) -> None:
    statuses = {name: answer.status_code for name, _relation, answer in answers if name in {"404", "403", "422", "413"}}

    assert statuses == {"404": 404, "403": 403, "422": 422, "413": 413}
    assert len([one for one in pages_of(answers) if one[2].status_code == HTTPStatus.OK]) > 80


def test_every_answer_has_the_policy_and_it_allows_nothing_inline(answers: list[Answer]) -> None:
    lax = re.compile(r"unsafe-|\*|https?:")
    wrong = [
        (name, relation, answer.headers.get("Content-Security-Policy"))
        for name, relation, answer in answers
        if name not in OWN_POLICY
        and (
            "default-src 'none'" not in answer.headers.get("Content-Security-Policy", "")
            or lax.search(answer.headers["Content-Security-Policy"])
        )
    ]

    assert wrong == []


def test_answers_with_a_policy_of_their_own_still_allow_no_script_and_no_frame(answers: list[Answer]) -> None:
    policies = {name: answer["Content-Security-Policy"] for name, _, answer in answers if name in OWN_POLICY}

    assert [
        name for name, policy in policies.items() if "frame-ancestors 'none'" not in policy or "unsafe" in policy
    ] == []


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("X-Content-Type-Options", {"nosniff"}),
        ("X-Frame-Options", {"DENY"}),
        ("Referrer-Policy", {"same-origin", "strict-origin"}),
        ("Cross-Origin-Opener-Policy", {"same-origin"}),
    ],
)
def test_every_answer_carries(answers: list[Answer], header: str, values: set[str]) -> None:
    wrong = [
        (name, who, got.headers.get(header)) for name, who, got in answers if got.headers.get(header) not in values
    ]

    assert wrong == []


def test_every_cookie_has_its_flags(answers: list[Answer]) -> None:
    wrong = [
        (name, cookie.key)
        for name, _relation, answer in answers
        for cookie in answer.cookies.values()
        if cookie["samesite"] not in {"Lax", "Strict"}
        or (cookie.key not in {"csrftoken", "django_language"} and not cookie["httponly"])
    ]

    assert wrong == []


def test_what_a_person_sees_is_kept_by_their_browser_alone(answers: list[Answer]) -> None:
    shared = [
        (name, relation, answer.headers.get("Cache-Control"))
        for name, relation, answer in answers
        if relation != "anonymous"
        and ":" in name
        and not {"private", "no-store"} & set(re.split(r",\s*", answer.headers.get("Cache-Control", "")))
    ]

    assert shared == []


def test_pages_vary_by_who_asks_and_how(answers: list[Answer]) -> None:
    wrong = [
        (name, relation, answer.headers.get("Vary", ""))
        for name, relation, answer in pages_of(answers)
        if ":" in name
        and answer.status_code == HTTPStatus.OK
        and name not in OWN_POLICY
        and not {"Cookie", "HX-Request"} <= set(re.split(r",\s*", answer.headers.get("Vary", "")))
    ]

    assert wrong == []


def test_no_page_names_a_foreign_origin(answers: list[Answer]) -> None:
    found = [
        (name, relation, hit.group()) for name, relation, got in pages_of(answers) for hit in FOREIGN.finditer(got.body)
    ]

    assert found == []


def test_no_page_carries_inline_styles_or_scripts(answers: list[Answer]) -> None:
    found = [
        (name, relation, hit.group())
        for name, relation, got in pages_of(answers)
        if name not in OWN_POLICY
        for hit in INLINE.finditer(got.body)
    ]

    assert found == []


@pytest.mark.usefixtures("db")
def test_pages_go_out_compressed() -> None:
    answer = Client().get("/accounts/login/", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 8_000
