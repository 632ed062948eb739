"""Who comes in by a socket, and whether they still may: the same rules as for the page, asked outside a request."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from django.utils.timezone import now

from collectives.models import Participant
from collectives.permissions.program import lacks_second_factor
from collectives.queries.membership import find_membership, find_participant
from collectives.requests import keep_session
from ilc.tenancy.scope import program_scope
from inquiry.coediting.writing import open_document
from inquiry.permissions.placemat import can_write_placemat, visible_placemats

NOT_SIGNED_IN, NOT_ALLOWED, RESET = 4401, 4403, 4409


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a placemat: as whom, with which right, and by which session."""

    program_id: int
    slug: str
    placemat: UUID
    document: UUID
    epoch: UUID
    participant: UUID
    name: str
    initials: str
    writes: bool
    session: str


@dataclass(frozen=True, slots=True)
class Turned:
    """Why somebody may not come in: the code with which the socket closes."""

    code: int


def is_own_origin(origin: str, host: str) -> bool:
    """Whether a page of ours opened the socket: its origin is the host it asked, or one that the settings trust."""
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    parts = urlsplit(origin)
    name, _port = split_domain_port(host)
    return parts.scheme in {"http", "https"} and parts.netloc == host and validate_host(name, settings.ALLOWED_HOSTS)


def let_in(*, cookies: str, slug: str, placemat: UUID) -> Visitor | Turned:
    """Who is asking, and for what. Makes the placemat's document when it has none yet. About seven SQL queries."""
    close_old_connections()
    jar: SimpleCookie = SimpleCookie()
    jar.load(cookies)
    key = jar[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in jar else ""
    return _look(key, slug, placemat, opens=True)


def still_in(visitors: Sequence[Visitor]) -> list[Visitor | Turned]:
    """The same people again, with the rights they have now."""
    close_old_connections()
    return [_look(one.session, one.slug, one.placemat, opens=False) for one in visitors]


def _look(session: str, slug: str, placemat: UUID, *, opens: bool) -> Visitor | Turned:
    user = _user_of(session)
    if user is None:
        return Turned(NOT_SIGNED_IN)
    membership = find_membership(user, slug)
    if membership is None:
        return Turned(NOT_ALLOWED)
    with program_scope(membership.program_id):
        participant = find_participant(user)
        if participant is None or lacks_second_factor(membership, participant):
            return Turned(NOT_ALLOWED)
        return _visitor(participant, membership.program_id, slug, placemat, session=session, opens=opens)


def _visitor(
    participant: Participant, program_id: int, slug: str, pk: UUID, *, session: str, opens: bool
) -> Visitor | Turned:
    rows = visible_placemats(participant).select_related("cycle__collective", "document")
    placemat = rows.filter(pk=pk).first()
    if placemat is None:
        return Turned(NOT_ALLOWED)
    document = open_document(placemat, now=now()) if opens and placemat.document is None else placemat.document
    if document is None:
        return Turned(RESET)
    return Visitor(
        program_id=program_id,
        slug=slug,
        placemat=placemat.pk,
        document=document.pk,
        epoch=document.epoch,
        participant=participant.pk,
        name=participant.name,
        initials=participant.initials,
        writes=can_write_placemat(participant, placemat),
        session=session,
    )


def _user_of(key: str) -> Any:
    """Whose session it is, while it lasts. None for nobody's. A socket does not make it last longer."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key or None)
    user = get_user(request)
    if not user.is_authenticated or not user.is_active or not keep_session(request, at=time.time()):
        return None
    return user
