"""Whether those who have a sheet open still may: asked again and again, one room after the other."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from inquiry.coediting.access import NOT_ALLOWED, Turned, still_in
from inquiry.coediting.room import Room

log = logging.getLogger(__name__)

ASK_AGAIN_SECONDS = 20  # between two times that a room is asked about
LOOK_SECONDS, PAUSE_SECONDS = 0.5, 0.05  # between looks for such rooms, and between them: nobody waits for the asking

type Thread = Callable[..., Awaitable[Any]]


async def ask_again(rooms: Mapping[UUID, Room], thread: Thread) -> None:
    """Ask until the process ends. `thread` calls what waits for the database."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        long_ago = time.monotonic() - ASK_AGAIN_SECONDS
        for room in [room for room in rooms.values() if room.clients and room.asked_at < long_ago]:
            room.asked_at = time.monotonic()
            await _ask_in(room, thread)
            await asyncio.sleep(PAUSE_SECONDS)


async def _ask_in(room: Room, thread: Thread) -> None:
    """Whoever lost a right, or is signed out, goes; whoever may write now, or no more, is told by coming back."""
    clients = list(room.clients)
    try:
        answers = await thread(still_in, [one.visitor for one in clients])
    except Exception as trouble:  # noqa: BLE001  asked again soon
        log.warning("Could not ask who still may: %s", trouble)
        return
    for client, answer in zip(clients, answers, strict=True):
        if isinstance(answer, Turned):
            client.turn_away(answer.code)
        elif answer.writes != client.visitor.writes:
            client.turn_away(NOT_ALLOWED)
