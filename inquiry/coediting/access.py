"""Who comes in by a socket, and whether they still may: the same rules as for the page, asked outside a request."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.utils.timezone import now

from collectives.models import Participant
from collectives.permissions.program import lacks_second_factor
from collectives.queries.membership import find_memberships, find_participants
from collectives.requests import keep_session
from ilc.tenancy.scope import bound_program_id, program_scope
from inquiry.coediting.kind import Sheet, SheetKind
from inquiry.coediting.log import open_sheet

NOT_SIGNED_IN, NOT_ALLOWED, RESET = 4401, 4403, 4409


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a sheet: as whom, with which right, and by which session."""

    program_id: int
    slug: str
    kind: SheetKind
    sheet: UUID
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


def let_in(*, cookies: str, slug: str, kind: SheetKind, sheet: UUID) -> Visitor | Turned:
    """Who is asking, and for what. Makes the sheet's document when it has none yet. About seven SQL queries."""
    jar: SimpleCookie = SimpleCookie()
    jar.load(cookies)
    key = jar[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in jar else ""
    return _look([key], slug, kind, sheet, opens=True)[key]


def still_in(visitors: Sequence[Visitor]) -> list[Visitor | Turned]:
    """The same people at one sheet again, with the rights they have now. A query for each, and six for all."""
    if not visitors:
        return []
    there = visitors[0]
    answers = _look([one.session for one in visitors], there.slug, there.kind, there.sheet, opens=False)
    return [answers[one.session] for one in visitors]


def _look(sessions: Sequence[str], slug: str, kind: SheetKind, pk: UUID, *, opens: bool) -> dict[str, Visitor | Turned]:
    close_old_connections()
    users = {session: user for session in set(sessions) if (user := _user_of(session))}
    memberships = find_memberships(users.values(), slug)
    answers: dict[str, Visitor | Turned] = dict.fromkeys(sessions, Turned(NOT_SIGNED_IN))
    answers |= dict.fromkeys(users, Turned(NOT_ALLOWED))
    if not memberships:
        return answers
    [program_id] = {one.program_id for one in memberships.values()}
    with program_scope(program_id):
        participants = find_participants(users.values())
        sheet = kind.find(pk)
        writers = kind.writers(sheet) if sheet else set()
        for session, user in users.items():
            membership, participant = memberships.get(user.pk), participants.get(user.pk)
            if not (sheet and membership and participant) or lacks_second_factor(membership, participant):
                continue
            writes = participant.pk in writers
            if writes or kind.reads(participant, pk):
                answers[session] = _visitor(participant, kind, sheet, session, slug, writes=writes, opens=opens)
    return answers


def _visitor(
    participant: Participant, kind: SheetKind, sheet: Sheet, session: str, slug: str, *, writes: bool, opens: bool
) -> Visitor | Turned:
    document = open_sheet(kind, sheet, now=now()) if opens and sheet.document is None else sheet.document
    if document is None:
        return Turned(RESET)
    return Visitor(
        program_id=bound_program_id(),
        slug=slug,
        kind=kind,
        sheet=sheet.pk,
        document=document.pk,
        epoch=document.epoch,
        participant=participant.pk,
        name=participant.name,
        initials=participant.initials,
        writes=writes,
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
