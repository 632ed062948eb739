"""The life of a rendering."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from collectives.models import Participant, Program, Rendering, RenderingState
from collectives.operations.rendering import (
    ask_rendering,
    begin_rendering,
    finish_rendering,
    give_up_rendering,
    note_progress,
    retry_rendering,
    stop_rendering,
)
from ilc.due import Due, Lease, claim
from ilc.files import keep_file
from ilc.tenancy.scope import program_scope
from tests.at_once import at_once
from tests.make import make_participant, make_program

KIND, NOW = "report", timezone.now()


@pytest.fixture
def asker(program: Program) -> Iterator[Participant]:
    """Somebody who asks, inside the program's scope."""
    with program_scope(program.pk):
        yield make_participant()


def ask(asker: Participant, *, digest: str = "d1") -> Rendering:
    return ask_rendering(kind=KIND, subject="report:1", digest=digest, title="Report", language="en", by=asker, now=NOW)


def lease_of(rendering: Rendering, *, now: datetime = NOW) -> Lease:
    lease = claim(rendering.program_id, KIND, str(rendering.pk), now=now, lease=timedelta(minutes=1))
    assert lease is not None
    return lease


def test_the_same_document_is_asked_for_once(asker: Participant) -> None:
    first, again, other = ask(asker), ask(asker), ask(asker, digest="d2")

    assert [again.pk == first.pk, other.pk == first.pk] == [True, False]
    assert Due.objects.filter(kind=KIND, done_at=None).count() == 2


def test_two_who_ask_at_once_wait_for_the_same(committed: None) -> None:
    program = make_program("fundy-shore")
    with program_scope(program.pk):
        askers = [make_participant() for _ in range(4)]

    def asking(by: Participant) -> Callable[[], UUID]:
        def work() -> UUID:
            with program_scope(program.pk):
                return ask(by).pk

        return work

    came = at_once(*(asking(by) for by in askers))

    with program_scope(program.pk):
        assert came == [Rendering.objects.get().pk] * 4
    assert Due.objects.filter(kind=KIND).count() == 1


def test_a_stopped_or_given_up_document_can_be_asked_for_again(asker: Participant) -> None:
    stopped = ask(asker)
    stop_rendering(stopped, now=NOW)
    given_up = ask(asker)
    give_up_rendering(lease_of(given_up), trouble="No room", now=NOW)

    again = ask(asker)

    states = Rendering.objects.order_by("pk").values_list("state", "trouble")
    assert list(states) == [("stopped", ""), ("failed", "No room"), ("waiting", "")]
    assert again.pk not in {stopped.pk, given_up.pk}


def test_it_is_begun_told_of_and_finished(asker: Participant) -> None:
    rendering = ask(asker)
    lease = lease_of(rendering)
    seen = []

    begin_rendering(lease.key)
    for step, pages in (("measure", 0), ("fit", 2), ("write", 0)):
        assert note_progress(lease, step=step, pages=pages, until=NOW + timedelta(minutes=2))
        rendering.refresh_from_db()
        seen.append((rendering.state, rendering.step, rendering.pages))
    keep_file("p1/report.pdf", b"%PDF")
    finished = finish_rendering(lease, file="p1/report.pdf", pages=3, size=4, now=NOW)
    rendering.refresh_from_db()
    seen.append((rendering.state, rendering.step, rendering.pages))

    assert finished
    assert seen == [("working", "measure", None), ("working", "fit", 2), ("working", "write", 2), ("done", "", 3)]
    assert (rendering.pages, rendering.size, rendering.done_at) == (3, 4, NOW)
    assert ask(asker).pk == rendering.pk


def test_who_lost_the_lease_finishes_nothing(asker: Participant) -> None:
    rendering = ask(asker)
    lost = lease_of(rendering)
    held = lease_of(rendering, now=NOW + timedelta(minutes=2))

    told = [note_progress(one, step="fit", pages=1, until=NOW) for one in (lost, held)]
    finished = [finish_rendering(one, file="f", pages=1, size=1, now=NOW) for one in (lost, held)]

    assert told == finished == [False, True]


def test_a_stopped_one_is_neither_begun_nor_finished(asker: Participant) -> None:
    rendering = ask(asker)
    lease = lease_of(rendering)

    stopped = [stop_rendering(rendering, now=NOW), stop_rendering(rendering, now=NOW)]

    assert stopped == [True, False]
    assert begin_rendering(lease.key) is None
    assert not note_progress(lease, step="fit", pages=1, until=NOW)
    assert not finish_rendering(lease, file="f", pages=1, size=1, now=NOW)


def test_trouble_is_tried_again_later_and_given_up_after_three_times(asker: Participant) -> None:
    rendering = ask(asker)
    states = []
    now = NOW
    for _attempt in range(3):
        retry_rendering(lease_of(rendering, now=now), trouble="Something came between.", now=now)
        states.append(Rendering.objects.get().state)
        now += timedelta(minutes=5)

    assert states == [RenderingState.WAITING, RenderingState.WAITING, RenderingState.FAILED]
    assert not Due.objects.filter(kind=KIND, done_at=None).exists()
