"""Rehearsals as workers make them and throw them away."""

from typing import Any

import pytest
from django.utils import timezone

from collectives.models import Membership, Program, User
from collectives.operations.rehearsal import begin_rehearsal, throw_away
from facilitation.operations.rehearsal import make_rehearsal
from facilitation.tasks.rehearsal import end_rehearsal, fill_rehearsal, sweep_rehearsals
from ilc.due import Due
from tests.at_once import at_once

pytestmark = pytest.mark.xdist_group("rehearsal")  # one worker: what they share is made once

NOW = timezone.now()


def test_the_sweep_rings_for_what_is_to_be_made_or_to_go(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    rung = list[tuple[str, Any]]()
    monkeypatch.setattr(fill_rehearsal, "delay", lambda program_id: rung.append(("fill", program_id)))
    monkeypatch.setattr(end_rehearsal, "delay", lambda program_id: rung.append(("end", program_id)))
    user = User.objects.create_user("amara@example.org", name="Amara Okafor", language="en")
    program = begin_rehearsal(user, now=NOW)

    sweep_rehearsals()
    throw_away(user, slug=program.slug, now=NOW)
    sweep_rehearsals()

    assert rung == [("fill", program.pk), ("end", program.pk)]


def test_two_who_press_at_once_get_one_two_workers_make_it_once_and_it_goes_whole(committed: None) -> None:
    user = User.objects.create_user("amara@example.org", name="Amara Okafor", language="fr")

    begun = at_once(*[lambda: begin_rehearsal(user, now=NOW).pk] * 2)
    [pk] = set(begun)
    assert isinstance(pk, int)
    made = at_once(*[lambda: make_rehearsal(pk, now=NOW)] * 2)
    throw_away(user, slug=Program.objects.get().slug, now=NOW)
    end_rehearsal(program_id=pk)

    assert sorted(map(bool, made)) == [False, True]
    assert (Program.objects.count(), Membership.objects.count(), Due.objects.count()) == (0, 0, 0)
